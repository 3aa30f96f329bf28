import { describe, expect, it } from 'vitest'
import type { InvoiceRow } from '#lib/invoicing/queries.ts'
import { invoiceCsvRows } from '#lib/web/invoice-csv.ts'

const ROW: InvoiceRow = {
  id: 'a',
  number: 'F2026-000001',
  kind: 'invoice',
  organisationName: 'Kunden',
  issuedOn: '2026-11-30',
  dueOn: '2026-12-30',
  subtotalOre: 95_000,
  vatOre: 23_750,
  totalOre: 118_705,
  paidOn: null,
  state: 'open',
  creditedBy: null,
  credits: null,
}

describe('the file for bookkeeping', () => {
  it('has amounts to the øre, and those of a credit note negative, with nothing due', () => {
    const note: InvoiceRow = {
      ...ROW,
      number: 'F2026-000002',
      kind: 'credit-note',
      state: null,
      vatOre: 0,
      credits: { id: 'a', number: 'F2026-000001' },
    }
    const [head, invoice, credit] = invoiceCsvRows([ROW, note])
    const named = (row: string[] = []) => Object.fromEntries((head ?? []).map((name, at) => [name, row[at]]))
    expect(named(invoice)).toMatchObject({
      without_vat: '950.00',
      vat: '237.50',
      total: '1187.05',
      status: 'open',
      due_on: '2026-12-30',
    })
    expect(named(credit)).toMatchObject({
      without_vat: '-950.00',
      vat: '0.00',
      total: '-1187.05',
      due_on: '',
      credits: 'F2026-000001',
    })
  })

  it('never starts a formula with a customer’s name', () => {
    const [, row] = invoiceCsvRows([{ ...ROW, organisationName: '=HYPERLINK("http://x")' }])
    expect(row?.[2]).toBe(`'=HYPERLINK("http://x")`)
  })
})
