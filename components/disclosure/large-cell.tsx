'use client'

import { useTranslations } from 'next-intl'
import { memo } from 'react'
import { formatNumber } from '#components/ui/format.ts'
import { MARKS } from './packed-table.ts'

/** As it stands in every table that leaves the house. */
const HIDDEN = '..'

interface Props {
  readonly id: string
  readonly column: number
  readonly left: number
  readonly width: number
  readonly count: number
  readonly mark: number
  readonly isMargin: boolean
  readonly isActive: boolean
  readonly isChosen: boolean
  readonly threshold: number
  readonly locale: string
  readonly choose: () => void
  readonly open: () => void
}

/** One cell in sight: the figure, and at a hidden one its symbol, its colour and words for those who see neither. */
function Cell({ id, column, left, width, count, mark, isMargin, isActive, isChosen, threshold, locale, choose, open }: Props) {
  const t = useTranslations('analyst.grid')
  const isUnsafe = mark === MARKS.unsafe
  const isKnown = isUnsafe || mark === MARKS.protects
  const tone = isUnsafe ? 'dc-primary' : mark === MARKS.protects ? 'dc-secondary' : isMargin ? 'dc-margin' : ''
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid answers the keys
    <td
      id={id}
      role="gridcell"
      aria-colindex={column + 2}
      aria-selected={isActive}
      className={`dl-cell ${tone} ${isActive ? 'dl-active' : ''} ${isChosen ? 'dc-chosen' : ''} ${isKnown ? 'dl-known' : ''}`}
      style={{ insetInlineStart: `calc(var(--dl-lead) + ${left}px)`, inlineSize: width }}
      onClick={() => {
        choose()
        if (isKnown) open()
      }}
    >
      {isKnown ? (
        <span className="dc-mark" aria-hidden="true">
          {isUnsafe ? '●' : '○'}
        </span>
      ) : null}
      {mark === MARKS.hidden ? <span aria-hidden="true">{HIDDEN}</span> : formatNumber(count, locale)}
      {mark === MARKS.published ? null : (
        <span className="sr-only">
          {isUnsafe ? t('unsafe', { threshold }) : mark === MARKS.protects ? t('protects') : t('hidden')}
        </span>
      )}
    </td>
  )
}

/** Scrolling draws again what moved into sight and nothing else. */
export const LargeCell = memo(
  Cell,
  (a, b) =>
    a.id === b.id &&
    a.left === b.left &&
    a.count === b.count &&
    a.mark === b.mark &&
    a.isActive === b.isActive &&
    a.isChosen === b.isChosen &&
    a.locale === b.locale,
)
