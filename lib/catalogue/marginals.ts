import { z } from 'zod'
import { MEASURES } from './specification.ts'

const codes = z.array(z.string())
/** Units in a cell; null where hidden. */
const counts = z.array(z.number().nullable())

/** A variable with all its levels: heading 0 is the total, every other one has its parent at a lower position. */
const singleSchema = z.strictObject({
  variable: z.string(),
  measure: z.enum(MEASURES),
  codes,
  parents: z.array(z.int()),
  /** Whether categories add up to their heading. */
  additive: z.boolean(),
  counts,
})

/** Two variables crossed at one level each: `counts[i * second.codes.length + j]`. Codes only, without totals. */
const pairSchema = z.strictObject({
  measure: z.enum(MEASURES),
  first: z.strictObject({ variable: z.string(), level: z.string(), codes }),
  second: z.strictObject({ variable: z.string(), level: z.string(), codes }),
  counts,
})

/**
 * Totals of one snapshot over all its years, protected as one and safe to show: all that forecasts are made from. Variables
 * are told in every measure, pairs in the first.
 */
export const marginalsSchema = z.strictObject({
  schema: z.literal(1),
  recipe: z.int(),
  registerId: z.string(),
  snapshotId: z.string(),
  snapshotSha256: z.string(),
  singles: z.array(singleSchema),
  pairs: z.array(pairSchema),
})

export type Marginals = z.infer<typeof marginalsSchema>
export type SingleMarginal = z.infer<typeof singleSchema>
export type PairMarginal = z.infer<typeof pairSchema>

/** The bytes that the content hash of marginals is computed over. */
export function canonicalMarginals(marginals: Marginals): string {
  return JSON.stringify(marginalsSchema.parse(marginals))
}
