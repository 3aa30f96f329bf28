import { z } from 'zod'

/** Ways to protect a table that are tried beside the service's own. */
export const TRIED = ['value', 'count', 'margins-last', 'rounding'] as const

const hiddenSchema = z.strictObject({
  cells: z.int(),
  /** Cells hidden in all, those hidden to protect others, and the units in these. */
  hidden: z.int(),
  secondary: z.int(),
  hiddenValue: z.number(),
  /** Totals and subtotals among the hidden. */
  margins: z.int(),
})

/** What came of one way: how much it hides, or why it can't be done. */
export const alternativeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['value', 'count', 'margins-last']),
    outcome: hiddenSchema.nullable(),
    refusal: z.string().nullable(),
  }),
  z.strictObject({
    kind: z.literal('rounding'),
    base: z.int(),
    /** How far printed figures are from the true ones, and small cells that can be worked out all the same; null when refused. */
    outcome: z.strictObject({ largest: z.number(), mean: z.number(), exposed: z.int(), small: z.int() }).nullable(),
    refusal: z.string().nullable(),
  }),
  z.strictObject({
    kind: z.literal('coarser'),
    variable: z.string(),
    level: z.string().nullable(),
    hidden: z.int(),
    cells: z.int(),
  }),
])

export type Alternative = z.infer<typeof alternativeSchema>

export const alternativesSchema = z.array(alternativeSchema)
