import { getLocale, getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { formatShortDate } from '#components/ui/format.ts'
import { StatusTag } from '#components/ui/status-tag.tsx'
import type { DueEffect, MovedOrder } from '#lib/orders/previews/due-effect.ts'

const MOST_SHOWN = 200

/** Which open orders a change moves, and whether it makes any of them late. */
export async function DueEffectCard({ effect }: { effect: DueEffect }) {
  const [t, legs, locale] = await Promise.all([
    getTranslations('admin.dueEffect'),
    getTranslations('admin.levels.legs'),
    getLocale(),
  ])
  const { orders, moved } = effect
  const date = (day: string | null) => (day === null ? t('noPromise') : formatShortDate(day, locale))
  const days = ({ before, after }: MovedOrder) => {
    if (before === null || after === null) return '–'
    const moved = Math.round((Date.parse(after) - Date.parse(before)) / 86_400_000)
    return moved > 0 ? `+${moved}` : String(moved)
  }
  return (
    <Card heading={t('heading')}>
      <p>{t('text', { orders, moved: moved.length })}</p>
      {moved.length > 0 ? (
        <DataTable
          caption={t('caption')}
          compact
          rows={moved.slice(0, MOST_SHOWN)}
          rowKey={(row) => row.number}
          columns={[
            { key: 'number', heading: t('order'), rowHeading: true, cell: (row) => row.number },
            { key: 'leg', heading: t('leg'), cell: (row) => legs(row.leg) },
            { key: 'before', heading: t('before'), cell: (row) => date(row.before) },
            {
              key: 'after',
              heading: t('after'),
              cell: (row) => (
                <>
                  {date(row.after)}{' '}
                  {row.isLateAfter && !row.isLateBefore ? <StatusTag tone="error">{t('late')}</StatusTag> : null}
                  {row.isLateBefore && !row.isLateAfter ? <StatusTag tone="success">{t('onTime')}</StatusTag> : null}
                </>
              ),
            },
            { key: 'days', heading: t('days'), numeric: true, cell: days },
          ]}
        />
      ) : null}
      <p className="form-hint">{t('note')}</p>
    </Card>
  )
}
