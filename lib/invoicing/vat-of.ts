import type { TaxCategory } from '#lib/invoicing/invoice.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import type { VatTreatment } from '#lib/pricing/tariff.ts'

/** Member states of the EU, by ISO 3166-1, Denmark left out; Greece is GR here and EL in VAT numbers. */
const OTHER_EU = new Set(
  ['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IT', 'LT', 'LU', 'LV'].concat(
    'MT NL PL PT RO SE SI SK'.split(' '),
  ),
)

export interface InvoicedVat {
  readonly treatment: VatTreatment
  readonly category: TaxCategory
  readonly percent: number
}

export type VatRefusal = Refusal<'vat-number-missing' | 'reverse-charge-at-home'>

/**
 * The tax category of a customer's treatment: standard rate; exempt; reverse charge for businesses in the EU, which need a VAT
 * number; outside the scope for businesses beyond. Denmark itself has no reverse charge for services like these.
 */
export function vatOf(
  customer: { readonly vatTreatment: VatTreatment; readonly countryCode: string; readonly vatNumber: string | null },
  standardPercent: number,
): Result<InvoicedVat, VatRefusal> {
  const treatment = customer.vatTreatment
  if (treatment === 'standard') return ok({ treatment, category: 'S', percent: standardPercent })
  if (treatment === 'exempt') return ok({ treatment, category: 'E', percent: 0 })
  if (customer.countryCode === 'DK') return refuse('reverse-charge-at-home')
  if (!OTHER_EU.has(customer.countryCode)) return ok({ treatment, category: 'O', percent: 0 })
  return customer.vatNumber ? ok({ treatment, category: 'AE', percent: 0 }) : refuse('vat-number-missing')
}
