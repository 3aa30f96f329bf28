'use client'

import { useTranslations } from 'next-intl'
import type { ShownTable } from './packed-table.ts'

interface Props {
  readonly table: ShownTable
  /** The columns in sight. */
  readonly items: readonly { readonly index: number; readonly start: number; readonly size: number }[]
  readonly height: number
}

/** The columns' headings; they stay in place while the rows scroll under them. */
export function GridHead({ table: { columns }, items, height }: Props) {
  const t = useTranslations('analyst.grid')
  return (
    <thead className="dl-head" role="rowgroup" style={{ blockSize: height }}>
      <tr role="row" aria-rowindex={1}>
        <th role="columnheader" scope="col" className="dl-corner" aria-colindex={1}>
          {t('rowHeading')}
        </th>
        {items.map(({ index, start, size }) => (
          <th
            key={index}
            role="columnheader"
            scope="col"
            className={`dl-column ${columns[index]?.isMargin ? 'dc-margin' : ''}`}
            aria-colindex={index + 2}
            style={{ insetInlineStart: `calc(var(--dl-lead) + ${start}px)`, inlineSize: size }}
            title={columns[index]?.label}
          >
            {columns[index]?.label || t('count')}
          </th>
        ))}
      </tr>
    </thead>
  )
}
