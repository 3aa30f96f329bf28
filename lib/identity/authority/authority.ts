import { z } from 'zod'

const line = z.string().trim().max(120)
const bilingual = z.strictObject({ da: line.min(1), en: line.min(1) })

/** Where invoices are paid to: a Danish bank account, by registration number and account number. */
const paymentSchema = z.strictObject({
  /** Four digits. */
  bankRegistration: z.string().regex(/^\d{4}$/),
  account: z.string().regex(/^\d{4,10}$/),
  accountName: line.min(1),
  /** Net days: how long after its date an invoice is due. */
  dueDays: z.int().min(1).max(120),
})

/**
 * Who runs the service and answers for the data from a day on: the name in footer and statements, and the supplier on invoices.
 * The CVR number and the payment are null while they are not known; no invoice can be issued without them.
 */
export const authoritySchema = z.strictObject({
  name: bilingual,
  /** What stands beside the portal's name on every page. */
  logoText: z.string().trim().min(1).max(40),
  cvr: z
    .string()
    .regex(/^[1-9]\d{7}$/)
    .nullable(),
  street: line.min(1),
  postalCode: z.string().regex(/^\d{4}$/),
  city: line.min(1),
  email: z.email(),
  phone: line,
  website: z.url().or(z.literal('')),
  payment: paymentSchema.nullable(),
})
export type AuthorityIdentity = z.infer<typeof authoritySchema>

/** One version of an identity; the newest of a first day holds, older ones stay readable. Days are `YYYY-MM-DD`. */
export interface DatedAuthority {
  readonly id: string
  readonly validFrom: string
  readonly createdAt: Date
  readonly identity: AuthorityIdentity
}

/** The identities in force one after the other, by first day: of several versions of one day the newest. */
export function authoritiesInForce(versions: readonly DatedAuthority[]): readonly DatedAuthority[] {
  const newest = new Map<string, DatedAuthority>()
  for (const version of versions.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime()))
    newest.set(version.validFrom, version)
  return [...newest.values()].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
}

/** Who runs the service on a day, or null before the first identity. */
export function authorityOn(day: string, versions: readonly DatedAuthority[]): DatedAuthority | null {
  return authoritiesInForce(versions).findLast((version) => version.validFrom <= day) ?? null
}
