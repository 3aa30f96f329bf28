import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { DataTable } from '#components/ui/data-table.tsx'
import { formatMoney, formatShortDate } from '#components/ui/format.ts'
import type { InvoiceRow } from '#lib/invoicing/queries.ts'
import { InvoiceStatus } from './invoice-status.tsx'

/** Invoices and credit notes, each with the way to it. The customer's name is shown where there are several customers. */
export async function InvoiceTable({
  rows,
  base,
  showCustomer,
}: {
  rows: readonly InvoiceRow[]
  base: '/fakturaer' | '/admin/fakturaer'
  showCustomer: boolean
}) {
  const [t, locale] = await Promise.all([getTranslations('invoices'), getLocale()])
  const sign = (row: InvoiceRow) => (row.kind === 'credit-note' ? -1 : 1)
  return (
    <DataTable
      caption={t('caption')}
      hideCaption
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'number',
          heading: t('number'),
          rowHeading: true,
          cell: (row) => <Link href={`${base}/${row.id}`}>{row.number}</Link>,
        },
        ...(showCustomer ? [{ key: 'customer', heading: t('customer'), cell: (row: InvoiceRow) => row.organisationName }] : []),
        { key: 'issued', heading: t('issued'), cell: (row) => formatShortDate(row.issuedOn, locale) },
        { key: 'due', heading: t('due'), cell: (row) => (row.kind === 'invoice' ? formatShortDate(row.dueOn, locale) : '') },
        { key: 'total', heading: t('total'), numeric: true, cell: (row) => formatMoney(sign(row) * row.totalOre, locale) },
        { key: 'status', heading: t('status'), cell: (row) => <InvoiceStatus row={row} /> },
      ]}
    />
  )
}
