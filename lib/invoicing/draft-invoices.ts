import type { AuthorityIdentity } from '#lib/identity/authority/authority.ts'
import type { CustomerKind, Invoice, InvoicedCustomer, InvoiceLine } from '#lib/invoicing/invoice.ts'
import { type VatRefusal, vatOf } from '#lib/invoicing/vat-of.ts'
import { type Ore, ore, sumOre } from '#lib/kernel/money.ts'
import type { Refusal } from '#lib/kernel/result.ts'
import { fractionOfOre } from '#lib/pricing/fraction-of-ore.ts'
import type { Quote } from '#lib/pricing/quote.ts'
import { type SettlementStage, settle, type WorkedTime } from '#lib/pricing/settle.ts'
import type { Tariff, VatTreatment } from '#lib/pricing/tariff.ts'
import { addDays, type Day } from '#lib/sla/day.ts'

/** A customer as invoices need to know it. */
export interface BilledOrganisation {
  readonly id: string
  readonly name: string
  readonly cvr: string | null
  readonly ean: string | null
  readonly vatTreatment: VatTreatment
  readonly vatNumber: string | null
  readonly street: string
  readonly postalCode: string
  readonly city: string
  readonly countryCode: string
  readonly invoiceEmail: string
}

/** An order whose final price is known and that stands on no invoice. */
export interface BillableOrder {
  readonly orderId: string
  readonly number: string
  readonly stage: Exclude<SettlementStage, 'withdrawn-before-acceptance'>
  readonly settledOn: Day
  readonly organisation: BilledOrganisation
  /** The requester's own reference; may be empty. */
  readonly reference: string
  readonly requesterName: string
  readonly requesterEmail: string
  readonly agreed: Quote
  readonly worked: readonly WorkedTime[]
}

export interface DraftInvoice {
  readonly organisationId: string
  readonly invoice: Invoice
}

export type DraftRefusal = VatRefusal | Refusal<'supplier-incomplete' | 'unknown-tariff'>

export interface DraftTerms {
  readonly issuedOn: Day
  /** Who issues; null when nobody is named for the day. */
  readonly supplier: AuthorityIdentity | null
  readonly tariffs: readonly Tariff[]
}

export interface Drafts {
  readonly drafts: readonly DraftInvoice[]
  /** Orders that cannot be invoiced yet, with the reason. */
  readonly refused: readonly { readonly orderId: string; readonly number: string; readonly kind: DraftRefusal['kind'] }[]
}

/**
 * Puts orders together into invoices: one for each customer and reference, sorted by customer's name and reference, orders by
 * number. An order that costs nothing gets no invoice. What was agreed decides the price; the customer's VAT treatment today decides the tax.
 */
export function draftInvoices(orders: readonly BillableOrder[], terms: DraftTerms): Drafts {
  const refused: Drafts['refused'][number][] = []
  const groups = new Map<string, { first: BillableOrder; orders: BillableOrder[] }>()
  for (const order of orders.toSorted((a, b) => compareText(a.number, b.number))) {
    const fault = faultOf(order, terms)
    if (fault) refused.push({ orderId: order.orderId, number: order.number, kind: fault })
    else if (settle(order.agreed, order.worked, order.stage).subtotalOre > 0) {
      const key = JSON.stringify([order.organisation.name, order.organisation.id, referenceOf(order)])
      const group = groups.get(key) ?? { first: order, orders: [] }
      group.orders.push(order)
      groups.set(key, group)
    }
  }
  const sorted = [...groups].sort(([a], [b]) => compareText(a, b))
  return { drafts: sorted.map(([, group]) => draftOf(group.first, group.orders, terms)), refused }
}

function faultOf(order: BillableOrder, { supplier, tariffs }: DraftTerms): DraftRefusal['kind'] | null {
  if (!supplier?.cvr || !supplier.payment) return 'supplier-incomplete'
  const percent = standardPercentOf(order, tariffs)
  if (percent === null) return 'unknown-tariff'
  const vat = vatOf(order.organisation, percent)
  return vat.ok ? null : vat.kind
}

function standardPercentOf({ agreed }: BillableOrder, tariffs: readonly Tariff[]): number | null {
  return tariffs.find(({ version }) => version === agreed.tariffVersion)?.vatPercent ?? null
}

function draftOf(first: BillableOrder, orders: readonly BillableOrder[], terms: DraftTerms): DraftInvoice {
  const { supplier, tariffs, issuedOn } = terms
  const { organisation } = first
  const vat = vatOf(organisation, standardPercentOf(first, tariffs) ?? 0)
  if (!supplier?.cvr || !supplier.payment || !vat.ok) throw new Error('an order that cannot be invoiced was not left out')
  const lines = orders.flatMap(linesOf)
  const subtotalOre = sumOre(lines.map(({ amountOre }) => amountOre))
  const vatOre = fractionOfOre(subtotalOre, vat.value.percent, 100)
  const { dueDays, ...account } = supplier.payment
  const { cvr, street, postalCode, city, email } = supplier
  const locale = organisation.countryCode === 'DK' ? 'da' : 'en'
  const invoice: Invoice = {
    schema: 1,
    kind: 'invoice',
    locale,
    issuedOn,
    dueOn: addDays(issuedOn, dueDays),
    supplier: { name: supplier.name[locale], cvr, street, postalCode, city, email, ...account },
    customer: customerOf(organisation, first.requesterEmail),
    buyerReference: referenceOf(first),
    orders: orders.map(({ orderId, number }) => ({ orderId, number })),
    lines,
    vat: vat.value,
    subtotalOre,
    vatOre,
    totalOre: sumOre([subtotalOre, vatOre]),
    credits: null,
  }
  return { organisationId: organisation.id, invoice }
}

/** The customer's own reference, or the person who ordered: an invoice without either finds nobody. */
function referenceOf({ reference, requesterName }: BillableOrder): string {
  return reference.trim() || requesterName
}

/** A location number decides before everything else: it is the one address a public body receives invoices at. */
export function customerKindOf(organisation: Pick<BilledOrganisation, 'cvr' | 'ean' | 'countryCode'>): CustomerKind {
  if (organisation.ean) return 'ean'
  if (organisation.countryCode !== 'DK') return 'foreign'
  return organisation.cvr ? 'cvr' : 'person'
}

function customerOf(organisation: BilledOrganisation, requesterEmail: string): InvoicedCustomer {
  const { name, cvr, ean, vatNumber, street, postalCode, city, countryCode, invoiceEmail } = organisation
  const kind = customerKindOf(organisation)
  return { kind, name, cvr, ean, vatNumber, street, postalCode, city, countryCode, email: invoiceEmail || requesterEmail }
}

/** The lines of an order's final price. What is taken off has a negative quantity, because a price may not be negative. */
function linesOf({ number, agreed, worked, stage }: BillableOrder): InvoiceLine[] {
  return settle(agreed, worked, stage).lines.map(({ kind, quantity, minutes, amountOre }) => {
    const isTakenOff = kind === 'free-clarification' || kind === 'above-agreed-price'
    const sign = isTakenOff ? -1 : 1
    if (minutes !== undefined) {
      return { orderNumber: number, kind, pieces: null, minutes: sign * minutes, unitOre: agreed.hourlyRateOre, amountOre }
    }
    return { orderNumber: number, kind, pieces: sign * quantity, minutes: null, unitOre: unitOf(amountOre, quantity), amountOre }
  })
}

/** Fixed items are priced by the piece in whole øre, so that the division has no remainder. */
function unitOf(amountOre: Ore, quantity: number): Ore {
  return ore(Math.abs(amountOre) / quantity)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The credit note that takes a whole invoice back. */
export function creditNoteOf(
  invoice: Invoice,
  credited: { readonly number: string; readonly reason: string; readonly on: Day },
): Invoice {
  const { number, reason, on } = credited
  return { ...invoice, kind: 'credit-note', issuedOn: on, dueOn: on, credits: { number, issuedOn: invoice.issuedOn, reason } }
}
