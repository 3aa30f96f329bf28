'use client'

import { useTranslations } from 'next-intl'
import { formatNumber } from '#components/ui/format.ts'
import type { GridPlace } from './grid-moves.ts'
import { MARKS, type ShownTable } from './packed-table.ts'

interface Props {
  readonly table: ShownTable
  readonly place: GridPlace
  readonly address: number
  readonly threshold: number
  readonly locale: string
}

/** The cell one stands on, in words: its headings, its figure, why it is hidden and what an outsider could compute. */
export function CellLine({ table, place, address, threshold, locale }: Props) {
  const t = useTranslations('analyst.grid')
  const show = (value: number) => formatNumber(value, locale)
  const name = [table.rows[place.row]?.label, table.columns[place.column]?.label].filter(Boolean).join(', ')
  const mark = table.marks[address] ?? 0
  const bound = table.bounds.get(address)
  const count = table.counts[address] ?? Number.NaN
  return (
    <p className="dl-line" role="status">
      <strong>{name}</strong>
      {mark === MARKS.hidden ? ` · ${t('hidden')}` : ` · ${show(count)}`}
      {mark === MARKS.unsafe ? ` · ● ${t('unsafe', { threshold })}` : null}
      {mark === MARKS.protects ? ` · ○ ${t('protects')}` : null}
      {bound
        ? ` · ${bound.high === null ? t('atLeast', { low: show(bound.low) }) : t('between', { low: show(bound.low), high: show(bound.high) })}`
        : null}
      {mark === MARKS.unsafe || mark === MARKS.protects ? ` · ${t('enter')}` : null}
    </p>
  )
}
