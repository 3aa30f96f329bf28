import { getLocale, getTranslations } from 'next-intl/server'
import { InvoiceTable } from '#components/invoicing/invoice-table.tsx'
import { RefusalText } from '#components/labels/refusal-text.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { formatInstant, formatMoney, formatShortDate } from '#components/ui/format.ts'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { Select } from '#components/ui/select.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { INVOICE_STATES } from '#lib/invoicing/invoice.ts'
import { type InvoiceRunRow, listInvoiceRuns, listInvoices } from '#lib/invoicing/queries.ts'
import { requireStaff } from '#lib/web/session.ts'

type Props = { searchParams: Promise<{ q?: string; status?: string; startet?: string }> }

export default async function InvoicesPage({ searchParams }: Props) {
  const [{ q = '', status, startet }, t] = await Promise.all([searchParams, getTranslations('invoices')])
  const actor = await requireStaff('administrator', '/admin/fakturaer')
  const state = INVOICE_STATES.find((each) => each === status)
  const [rows, runs] = await Promise.all([
    listInvoices(actor, { scope: 'house', search: q, ...(state ? { state } : {}) }),
    listInvoiceRuns(actor),
  ])
  const csv = new URLSearchParams({ ...(q ? { q } : {}), ...(state ? { status: state } : {}) })
  return (
    <>
      <PageHeading
        heading={t('heading')}
        lead={t('lead')}
        actions={
          <LinkButton href="/admin/fakturaer/ny" variant="primary">
            {t('newRun')}
          </LinkButton>
        }
      />
      {startet ? (
        <Alert tone="success" live>
          {t('run.started')}
        </Alert>
      ) : null}
      <search>
        <form method="get" className="st-form">
          <div className="st-field-row">
            <TextField name="q" label={t('search')} defaultValue={q} type="search" maxLength={80} />
            <Select
              name="status"
              label={t('status')}
              emptyLabel={t('all')}
              options={INVOICE_STATES.map((each) => ({ value: each, label: t(`states.${each}`) }))}
              defaultValue={state ?? ''}
            />
          </div>
          <Button type="submit">{t('find')}</Button>
        </form>
      </search>
      {rows.length === 0 ? (
        <EmptyState heading={t('none')}>{t('houseNone')}</EmptyState>
      ) : (
        <>
          <InvoiceTable rows={rows} base="/admin/fakturaer" showCustomer />
          <p>
            <a href={`/admin/fakturaer/csv?${csv}`} download>
              {t('csv')}
            </a>
          </p>
        </>
      )}
      {runs.length > 0 ? <Runs runs={runs} /> : null}
    </>
  )
}

async function Runs({ runs }: { runs: readonly InvoiceRunRow[] }) {
  const [t, locale] = await Promise.all([getTranslations('invoices.runs'), getLocale()])
  return (
    <Card heading={t('heading')}>
      <DataTable
        caption={t('heading')}
        hideCaption
        compact
        rows={runs}
        rowKey={(run) => run.id}
        columns={[
          { key: 'started', heading: t('started'), rowHeading: true, cell: (run) => formatInstant(run.startedAt, locale) },
          { key: 'through', heading: t('through'), cell: (run) => formatShortDate(run.throughOn, locale) },
          {
            key: 'invoices',
            heading: t('invoices'),
            numeric: true,
            cell: (run) => `${run.invoices} · ${formatMoney(run.totalOre, locale)}`,
          },
          { key: 'status', heading: t('status'), cell: (run) => <RunStatus run={run} /> },
        ]}
      />
    </Card>
  )
}

async function RunStatus({ run }: { run: InvoiceRunRow }) {
  const t = await getTranslations('invoices.runs')
  if (run.status === 'issuing') return t('issuing', { issued: run.issued, invoices: run.invoices })
  return (
    <>
      {t('done')}
      {run.skipped.map(({ number, kind }) => (
        <span key={number} className="form-hint">
          {number}: <RefusalText kind={kind} />
        </span>
      ))}
    </>
  )
}
