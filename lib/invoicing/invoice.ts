import { z } from 'zod'
import { ore } from '#lib/kernel/money.ts'
import { FIXED_KINDS, VAT_TREATMENTS, WORK_KINDS } from '#lib/pricing/tariff.ts'

export const INVOICE_KINDS = ['invoice', 'credit-note'] as const
export type InvoiceKind = (typeof INVOICE_KINDS)[number]

/** How a customer can be reached and told apart: a Danish number, a public body's location number, a person, a foreign business. */
export const CUSTOMER_KINDS = ['cvr', 'ean', 'person', 'foreign'] as const
export type CustomerKind = (typeof CUSTOMER_KINDS)[number]

/** Tax categories of UN/CEFACT 5305: standard rate, exempt, reverse charge, outside the scope of VAT. */
export const TAX_CATEGORIES = ['S', 'E', 'AE', 'O'] as const
export type TaxCategory = (typeof TAX_CATEGORIES)[number]

const amount = z.int().transform(ore)

export const LINE_KINDS = [...FIXED_KINDS, ...WORK_KINDS, 'free-clarification', 'above-agreed-price'] as const
export type LineKind = (typeof LINE_KINDS)[number]

const lineSchema = z.strictObject({
  orderNumber: z.string(),
  kind: z.enum(LINE_KINDS),
  /** Pieces; negative where something is taken off. Null on lines of time. */
  pieces: z.int().nullable(),
  /** Minutes of work; negative where something is taken off. Null on lines of pieces. */
  minutes: z.int().nullable(),
  /** Price of a piece or an hour, never negative. */
  unitOre: amount,
  /** Without VAT, signed. */
  amountOre: amount,
})
export type InvoiceLine = z.infer<typeof lineSchema>

const supplierSchema = z.strictObject({
  name: z.string(),
  cvr: z.string(),
  street: z.string(),
  postalCode: z.string(),
  city: z.string(),
  email: z.string(),
  bankRegistration: z.string(),
  account: z.string(),
  accountName: z.string(),
})

const customerSchema = z.strictObject({
  kind: z.enum(CUSTOMER_KINDS),
  name: z.string(),
  cvr: z.string().nullable(),
  ean: z.string().nullable(),
  vatNumber: z.string().nullable(),
  street: z.string(),
  postalCode: z.string(),
  city: z.string(),
  countryCode: z.string().length(2),
  email: z.string(),
})
export type InvoicedCustomer = z.infer<typeof customerSchema>

/** Everything an invoice or a credit note says, frozen when it is issued. Amounts are whole øre; a credit note's are what it gives back. */
export const invoiceSchema = z.strictObject({
  schema: z.literal(1),
  kind: z.enum(INVOICE_KINDS),
  locale: z.enum(['da', 'en']),
  issuedOn: z.iso.date(),
  dueOn: z.iso.date(),
  supplier: supplierSchema,
  customer: customerSchema,
  /** What the customer finds the invoice by: their own reference, or the person who ordered. */
  buyerReference: z.string().min(1),
  orders: z
    .array(z.strictObject({ orderId: z.uuid(), number: z.string() }))
    .min(1)
    .readonly(),
  lines: z.array(lineSchema).min(1).readonly(),
  vat: z.strictObject({ treatment: z.enum(VAT_TREATMENTS), category: z.enum(TAX_CATEGORIES), percent: z.int() }),
  subtotalOre: amount,
  vatOre: amount,
  totalOre: amount,
  /** On a credit note: the invoice it takes back, and why. */
  credits: z.strictObject({ number: z.string(), issuedOn: z.iso.date(), reason: z.string() }).nullable(),
})
export type Invoice = z.infer<typeof invoiceSchema>

/** `F2026-000123`: the year of issue and a number without gaps within it. The database refuses any other. */
export function invoiceNumber(year: number, last: number): string {
  return `F${year}-${String(last).padStart(6, '0')}`
}

export const INVOICE_STATES = ['open', 'overdue', 'paid', 'credited'] as const
export type InvoiceState = (typeof INVOICE_STATES)[number]

/** Where an invoice stands on a day: credited before paid before overdue. */
export function invoiceState(
  invoice: { readonly dueOn: string; readonly paidOn: string | null; readonly isCredited: boolean },
  today: string,
): InvoiceState {
  if (invoice.isCredited) return 'credited'
  if (invoice.paidOn !== null) return 'paid'
  return invoice.dueOn < today ? 'overdue' : 'open'
}
