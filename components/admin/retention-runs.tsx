import { getLocale, getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { formatDate, formatInstant, formatNumber } from '#components/ui/format.ts'
import type { RetentionRunRow } from '#lib/orders/retention/queries.ts'
import { RETENTION_KINDS } from '#lib/orders/retention/rules.ts'

/** What a trial found, kind by kind. */
export async function RetentionTrial({ run }: { run: RetentionRunRow }) {
  const [t, locale] = await Promise.all([getTranslations('admin.retention'), getLocale()])
  const { found } = run
  if (found === null) return <p>{t('waiting')}</p>
  const rows = RETENTION_KINDS.map((kind) => ({ kind, days: run.rules[kind], ...(found[kind] ?? { count: 0, oldest: null }) }))
  return (
    <DataTable
      caption={t('found', { at: formatInstant(run.createdAt, locale) })}
      compact
      rows={rows}
      rowKey={(row) => row.kind}
      columns={[
        { key: 'kind', heading: t('what'), rowHeading: true, cell: (row) => t(`kinds.${row.kind}`) },
        { key: 'days', heading: t('days'), numeric: true, cell: (row) => (row.days === null ? t('kept') : row.days) },
        { key: 'count', heading: t('count'), numeric: true, cell: (row) => formatNumber(row.count, locale) },
        { key: 'oldest', heading: t('oldest'), cell: (row) => (row.oldest ? formatDate(row.oldest, locale) : '–') },
      ]}
    />
  )
}

/** What was deleted, day by day. */
export async function RetentionHistory({ runs }: { runs: readonly RetentionRunRow[] }) {
  const [t, locale] = await Promise.all([getTranslations('admin.retention'), getLocale()])
  const what = ({ found }: RetentionRunRow) => {
    const parts = RETENTION_KINDS.flatMap((kind) => {
      const count = found?.[kind]?.count ?? 0
      return count > 0 ? [`${t(`kinds.${kind}`)}: ${formatNumber(count, locale)}`] : []
    })
    return found === null ? t('underWay') : parts.length === 0 ? t('nothing') : parts.join(' · ')
  }
  if (runs.length === 0) return null
  return (
    <Card heading={t('history')}>
      <DataTable
        caption={t('history')}
        hideCaption
        compact
        rows={runs}
        rowKey={(run) => run.id}
        columns={[
          { key: 'at', heading: t('at'), rowHeading: true, cell: (run) => formatInstant(run.createdAt, locale) },
          { key: 'what', heading: t('deleted'), cell: what },
        ]}
      />
    </Card>
  )
}
