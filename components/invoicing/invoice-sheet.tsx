import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { formatDate, formatMoney, formatNumber } from '#components/ui/format.ts'
import type { Invoice, InvoiceLine } from '#lib/invoicing/invoice.ts'
import type { InvoiceDetail } from '#lib/invoicing/queries.ts'

/** An invoice as a person reads it: who to whom, line by line, VAT apart, and how to pay. Everything stands as it was issued. */
export async function InvoiceSheet({ detail, base }: { detail: InvoiceDetail; base: '/fakturaer' | '/admin/fakturaer' }) {
  const [t, locale] = await Promise.all([getTranslations('invoices.sheet'), getLocale()])
  const { invoice, credits, creditedBy, paidOn } = detail
  const date = (day: string) => formatDate(day, locale)
  return (
    <>
      {credits ? (
        <p>
          <Link href={`${base}/${credits.id}`}>
            {t('credits', { number: credits.number, date: date(invoice.credits?.issuedOn ?? '') })}
          </Link>
        </p>
      ) : null}
      {creditedBy ? (
        <p>
          <Link href={`${base}/${creditedBy.id}`}>{t('creditedBy', { number: creditedBy.number })}</Link>
        </p>
      ) : null}
      <Card>
        <Parties invoice={invoice} />
      </Card>
      <Card heading={t('lines')}>
        <Lines invoice={invoice} />
        <Sums invoice={invoice} />
      </Card>
      {invoice.kind === 'invoice' ? (
        <Card heading={t('pay')}>
          {paidOn ? <p>{t('paidOn', { date: date(paidOn) })}</p> : null}
          <p>
            {t('account', {
              registration: invoice.supplier.bankRegistration,
              account: invoice.supplier.account,
              name: invoice.supplier.accountName,
            })}
          </p>
          <p>{t('mark', { number: detail.number })}</p>
        </Card>
      ) : null}
      <p>
        <a href={`${base}/${detail.id}/xml`} download>
          {t('xml')}
        </a>
      </p>
    </>
  )
}

async function Parties({ invoice }: { invoice: Invoice }) {
  const [t, list, locale] = await Promise.all([getTranslations('invoices.sheet'), getTranslations('invoices'), getLocale()])
  const { supplier, customer, credits } = invoice
  const place = (at: { street: string; postalCode: string; city: string }) =>
    [at.street, `${at.postalCode} ${at.city}`.trim()].filter((part) => part !== '').join(', ')
  const parts = [
    customer.name,
    place(customer),
    customer.countryCode === 'DK' ? '' : customer.countryCode,
    customer.cvr ? t('cvr', { cvr: customer.cvr }) : '',
    customer.ean ? t('ean', { ean: customer.ean }) : '',
    customer.vatNumber ? t('vatNumber', { number: customer.vatNumber }) : '',
  ]
  return (
    <DescriptionList
      items={[
        { term: t('to'), description: parts.filter((part) => part !== '').join(' · ') },
        {
          term: t('from'),
          description: [supplier.name, place(supplier), t('cvr', { cvr: supplier.cvr }), supplier.email].join(' · '),
        },
        { term: list('issued'), description: formatDate(invoice.issuedOn, locale) },
        ...(credits
          ? [{ term: t('reason'), description: credits.reason }]
          : [{ term: list('due'), description: formatDate(invoice.dueOn, locale) }]),
        { term: t('reference'), description: invoice.buyerReference },
      ]}
    />
  )
}

async function Lines({ invoice }: { invoice: Invoice }) {
  const [t, kinds, locale] = await Promise.all([
    getTranslations('invoices.sheet'),
    getTranslations('requester.quote.kinds'),
    getLocale(),
  ])
  const quantity = ({ minutes, pieces }: InvoiceLine) =>
    minutes === null
      ? t('pieces', { count: formatNumber(pieces ?? 0, locale) })
      : t('hours', { hours: formatNumber(minutes / 60, locale, 2) })
  return (
    <DataTable
      caption={t('lines')}
      hideCaption
      compact
      rows={invoice.lines.map((line, at) => ({ ...line, key: String(at) }))}
      rowKey={(line) => line.key}
      columns={[
        { key: 'order', heading: t('order'), cell: (line) => line.orderNumber },
        { key: 'what', heading: t('what'), rowHeading: true, cell: (line) => kinds(line.kind) },
        { key: 'quantity', heading: t('quantity'), numeric: true, cell: quantity },
        { key: 'unit', heading: t('unit'), numeric: true, cell: (line) => formatMoney(line.unitOre, locale) },
        { key: 'amount', heading: t('amount'), numeric: true, cell: (line) => formatMoney(line.amountOre, locale) },
      ]}
    />
  )
}

async function Sums({ invoice }: { invoice: Invoice }) {
  const [t, locale] = await Promise.all([getTranslations('invoices.sheet'), getLocale()])
  const { category, percent } = invoice.vat
  return (
    <dl className="st-sums">
      <div>
        <dt>{t('subtotal')}</dt>
        <dd>{formatMoney(invoice.subtotalOre, locale)}</dd>
      </div>
      <div>
        <dt>{t(`vat.${category}`, { percent })}</dt>
        <dd>{formatMoney(invoice.vatOre, locale)}</dd>
      </div>
      <div className="st-sum-total">
        <dt>{t('total')}</dt>
        <dd>{formatMoney(invoice.totalOre, locale)}</dd>
      </div>
    </dl>
  )
}
