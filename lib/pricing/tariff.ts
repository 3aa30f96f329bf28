import { z } from 'zod'
import { ore } from '#lib/kernel/money.ts'

/** Classes of customers with their own hourly rate. `nonprofit` covers associations, patient organisations and the press. */
export const CUSTOMER_CLASSES = ['private', 'public', 'nonprofit'] as const
export type CustomerClass = (typeof CUSTOMER_CLASSES)[number]

/** How a customer is treated for VAT: ordinary, outside the scope or exempt, or liable themselves (foreign businesses). */
export const VAT_TREATMENTS = ['standard', 'exempt', 'reverse-charge'] as const
export type VatTreatment = (typeof VAT_TREATMENTS)[number]

/** Things with a fixed price, in the order in which they stand on a quote. */
export const FIXED_KINDS = [
  'base-fee',
  'further-register',
  'linked-register',
  'further-table',
  'started-thousand-cells',
  'own-code-list',
  'express',
] as const
export type FixedKind = (typeof FIXED_KINDS)[number]

/** Work priced by the hour, in the order in which it stands on a quote. */
export const WORK_KINDS = [
  'clarification-work',
  'register-work',
  'linkage-work',
  'code-list-work',
  'table-work',
  'rate-work',
  'check-work',
] as const
export type WorkKind = (typeof WORK_KINDS)[number]

/** How demanding an order is; decided by `complexityOf` from its shape, so that nobody argues a class into place. */
export const COMPLEXITIES = ['simple', 'ordinary', 'complex'] as const
export type Complexity = (typeof COMPLEXITIES)[number]

const amountOre = z.int().min(0).max(100_000_000).transform(ore)
/** Hours come in quarters: a quarter is exact in binary, so rate times hours is exact before it is rounded. */
const hours = z.number().min(0).max(400).multipleOf(0.25)

const hoursByComplexity = z
  .strictObject({ simple: hours, ordinary: hours, complex: hours })
  .refine((by) => by.simple <= by.ordinary && by.ordinary <= by.complex, { error: 'hours-fall-with-complexity' })

function everyKind<K extends string, S extends z.ZodType>(kinds: readonly K[], schema: S) {
  return z.strictObject(Object.fromEntries(kinds.map((kind) => [kind, schema])) as Record<K, S>)
}

/**
 * A dated price list. Amounts are whole øre without VAT; days are `YYYY-MM-DD`, both ends included, and `validTo: null`
 * means until further notice. A tariff in use is never edited: a new one is copied forward from it.
 */
export const tariffSchema = z
  .strictObject({
    version: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
    validFrom: z.iso.date(),
    validTo: z.iso.date().nullable(),
    hourlyRateOre: everyKind(CUSTOMER_CLASSES, amountOre),
    fixedOre: everyKind(FIXED_KINDS, amountOre),
    /** Estimated hours of each piece of work: per order, register, linked register, code list or table. */
    estimatedHours: everyKind(WORK_KINDS, hoursByComplexity),
    /** The first hours of clarification, which nobody pays for. */
    freeClarificationHours: hours,
    /** The most that may be charged, as a percentage of the quoted amount. */
    capPercent: z.int().min(100).max(300),
    vatPercent: z.int().min(0).max(100),
  })
  .refine((tariff) => tariff.validTo === null || tariff.validFrom <= tariff.validTo, {
    error: 'ends-before-it-starts',
    path: ['validTo'],
  })

export type Tariff = z.infer<typeof tariffSchema>
/** A tariff as stored or typed in: amounts are plain numbers until `tariffSchema` has read them. */
export type TariffInput = z.input<typeof tariffSchema>
