'use client'

import { LargeCell } from './large-cell.tsx'
import type { ShownTable } from './packed-table.ts'
import { ROW_HEIGHT } from './use-in-sight.ts'

interface Props {
  readonly table: ShownTable
  readonly row: number
  /** Distance from the top of the grid. */
  readonly start: number
  /** The columns in sight. */
  readonly items: readonly { readonly index: number; readonly start: number; readonly size: number }[]
  readonly idOf: (column: number) => string
  /** The column one stands on when it is in this row; null otherwise. */
  readonly active: number | null
  /** Address of the cell explained on the page, or null. */
  readonly chosen: number | null
  readonly threshold: number
  readonly locale: string
  readonly choose: (column: number) => void
  readonly open: (column: number) => void
}

/** One row in sight: its heading, which stays in place, and the cells of the columns in sight. */
export function LargeRow({ table, row, start, items, idOf, active, chosen, threshold, locale, choose, open }: Props) {
  const heading = table.rows[row]
  return (
    <tr role="row" className="dl-row" aria-rowindex={row + 2} style={{ insetBlockStart: start, blockSize: ROW_HEIGHT }}>
      <th
        role="rowheader"
        scope="row"
        className={`dl-lead ${heading?.isMargin ? 'dc-margin' : ''}`}
        aria-colindex={1}
        title={heading?.label}
      >
        {heading?.label}
      </th>
      {items.map(({ index: column, start: left, size }) => {
        const address = (heading?.offset ?? 0) + (table.columns[column]?.offset ?? 0)
        return (
          <LargeCell
            key={column}
            id={idOf(column)}
            column={column}
            left={left}
            width={size}
            count={table.counts[address] ?? Number.NaN}
            mark={table.marks[address] ?? 0}
            isMargin={(heading?.isMargin || table.columns[column]?.isMargin) === true}
            isActive={active === column}
            isChosen={chosen === address}
            threshold={threshold}
            locale={locale}
            choose={() => choose(column)}
            open={() => open(column)}
          />
        )
      })}
    </tr>
  )
}
