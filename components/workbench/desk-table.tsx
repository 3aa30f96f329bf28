import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { DataTable } from '#components/ui/data-table.tsx'
import { formatShortDate } from '#components/ui/format.ts'
import type { Desk } from '#lib/orders/absence/queries.ts'

/** What each analyst has in hand, and who is away. A name leads to her cases. */
export async function DeskTable({ desks, locale }: { desks: readonly Desk[]; locale: string }) {
  const t = await getTranslations('analyst.absence')
  const nameOf = (id: string | null) => desks.find(({ personId }) => personId === id)?.name ?? null
  const awayText = ({ away, coming }: Desk) => {
    const next = away ?? coming[0]
    if (!next) return t('there')
    const days = { from: formatShortDate(next.fromOn, locale), to: formatShortDate(next.toOn, locale) }
    const standIn = nameOf(next.standInId)
    return `${t(away ? 'awayTo' : 'awayFrom', days)}${standIn ? ` ${t('standInIs', { name: standIn })}` : ''}`
  }
  return (
    <DataTable
      caption={t('desks')}
      rows={desks}
      rowKey={({ personId }) => personId}
      columns={[
        {
          key: 'name',
          heading: t('name'),
          rowHeading: true,
          cell: ({ personId, name }) => <Link href={`/sager?vis=open&hvis=${personId}`}>{name}</Link>,
        },
        { key: 'open', heading: t('open'), numeric: true, cell: ({ open }) => open },
        {
          key: 'late',
          heading: t('late'),
          numeric: true,
          cell: ({ late }) => (late > 0 ? <span className="wb-late">{late}</span> : late),
        },
        { key: 'checking', heading: t('checking'), numeric: true, cell: ({ checking }) => checking },
        { key: 'away', heading: t('away'), cell: (desk) => (desk.away ? <strong>{awayText(desk)}</strong> : awayText(desk)) },
      ]}
    />
  )
}
