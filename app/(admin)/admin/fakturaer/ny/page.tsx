import { getLocale, getTranslations } from 'next-intl/server'
import { RefusalText } from '#components/labels/refusal-text.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Breadcrumb } from '#components/ui/breadcrumb.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Form } from '#components/ui/form.tsx'
import { formatMoney } from '#components/ui/format.ts'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { fingerprintOf } from '#lib/invoicing/commands.ts'
import type { DraftInvoice, Drafts } from '#lib/invoicing/draft-invoices.ts'
import { listInvoiceRuns, previewRun } from '#lib/invoicing/queries.ts'
import { addDays, dayOf } from '#lib/sla/day.ts'
import { requireStaff } from '#lib/web/session.ts'
import { issueInvoices } from '../../actions.ts'

/** The last day of the month before, which a monthly run is about. */
function endOfLastMonth(today: string): string {
  return addDays(`${today.slice(0, 7)}-01`, -1)
}

export default async function InvoiceRunPage({ searchParams }: { searchParams: Promise<{ til?: string }> }) {
  const [{ til = '' }, t, list] = await Promise.all([searchParams, getTranslations('invoices.run'), getTranslations('invoices')])
  const actor = await requireStaff('administrator', '/admin/fakturaer/ny')
  const today = dayOf(new Date().toISOString())
  const throughOn = /^\d{4}-\d{2}-\d{2}$/.test(til) && til <= today ? til : endOfLastMonth(today)
  const [preview, runs] = await Promise.all([previewRun(actor, throughOn), listInvoiceRuns(actor)])
  if (!preview) return null
  const { drafts, refused } = preview
  return (
    <>
      <Breadcrumb crumbs={[{ label: list('heading'), href: '/admin/fakturaer' }]} current={t('heading')} />
      <PageHeading heading={t('heading')} lead={t('lead')} />
      {runs.some(({ status }) => status === 'issuing') ? <Alert tone="info">{t('going')}</Alert> : null}
      <search>
        <form method="get" className="st-form">
          <TextField name="til" label={t('through')} type="date" defaultValue={throughOn} width="m" />
          <Button type="submit">{t('show')}</Button>
        </form>
      </search>
      {drafts.length === 0 ? (
        <EmptyState heading={t('none')}>{t('noneText')}</EmptyState>
      ) : (
        <Preview drafts={drafts} throughOn={throughOn} fingerprint={fingerprintOf(preview)} />
      )}
      {refused.length > 0 ? <RefusedOrders refused={refused} /> : null}
    </>
  )
}

async function Preview({
  drafts,
  throughOn,
  fingerprint,
}: {
  drafts: readonly DraftInvoice[]
  throughOn: string
  fingerprint: string
}) {
  const [t, list, locale] = await Promise.all([getTranslations('invoices.run'), getTranslations('invoices'), getLocale()])
  const money = (amountOre: number) => formatMoney(amountOre, locale)
  const total = money(drafts.reduce((sum, { invoice }) => sum + invoice.totalOre, 0))
  const count = drafts.length
  return (
    <>
      <DataTable
        caption={t('caption')}
        rows={drafts.map(({ invoice }, at) => ({ ...invoice, key: String(at) }))}
        rowKey={(row) => row.key}
        columns={[
          { key: 'customer', heading: list('customer'), rowHeading: true, cell: (row) => row.customer.name },
          { key: 'reference', heading: t('reference'), cell: (row) => row.buyerReference },
          { key: 'orders', heading: t('orders'), cell: (row) => row.orders.map(({ number }) => number).join(', ') },
          { key: 'subtotal', heading: t('withoutVat'), numeric: true, cell: (row) => money(row.subtotalOre) },
          { key: 'vat', heading: t('vat'), numeric: true, cell: (row) => money(row.vatOre) },
          { key: 'total', heading: list('total'), numeric: true, cell: (row) => money(row.totalOre) },
        ]}
      />
      <Form action={issueInvoices} hidden={{ throughOn, fingerprint }} label={t('heading')}>
        <p className="st-figure">{t('sum', { count, total })}</p>
        <p>{t('consequence')}</p>
        <SubmitButton>{t('confirm', { count })}</SubmitButton>
      </Form>
    </>
  )
}

async function RefusedOrders({ refused }: { refused: Drafts['refused'] }) {
  const t = await getTranslations('invoices.run')
  return (
    <Card heading={t('refused')}>
      <p>{t('refusedText')}</p>
      <DataTable
        caption={t('refused')}
        hideCaption
        compact
        rows={refused}
        rowKey={(row) => row.orderId}
        columns={[
          { key: 'order', heading: t('order'), rowHeading: true, cell: (row) => row.number },
          { key: 'why', heading: t('why'), cell: (row) => <RefusalText kind={row.kind} /> },
        ]}
      />
    </Card>
  )
}
