import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { creditNoteOf, draftInvoices } from '#lib/invoicing/draft-invoices.ts'
import { invoiceState } from '#lib/invoicing/invoice.ts'
import { settle } from '#lib/pricing/settle.ts'
import { WORK_KINDS } from '#lib/pricing/tariff.ts'
import { billable, CUSTOMERS, TERMS } from './example-orders.ts'

describe('invoices put together from orders', () => {
  it('are one for each customer and reference, with the orders by number', () => {
    const orders = [
      billable(CUSTOMERS.cvr, { reference: 'PO 1' }),
      billable(CUSTOMERS.cvr, { reference: 'PO 2' }),
      billable(CUSTOMERS.cvr, { reference: 'PO 1' }),
      billable(CUSTOMERS.ean),
    ]
    const { drafts } = draftInvoices(orders, TERMS)
    expect(drafts.map(({ invoice }) => [invoice.customer.name, invoice.buyerReference, invoice.orders.length])).toEqual([
      ['Nordlys Pharma A/S', 'PO 1', 2],
      ['Nordlys Pharma A/S', 'PO 2', 1],
      ['Region Eksempel', 'Rikke Rekvirent', 1],
    ])
    expect(draftInvoices(orders.toReversed(), TERMS)).toEqual(draftInvoices(orders, TERMS))
  })

  it('charge exactly what each order settles at, whatever was worked, and VAT on the sum', () => {
    const time = fc.record({
      kind: fc.constantFrom(...WORK_KINDS),
      minutes: fc.integer({ min: 1, max: 1440 }),
      ownError: fc.boolean(),
    })
    const some = fc.array(fc.array(time, { maxLength: 8 }), { minLength: 1, maxLength: 5 })
    const stages = ['delivered', 'withdrawn-after-acceptance'] as const
    fc.assert(
      fc.property(some, fc.constantFrom(...stages), (worked, stage) => {
        const orders = worked.map((each) => billable(CUSTOMERS.cvr, { worked: each, stage }))
        const [draft] = draftInvoices(orders, TERMS).drafts
        const expected = orders.reduce((sum, each) => sum + settle(each.agreed, each.worked, each.stage).subtotalOre, 0)
        expect(draft?.invoice.subtotalOre).toBe(expected)
        expect(draft?.invoice.vatOre).toBe(Math.round(expected / 4))
        expect(draft?.invoice.totalOre).toBe(expected + Math.round(expected / 4))
      }),
      { numRuns: 200 },
    )
  })

  it('never charge time on the service’s own errors', () => {
    const worked = [{ kind: 'table-work', minutes: 600, ownError: true } as const]
    const [draft] = draftInvoices([billable(CUSTOMERS.cvr, { worked })], TERMS).drafts
    expect(draft?.invoice.lines.filter(({ minutes }) => minutes !== null)).toEqual([])
  })

  it('take off what lies above the cap, as a line of its own', () => {
    const worked = Array.from({ length: 4 }, () => ({ kind: 'table-work', minutes: 1440, ownError: false }) as const)
    const order = billable(CUSTOMERS.cvr, { worked })
    const [draft] = draftInvoices([order], TERMS).drafts
    expect(draft?.invoice.subtotalOre).toBe(order.agreed.capOre)
    expect(draft?.invoice.lines.find(({ kind }) => kind === 'above-agreed-price')).toMatchObject({ pieces: -1 })
  })

  it('are not made of an order that costs nothing', () => {
    const free = billable(CUSTOMERS.cvr, { stage: 'withdrawn-after-acceptance', worked: [] })
    const agreed = { ...free.agreed, lines: free.agreed.lines.filter(({ kind }) => kind !== 'base-fee') }
    expect(draftInvoices([{ ...free, agreed }], TERMS)).toEqual({ drafts: [], refused: [] })
  })

  it('follow the customer’s VAT treatment of the day, not the one of the offer', () => {
    const order = billable(CUSTOMERS.exempt)
    const [exempt] = draftInvoices([order], TERMS).drafts
    const [taxed] = draftInvoices([{ ...order, organisation: { ...order.organisation, vatTreatment: 'standard' } }], TERMS).drafts
    expect(exempt?.invoice.vat).toEqual({ treatment: 'exempt', category: 'E', percent: 0 })
    expect(taxed?.invoice.vat).toEqual({ treatment: 'standard', category: 'S', percent: 25 })
    expect(taxed?.invoice.subtotalOre).toBe(exempt?.invoice.subtotalOre)
  })

  it('name the reason an order cannot be invoiced, and leave the others in', () => {
    const { countryCode, vatTreatment } = CUSTOMERS.foreign
    const orders = [
      billable({ ...CUSTOMERS.foreign, vatNumber: null }),
      billable({ ...CUSTOMERS.cvr, vatTreatment }),
      billable({ ...CUSTOMERS.person, countryCode }),
    ]
    const { drafts, refused } = draftInvoices(orders, TERMS)
    expect(refused.map(({ kind }) => kind)).toEqual(['vat-number-missing', 'reverse-charge-at-home'])
    expect(drafts).toHaveLength(1)
  })

  it('are refused while the supplier has no number or account: nobody is invoiced in an unknown name', () => {
    const { supplier } = TERMS
    const incomplete = [null, supplier && { ...supplier, cvr: null }, supplier && { ...supplier, payment: null }]
    for (const each of incomplete) {
      const { drafts, refused } = draftInvoices([billable(CUSTOMERS.cvr)], { ...TERMS, supplier: each })
      expect(drafts).toEqual([])
      expect(refused.map(({ kind }) => kind)).toEqual(['supplier-incomplete'])
    }
  })

  it('are due so many days after their date as the authority says', () => {
    const [draft] = draftInvoices([billable(CUSTOMERS.cvr)], TERMS).drafts
    expect(draft?.invoice.dueOn).toBe('2026-12-30')
  })
})

describe('a credit note', () => {
  it('takes back every line of its invoice and names it with the reason', () => {
    const [draft] = draftInvoices([billable(CUSTOMERS.cvr)], TERMS).drafts
    if (!draft) throw new Error('no draft')
    const note = creditNoteOf(draft.invoice, { number: 'F2026-000001', reason: 'Fejl i tabellen', on: '2026-12-04' })
    expect(note).toMatchObject({ kind: 'credit-note', issuedOn: '2026-12-04', totalOre: draft.invoice.totalOre })
    expect(note.credits).toEqual({ number: 'F2026-000001', issuedOn: '2026-11-30', reason: 'Fejl i tabellen' })
    expect(note.lines).toEqual(draft.invoice.lines)
  })
})

describe('where an invoice stands', () => {
  it('is credited before paid, paid before overdue, and overdue from the day after its last', () => {
    const dueOn = '2026-12-30'
    expect(invoiceState({ dueOn, paidOn: null, isCredited: false }, '2026-12-30')).toBe('open')
    expect(invoiceState({ dueOn, paidOn: null, isCredited: false }, '2026-12-31')).toBe('overdue')
    expect(invoiceState({ dueOn, paidOn: '2027-01-05', isCredited: false }, '2027-02-01')).toBe('paid')
    expect(invoiceState({ dueOn, paidOn: '2027-01-05', isCredited: true }, '2027-02-01')).toBe('credited')
  })
})
