import type { InvoiceRow } from '#lib/invoicing/queries.ts'

/** Invoices and credit notes for bookkeeping: amounts in kroner with a point, credit notes negative. */
export function invoiceCsvRows(rows: readonly InvoiceRow[]): string[][] {
  const kroner = (row: InvoiceRow, amountOre: number) => {
    const sign = row.kind === 'credit-note' && amountOre !== 0 ? '-' : ''
    return `${sign}${Math.trunc(amountOre / 100)}.${String(amountOre % 100).padStart(2, '0')}`
  }
  return [
    [
      'number',
      'kind',
      'customer',
      'issued_on',
      'due_on',
      'without_vat',
      'vat',
      'total',
      'currency',
      'paid_on',
      'status',
      'credits',
    ],
    ...rows.map((row) => [
      row.number,
      row.kind,
      plainText(row.organisationName),
      row.issuedOn,
      row.kind === 'invoice' ? row.dueOn : '',
      kroner(row, row.subtotalOre),
      kroner(row, row.vatOre),
      kroner(row, row.totalOre),
      'DKK',
      row.paidOn ?? '',
      row.state ?? '',
      row.credits?.number ?? '',
    ]),
  ]
}

/** A name that a spreadsheet would read as a formula begins with an apostrophe; amounts keep their minus. */
function plainText(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}
