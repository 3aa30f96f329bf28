import { z } from 'zod'

const dimensionSchema = z.strictObject({
  id: z.string(),
  codes: z.array(z.string()),
  parents: z.array(z.int()),
  additive: z.boolean(),
})

/** What was made of a number that what is counted carries: a value per cell, null where it is not given. */
export const VALUE_FIGURES = ['mean', 'sum', 'median', 'lower_quartile', 'upper_quartile'] as const

const valuesSchema = z.strictObject({
  /** The register's value. */
  id: z.string(),
  figures: z.array(z.strictObject({ id: z.enum(VALUE_FIGURES), values: z.array(z.number().nullable()) })),
})

export type ValueFigures = z.infer<typeof valuesSchema>

/**
 * A protected table as it is kept, hashed and delivered: counts in address order of the cube, null where hidden.
 * Nothing in it tells a primary from a secondary cell.
 */
export const tableBodySchema = z.strictObject({
  schema: z.literal(1),
  orderNumber: z.string(),
  registerId: z.string(),
  snapshotId: z.string(),
  snapshotSha256: z.string(),
  /** The cut that events were linked from; absent when there is none beside the snapshot. */
  linked: z.strictObject({ registerId: z.string(), snapshotId: z.string(), snapshotSha256: z.string() }).optional(),
  specificationVersion: z.int(),
  specificationSha256: z.string(),
  dimensions: z.array(dimensionSchema),
  counts: z.array(z.number().nullable()),
  /** Inhabitants behind each cell, for rates; null when no rate was ordered. */
  denominators: z.array(z.number().nullable()).nullable(),
  /** Absent when no statistics of a number were ordered. */
  values: valuesSchema.optional(),
  rules: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
})

export type TableBody = z.infer<typeof tableBodySchema>

/** What only the analysts of the order may see: true counts, why each cell is hidden, and what an outsider could compute. */
export const confidentialBodySchema = z.strictObject({
  schema: z.literal(1),
  counts: z.array(z.number()),
  /** Per address: 0 published, 1 hidden by a rule (primary), 2 hidden to protect others (secondary). */
  status: z.array(z.int().min(0).max(2)),
  lower: z.array(z.number()),
  upper: z.array(z.number().nullable()),
  /** What the service counted itself, beside an analyst's own table; absent where the service's count is the table. */
  counted: z.array(z.number()).optional(),
})

export type ConfidentialBody = z.infer<typeof confidentialBodySchema>

/** The bytes a table's content hash is computed over: JSON with the keys in the order of the schema. */
export function canonicalBytes(body: TableBody): string {
  return JSON.stringify({
    schema: body.schema,
    orderNumber: body.orderNumber,
    registerId: body.registerId,
    snapshotId: body.snapshotId,
    snapshotSha256: body.snapshotSha256,
    ...(body.linked && {
      linked: {
        registerId: body.linked.registerId,
        snapshotId: body.linked.snapshotId,
        snapshotSha256: body.linked.snapshotSha256,
      },
    }),
    specificationVersion: body.specificationVersion,
    specificationSha256: body.specificationSha256,
    dimensions: body.dimensions.map(({ id, codes, parents, additive }) => ({ id, codes, parents, additive })),
    counts: body.counts,
    denominators: body.denominators,
    ...(body.values && {
      values: { id: body.values.id, figures: body.values.figures.map(({ id, values }) => ({ id, values })) },
    }),
    rules: Object.fromEntries(Object.entries(body.rules).sort(([a], [b]) => (a < b ? -1 : 1))),
  })
}
