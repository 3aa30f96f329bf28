import { getLocale, getTranslations } from 'next-intl/server'
import { DataTable } from '#components/ui/data-table.tsx'
import { formatInstant, formatMoney, formatNumber, formatPercent } from '#components/ui/format.ts'
import { type PriceFigures, totalOf } from '#lib/orders/figures/compute-prices.ts'
import type { Report } from '#lib/orders/figures/queries.ts'
import { EffectChart } from './effect-chart.tsx'

/** Agreed prices against final ones, by customer class and in all. */
export async function PriceTable({ classes }: Pick<PriceFigures, 'classes'>) {
  const [t, names, locale] = await Promise.all([
    getTranslations('admin.reports.prices'),
    getTranslations('admin.reports.classes'),
    getLocale(),
  ])
  if (classes.length === 0) return <p>–</p>
  const rows = [...classes.map((row) => ({ ...row, name: names(row.customerClass) })), { ...totalOf(classes), name: t('all') }]
  const money = (amountOre: number) => formatMoney(amountOre, locale)
  return (
    <>
      <EffectChart
        data={rows.map((row) => ({ number: row.name, before: row.estimatedOre / 100, after: row.actualOre / 100 }))}
        names={{ before: t('estimated'), after: t('actual') }}
        label={t('chart')}
      />
      <DataTable
        caption={t('heading')}
        hideCaption
        compact
        rows={rows}
        rowKey={(row) => row.name}
        columns={[
          { key: 'class', heading: t('class'), rowHeading: true, cell: (row) => row.name },
          { key: 'orders', heading: t('orders'), numeric: true, cell: (row) => row.orders },
          { key: 'estimated', heading: t('estimated'), numeric: true, cell: (row) => money(row.estimatedOre) },
          { key: 'actual', heading: t('actual'), numeric: true, cell: (row) => money(row.actualOre) },
          {
            key: 'share',
            heading: t('share'),
            numeric: true,
            cell: (row) => (row.estimatedOre > 0 ? formatPercent(row.actualOre / row.estimatedOre, locale, 0) : '–'),
          },
          { key: 'capped', heading: t('capped'), numeric: true, cell: (row) => row.capped },
        ]}
      />
    </>
  )
}

/** Estimated hours against used ones, by kind of work. */
export async function WorkTable({ work }: Pick<PriceFigures, 'work'>) {
  const [t, kinds, locale] = await Promise.all([
    getTranslations('admin.reports.work'),
    getTranslations('requester.quote.kinds'),
    getLocale(),
  ])
  if (work.length === 0) return <p>–</p>
  const hours = (minutes: number) => formatNumber(minutes / 60, locale, 2)
  return (
    <DataTable
      caption={t('heading')}
      hideCaption
      compact
      rows={work}
      rowKey={(row) => row.kind}
      columns={[
        { key: 'kind', heading: t('kind'), rowHeading: true, cell: (row) => kinds(row.kind) },
        { key: 'estimated', heading: t('estimated'), numeric: true, cell: (row) => hours(row.estimatedMinutes) },
        { key: 'used', heading: t('used'), numeric: true, cell: (row) => hours(row.usedMinutes) },
        { key: 'own', heading: t('own'), numeric: true, cell: (row) => hours(row.ownErrorMinutes) },
      ]}
    />
  )
}

const REASONS_SHOWN = 50

/** Why orders ended without a delivery: how many of each, and the latest in the words they were given. */
export async function ReasonTable({ reasons }: Pick<Report, 'reasons'>) {
  const [t, events, referrals, locale] = await Promise.all([
    getTranslations('admin.reports.reasons'),
    getTranslations('labels.event'),
    getTranslations('labels.referral'),
    getLocale(),
  ])
  if (reasons.length === 0) return <p>–</p>
  const counts = [...Map.groupBy(reasons, ({ type, referredTo }) => `${type} ${referredTo ?? ''}`)]
  return (
    <>
      <ul>
        {counts.map(([key, [first, ...rest]]) => (
          <li key={key}>
            {first ? events(first.type) : ''}
            {first?.referredTo ? ` (${referrals(first.referredTo as 'esundhed')})` : ''}: {rest.length + 1}
          </li>
        ))}
      </ul>
      <DataTable
        caption={t('latest')}
        compact
        rows={reasons.slice(0, REASONS_SHOWN).map((row) => ({ ...row, key: `${row.number} ${row.at.getTime()}` }))}
        rowKey={(row) => row.key}
        columns={[
          { key: 'number', heading: t('order'), rowHeading: true, cell: (row) => row.number },
          { key: 'at', heading: t('at'), cell: (row) => formatInstant(row.at, locale) },
          { key: 'how', heading: t('how'), cell: (row) => events(row.type) },
          { key: 'why', heading: t('why'), cell: (row) => row.reason || '–' },
        ]}
      />
    </>
  )
}

/** Files fetched by month and format. */
export async function DownloadTable({ downloads }: Pick<Report, 'downloads'>) {
  const [t, locale] = await Promise.all([getTranslations('admin.reports'), getLocale()])
  if (downloads.length === 0) return <p>–</p>
  return (
    <DataTable
      caption={t('downloads')}
      hideCaption
      compact
      rows={downloads}
      rowKey={(row) => `${row.month} ${row.format}`}
      columns={[
        { key: 'month', heading: t('month'), rowHeading: true, cell: (row) => row.month },
        { key: 'format', heading: t('format'), cell: (row) => row.format },
        { key: 'count', heading: t('count'), numeric: true, cell: (row) => formatNumber(row.downloads, locale) },
        { key: 'people', heading: t('downloadPeople'), numeric: true, cell: (row) => formatNumber(row.people, locale) },
      ]}
    />
  )
}
