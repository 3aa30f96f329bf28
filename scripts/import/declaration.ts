import { z } from 'zod'
import { classificationSchema } from '#lib/catalogue/classification.ts'
import { registerSchema } from '#lib/catalogue/register.ts'
import { snapshotSchema } from '#lib/catalogue/snapshot.ts'

const identifier = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/)

/** A column of the source: what its values must be. `min` and `max` are numbers or days. */
const rawColumn = z.strictObject({
  type: z.enum(['text', 'integer', 'decimal', 'date']),
  /** Whether every line must have a value. */
  required: z.boolean().default(false),
  min: z.union([z.number(), z.iso.date()]).optional(),
  max: z.union([z.number(), z.iso.date()]).optional(),
})

const tableSource = z.strictObject({
  /** File beside the declaration, `.csv` or `.parquet`. */
  source: z.string().min(1),
  delimiter: z.string().length(1).optional(),
  /** Texts that mean that there is no value. */
  missing: z.array(z.string()).default(['']),
  raw: z.record(z.string(), rawColumn),
  /** Columns that together name a line, none twice. */
  key: z.array(z.string()).default([]),
  /** What is kept: name of the stored column and an SQL expression over the source's columns; `line` is the line's number. */
  columns: z.record(identifier, z.string().min(1)),
})

const classificationHead = classificationSchema.omit({ nodes: true })

/** Everything an import needs to know: the register as it stands in the catalogue, its files and what must hold of them. */
export const declarationSchema = z.strictObject({
  schema: z.literal(1),
  register: registerSchema,
  classifications: z
    .array(
      z.union([
        classificationSchema,
        classificationHead.extend({ csv: z.string() }),
        classificationHead.extend({
          sks: z.strictObject({
            file: z.string(),
            type: z.string().length(3),
            lengths: z.array(z.int().min(1).max(20)).min(1),
          }),
        }),
      ]),
    )
    .default([]),
  snapshot: snapshotSchema.pick({ id: true, cutOn: true, synthetic: true, sample: true }),
  /** By the name of the stored file, for instance `person.parquet`. */
  files: z.record(z.string().regex(/^[a-z0-9_-]+\.parquet$/), tableSource),
})

export type Declaration = z.infer<typeof declarationSchema>
export type TableSource = z.infer<typeof tableSource>
