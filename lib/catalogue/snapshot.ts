import { z } from 'zod'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** A cut of a register: files that never change, named by their hash. */
export const snapshotSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,79}$/),
  registerId: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  cutOn: z.iso.date(),
  /** Hash over the names and hashes of the files and over the dictionaries. */
  sha256,
  files: z.array(
    z.strictObject({ name: z.string().regex(/^[a-z0-9_-]+\.parquet$/), sha256, bytes: z.int().min(0), rows: z.int().min(0) }),
  ),
  /** Texts behind integer columns, by column name; a stored value is a position in the list. */
  dictionaries: z.record(z.string(), z.array(z.string())),
  persons: z.int().min(0),
  /** Rows of the main table. */
  rows: z.int().min(0),
  synthetic: z.boolean(),
  sample: z.boolean(),
})

export type Snapshot = z.infer<typeof snapshotSchema>
