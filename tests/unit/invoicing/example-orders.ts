import { SEED_AUTHORITIES } from '#lib/identity/authority/seed-authorities.ts'
import type { BillableOrder, BilledOrganisation, DraftTerms } from '#lib/invoicing/draft-invoices.ts'
import { quote } from '#lib/pricing/quote.ts'
import type { QuotedShape } from '#lib/pricing/quoted-shape.ts'
import { SEED_TARIFF } from '#lib/pricing/seed-tariff.ts'

/** One customer of each kind, and one outside the EU. */
export const CUSTOMERS = {
  cvr: organisation('Nordlys Pharma A/S', { cvr: '99000201' }),
  ean: organisation('Region Eksempel', { cvr: '99000104', ean: '5798000000001' }),
  person: organisation('Jonna Journalist', {}),
  exempt: organisation('Patientforeningen Lyset', { cvr: '99000104', vatTreatment: 'exempt' }),
  foreign: organisation('Beispiel GmbH', { countryCode: 'DE', vatNumber: 'DE123456789', vatTreatment: 'reverse-charge' }),
  beyond: organisation('Sample Inc.', { countryCode: 'US', vatTreatment: 'reverse-charge' }),
} as const

function organisation(name: string, more: Partial<BilledOrganisation>): BilledOrganisation {
  const address = { street: 'Prøvevej 1', postalCode: '8000', city: 'Aarhus C', countryCode: 'DK', invoiceEmail: '' }
  return { id: `org-${name}`, name, cvr: null, ean: null, vatTreatment: 'standard', vatNumber: null, ...address, ...more }
}

export const SHAPE: QuotedShape = {
  cells: 1500,
  tables: 1,
  registers: 1,
  linkedRegisters: 0,
  ownCodeLists: 0,
  express: false,
  rates: true,
}

let made = 0

/** A delivered order of a customer with half an hour of clarification and 35 minutes on its table. */
export function billable(organisation: BilledOrganisation, more: Partial<BillableOrder> = {}): BillableOrder {
  made += 1
  const id = String(made).padStart(12, '0')
  return {
    orderId: `00000000-0000-4000-8000-${id}`,
    number: `SB-2026-${String(made).padStart(6, '0')}`,
    stage: 'delivered',
    settledOn: '2026-11-20',
    organisation,
    reference: '',
    requesterName: 'Rikke Rekvirent',
    requesterEmail: 'rikke@example.dk',
    agreed: quote(SHAPE, SEED_TARIFF, { customerClass: 'private', vat: organisation.vatTreatment }),
    worked: [
      { kind: 'clarification-work', minutes: 30, ownError: false },
      { kind: 'table-work', minutes: 35, ownError: false },
      { kind: 'table-work', minutes: 60, ownError: true },
    ],
    ...more,
  }
}

export const TERMS: DraftTerms = {
  issuedOn: '2026-11-30',
  supplier: SEED_AUTHORITIES[0]?.identity ?? null,
  tariffs: [SEED_TARIFF],
}
