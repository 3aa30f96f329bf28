import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { ReportChart } from '#components/admin/report-chart.tsx'
import { DownloadTable, PriceTable, ReasonTable, WorkTable } from '#components/admin/report-parts.tsx'
import { Card } from '#components/ui/card.tsx'
import { type DataColumn, DataTable } from '#components/ui/data-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { formatMoney, formatNumber } from '#components/ui/format.ts'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { findRegister } from '#lib/catalogue/catalogue.ts'
import { ore } from '#lib/kernel/money.ts'
import { loadReport } from '#lib/orders/figures/queries.ts'
import { parseLocale } from '#lib/web/locale.ts'
import { publicCatalogue } from '#lib/web/public-catalogue.ts'
import type { ReportTable } from '#lib/web/report-tables.ts'
import { requireStaff } from '#lib/web/session.ts'

export default async function ReportsPage() {
  const [t, types, labels, locale, catalogue] = await Promise.all([
    getTranslations('admin.reports'),
    getTranslations('admin.levels.types'),
    getTranslations('labels'),
    getLocale().then(parseLocale),
    publicCatalogue(),
  ])
  const actor = await requireStaff('administrator', '/admin/rapporter')
  const report = await loadReport(actor)
  if (!report) return null
  const { figures, offers, hidden, downloads, prices, reasons } = report
  const share = (part: number, of: number) =>
    of > 0 ? new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(part / of) : '–'
  const days = (value: number | null) => (value === null ? '–' : formatNumber(value, locale))
  const isEmpty = figures.months.every((row) => row.submitted === 0)
  return (
    <>
      <PageHeading heading={t('heading')} lead={t('lead')} />
      {isEmpty ? <EmptyState heading={t('none')}>{t('noneText')}</EmptyState> : null}
      <Section title={t('months')} table="maaneder" csv={t('csv')}>
        <ReportChart data={figures.months} names={{ submitted: t('submitted'), delivered: t('delivered') }} label={t('months')} />
        <Rows
          caption={t('months')}
          rows={figures.months}
          rowKey={(row) => row.month}
          columns={[
            { key: 'month', heading: t('month'), rowHeading: true, cell: (row) => row.month },
            { key: 'submitted', heading: t('submitted'), numeric: true, cell: (row) => row.submitted },
            { key: 'delivered', heading: t('delivered'), numeric: true, cell: (row) => row.delivered },
          ]}
        />
      </Section>
      <Section title={t('legs')} table="tider" csv={t('csv')} note={t('legsNote')}>
        <Rows
          caption={t('legs')}
          rows={figures.legs.filter(({ orders }) => orders > 0)}
          rowKey={(row) => `${row.type} ${row.leg}`}
          columns={[
            { key: 'type', heading: t('type'), cell: (row) => types(row.type) },
            { key: 'leg', heading: t('leg'), rowHeading: true, cell: (row) => t(`legNames.${row.leg}`) },
            { key: 'orders', heading: t('orders'), numeric: true, cell: (row) => row.orders },
            { key: 'median', heading: t('median'), numeric: true, cell: (row) => days(row.median) },
            { key: 'p80', heading: t('p80'), numeric: true, cell: (row) => days(row.p80) },
            { key: 'target', heading: t('target'), numeric: true, cell: (row) => days(row.targetDays) },
            {
              key: 'onTime',
              heading: t('onTime'),
              numeric: true,
              cell: (row) => (row.onTime === null ? '–' : share(row.onTime, row.orders)),
            },
          ]}
        />
        <p>
          {t('wholeText', {
            orders: figures.inHand.orders,
            inHand: days(figures.inHand.median),
            whole: days(figures.wholeDays.median),
          })}
        </p>
      </Section>
      <Section title={t('ended')} table="afslutninger" csv={t('csv')}>
        <Rows
          caption={t('ended')}
          rows={Object.entries(figures.ended)}
          rowKey={([resolution]) => resolution}
          columns={[
            {
              key: 'how',
              heading: t('resolution'),
              rowHeading: true,
              cell: ([resolution]) => labels(`resolution.${resolution as 'delivered'}`),
            },
            { key: 'orders', heading: t('orders'), numeric: true, cell: ([, orders]) => orders },
          ]}
        />
      </Section>
      <Section title={t('offers')} table="tilbud" csv={t('csv')}>
        <Rows
          caption={t('offers')}
          rows={offers}
          rowKey={(row) => row.customerClass}
          columns={[
            {
              key: 'class',
              heading: t('customerClass'),
              rowHeading: true,
              cell: (row) => t(`classes.${row.customerClass as 'private'}`),
            },
            { key: 'offers', heading: t('accepted'), numeric: true, cell: (row) => row.offers },
            { key: 'total', heading: t('total'), numeric: true, cell: (row) => formatMoney(ore(row.totalOre), locale) },
          ]}
        />
      </Section>
      <Section title={t('hidden')} table="skjulte" csv={t('csv')} note={t('hiddenNote')}>
        <Rows
          caption={t('hidden')}
          rows={hidden}
          rowKey={(row) => row.registerId}
          columns={[
            {
              key: 'register',
              heading: t('register'),
              rowHeading: true,
              cell: (row) => findRegister(catalogue, row.registerId)?.label[locale] ?? row.registerId,
            },
            { key: 'deliveries', heading: t('deliveries'), numeric: true, cell: (row) => row.deliveries },
            { key: 'cells', heading: t('cells'), numeric: true, cell: (row) => formatNumber(row.cells, locale) },
            { key: 'primary', heading: t('byRule'), numeric: true, cell: (row) => share(row.primary, row.cells) },
            { key: 'secondary', heading: t('toProtect'), numeric: true, cell: (row) => share(row.secondary, row.cells) },
          ]}
        />
      </Section>
      <Section title={t('prices.heading')} table="priser" csv={t('csv')} note={t('prices.note')}>
        <PriceTable classes={prices.classes} />
      </Section>
      <Section title={t('work.heading')} table="timer" csv={t('csv')}>
        <WorkTable work={prices.work} />
      </Section>
      <Section title={t('reasons.heading')} table="begrundelser" csv={t('csv')}>
        <ReasonTable reasons={reasons} />
      </Section>
      <Section title={t('downloads')} table="hentninger" csv={t('csv')}>
        <DownloadTable downloads={downloads} />
      </Section>
    </>
  )
}

function Section({
  title,
  table,
  csv,
  note,
  children,
}: {
  title: string
  table: ReportTable
  csv: string
  note?: string
  children: ReactNode
}) {
  return (
    <Card heading={title}>
      {children}
      {note ? <p className="form-hint">{note}</p> : null}
      <p>
        <Link href={`/admin/rapporter/csv?tabel=${table}`} prefetch={false}>
          {csv}
        </Link>
      </p>
    </Card>
  )
}

function Rows<Row>({
  caption,
  rows,
  rowKey,
  columns,
}: {
  caption: string
  rows: readonly Row[]
  rowKey: (row: Row) => string
  columns: readonly DataColumn<Row>[]
}) {
  if (rows.length === 0) return <p>–</p>
  return <DataTable caption={caption} hideCaption compact rows={rows} rowKey={rowKey} columns={columns} />
}
