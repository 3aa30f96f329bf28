import { z } from 'zod'

/** Units the service can count. `persons` are distinct: one person counts once in every cell and every margin. */
export const MEASURES = ['persons', 'contacts'] as const
export type Measure = (typeof MEASURES)[number]

const identifier = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)
const code = z.string().min(1).max(20)

const groupSchema = z.strictObject({
  /** Shown as the heading, in the requester's own words; begins with a letter, a digit or < > ≥ ≤. */
  name: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .regex(/^[\p{L}\p{N}<>≥≤][^\p{C}]*$/u),
  /** Codes of any level, or ranges of codes of one level: `0-17`, `65+`. */
  codes: z.array(z.string().min(1).max(41)).min(1).max(500),
})

const axisSchema = z.strictObject({
  /** Variable of the register, for instance `sex`. */
  variable: identifier,
  /** Level of the variable's classification, for instance `kommune` or `age10`. */
  level: identifier,
  /** Codes of that level in the order wanted; null = every code of the level. */
  codes: z.array(code).min(1).max(5000).nullable(),
  /** Whether the levels above (region over kommune) stand in the table as subtotals. */
  parents: z.boolean(),
  /** The requester's own groups of codes, in the order wanted. They stand instead of codes and levels above. */
  groups: z.array(groupSchema).min(1).max(100).optional(),
})

const filterSchema = z.strictObject({
  variable: identifier,
  /** Codes from any level of the variable's classification; a person or contact is kept when one of them holds it. */
  codes: z.array(code).min(1).max(5000),
})

/**
 * The order itself: the empty table, structured. Stored as JSON, versioned per order, never edited in place.
 * Whether its words exist in the catalogue is decided by `decideSpecification` in `lib/catalogue/decide-specification.ts`.
 */
export const specificationSchema = z.strictObject({
  schema: z.literal(1),
  title: z.string().trim().min(3).max(150),
  register: identifier,
  measure: z.enum(MEASURES),
  /** Also show the rate per 100 000 inhabitants where the register has a population denominator for the chosen variables. */
  rate: z.boolean(),
  /** Calendar years, both included. */
  period: z.strictObject({ fromYear: z.int().min(1900).max(2100), toYear: z.int().min(1900).max(2100) }),
  filters: z.array(filterSchema).max(12),
  rows: z.array(axisSchema).min(1).max(3),
  columns: z.array(axisSchema).max(3),
  /** Whether totals are shown. The table is always protected as if they were. */
  totals: z.boolean(),
})

export type Specification = z.infer<typeof specificationSchema>
export type SpecificationAxis = z.infer<typeof axisSchema>
export type OwnGroup = z.infer<typeof groupSchema>
export type SpecificationFilter = z.infer<typeof filterSchema>
