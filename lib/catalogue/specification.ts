import { z } from 'zod'

/**
 * Units the service can count. `persons` are distinct: one person counts once in every cell and every margin. `cases` are
 * persons at their first event of the period: each stands in one cell alone, the one of that event.
 */
export const MEASURES = ['persons', 'contacts', 'cases'] as const
export type Measure = (typeof MEASURES)[number]

/** What can be made of a number that rows carry. */
export const STATISTICS = ['mean', 'sum', 'median', 'quartiles'] as const
export type Statistic = (typeof STATISTICS)[number]

/** Standard populations an age-standardised rate can be given by. */
export const STANDARDS = ['european_2013', 'who_2001'] as const
export type Standard = (typeof STANDARDS)[number]

/** Levels of the age classification whose groups standard populations can be put together for. */
export const STANDARD_LEVELS = ['age5', 'age10'] as const

/** How the confidence limits of an age-standardised rate are computed. */
export const RATE_INTERVALS = ['gamma', 'dobson'] as const
export type RateInterval = (typeof RATE_INTERVALS)[number]

/** Whether linked events are looked for after what is counted, or before it. */
export const LINK_DIRECTIONS = ['after', 'before'] as const

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
  /** Codes of that level in the order wanted, or of a level above for all that lie under it; null = every code of the level. */
  codes: z.array(code).min(1).max(5000).nullable(),
  /** Whether the levels above (region over kommune) stand in the table as subtotals. */
  parents: z.boolean(),
  /** The requester's own groups of codes, in the order wanted. They stand instead of codes and levels above. */
  groups: z.array(groupSchema).min(1).max(100).optional(),
})

/** When an event of the linked register counts, beside the row that is followed. */
const windowSchema = z.discriminatedUnion('unit', [
  /** Calendar years before 1 January of the row's year; with `duringYear` the events of that year as well. */
  z.strictObject({ unit: z.literal('years'), back: z.int().min(0).max(40), duringYear: z.boolean() }),
  /** Days from the first event: the same day and so many after, or so many before and not the same day. */
  z.strictObject({ unit: z.literal('days'), direction: z.enum(LINK_DIRECTIONS), days: z.int().min(1).max(3660) }),
])

const filterSchema = z.strictObject({
  variable: identifier,
  /** Codes from any level of the variable's classification; a person or contact is kept when one of them holds it. */
  codes: z.array(code).min(1).max(5000),
})

/** Events of a register that are counted for each person beside what the table counts, by a variable of their own. */
const linkSchema = z.strictObject({
  register: identifier,
  /** Which events of that register; none = all of them. */
  filters: z.array(filterSchema).max(6),
  window: windowSchema,
})

/** Level of the register's age variable whose groups are the strata. */
const standardLevel = z.enum(STANDARD_LEVELS)

const directSchema = z.strictObject({ standard: z.enum(STANDARDS), level: standardLevel, interval: z.enum(RATE_INTERVALS) })

/** Indirect: what was counted over what would have been at the ages' rates of the whole table (SMR). Its limits are exact. */
const indirectSchema = z.strictObject({ standard: z.literal('table'), level: standardLevel })

const standardisationSchema = z.discriminatedUnion('standard', [directSchema, indirectSchema])

const valueChoiceSchema = z.strictObject({
  /** A value of the register, for instance `age`. */
  id: identifier,
  statistics: z.array(z.enum(STATISTICS)).min(1).max(STATISTICS.length),
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
  /** Of cases alone: years before the event without another one, for the case to be new; 0 and absent ask for none. */
  washOutYears: z.int().min(0).max(20).optional(),
  /** Events in a register, this or another, that an axis divides what is counted by: prevalence and linkage. */
  link: linkSchema.optional(),
  /** Also show the rate per 100 000 inhabitants where the register has a population denominator for the chosen variables. */
  rate: z.boolean(),
  /** Of the rate: per person-years of the Lexis triangles, instead of the inhabitants on 1 January. */
  personYears: z.literal(true).optional(),
  /** Also show the rate standardised for age, or the ratio to what the ages let expect; the ages behind it are counted and protected with the table. */
  standardisation: standardisationSchema.optional(),
  /** Also show statistics of a number that what is counted carries: the mean age of a contact, the cost of prescriptions. */
  value: valueChoiceSchema.optional(),
  /** Also show rate ratios between the categories of each variable, adjusted for the others by Poisson regression. */
  rateRatios: z.literal(true).optional(),
  /** Also show survival curves: how each person's time of follow-up ended is counted and protected with the table. */
  survival: z.literal(true).optional(),
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
export type Standardisation = z.infer<typeof standardisationSchema>
export type DirectStandardisation = z.infer<typeof directSchema>
export type SpecificationLink = z.infer<typeof linkSchema>
export type OwnGroup = z.infer<typeof groupSchema>
export type SpecificationFilter = z.infer<typeof filterSchema>
