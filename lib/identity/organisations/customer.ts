import { checkCvr, checkGln } from '#lib/identity/customer-number.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'

/** A customer as an administrator keeps it: who they are, how they are priced and taxed, and where invoices go. */
export interface CustomerInput {
  readonly name: string
  /** Empty for customers without: persons and foreign businesses. */
  readonly cvr: string
  /** A public body's location number; empty for others. */
  readonly ean: string
  readonly customerClass: 'private' | 'public' | 'nonprofit'
  readonly vatTreatment: 'standard' | 'exempt' | 'reverse-charge'
  readonly vatNumber: string
  readonly street: string
  readonly postalCode: string
  readonly city: string
  /** ISO 3166-1, two letters. */
  readonly countryCode: string
  readonly invoiceEmail: string
}

/** A customer whose numbers were read, as it is stored: no number is null. */
export interface Customer extends Omit<CustomerInput, 'cvr' | 'ean' | 'vatNumber'> {
  readonly cvr: string | null
  readonly ean: string | null
  readonly vatNumber: string | null
}

export type CustomerRefusal = Refusal<
  'cvr-invalid' | 'ean-invalid' | 'vat-number-invalid' | 'reverse-charge-at-home' | 'country-invalid'
>

/** Reads a customer's numbers and checks that they fit together: a Danish business has no reverse charge. */
export function decideCustomer(input: CustomerInput): Result<Customer, CustomerRefusal> {
  const cvr = input.cvr.trim() === '' ? ok(null) : checkCvr(input.cvr)
  if (!cvr.ok) return refuse('cvr-invalid')
  const ean = input.ean.trim() === '' ? ok(null) : checkGln(input.ean)
  if (!ean.ok) return refuse('ean-invalid')
  const countryCode = input.countryCode.trim().toUpperCase()
  if (!/^[A-Z]{2}$/.test(countryCode)) return refuse('country-invalid')
  const vatNumber = input.vatNumber.replace(/[\s.-]/g, '').toUpperCase()
  if (vatNumber !== '' && !/^[A-Z]{2}[A-Z0-9]{2,13}$/.test(vatNumber)) return refuse('vat-number-invalid')
  if (input.vatTreatment === 'reverse-charge' && countryCode === 'DK') return refuse('reverse-charge-at-home')
  return ok({ ...input, cvr: cvr.value, ean: ean.value, countryCode, vatNumber: vatNumber === '' ? null : vatNumber })
}

/** The fields in which two customers differ, by name, for the log: it says what was changed, not what it was. */
export function changedFields(before: Customer, after: Customer): (keyof Customer)[] {
  return (Object.keys(after) as (keyof Customer)[]).filter((field) => before[field] !== after[field])
}
