'use client'

import { useRouter } from 'next/navigation'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { CellLine } from './cell-line.tsx'
import { GridHead } from './grid-head.tsx'
import { type GridPlace, moveByKey, nextHidden, placeOfAddress } from './grid-moves.ts'
import { GridTools } from './grid-tools.tsx'
import { LargeRow } from './large-row.tsx'
import { MARKS, type PackedTable, unpackTable } from './packed-table.ts'
import { HEAD_HEIGHT, ROW_HEIGHT, useInSight } from './use-in-sight.ts'

interface Props {
  readonly table: PackedTable
  readonly title: string
  /** Address of the page without the chosen cell; `celle=…` is added. */
  readonly pageAddress: string
  /** Address of the cell explained on the page, or null. */
  readonly chosen: number | null
  readonly threshold: number
  readonly locale: string
}

/**
 * A table of any size: only what is in sight is in the page. Headings stay in place; everything is reached by keyboard, one
 * cell at a time, to the next hidden one, or to a row by its name.
 */
export function LargeTable({ table: packed, title, pageAddress, chosen, threshold, locale }: Props) {
  const router = useRouter()
  const table = useMemo(() => unpackTable(packed), [packed])
  const box = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<GridPlace>(
    () => (chosen === null ? null : placeOfAddress(table, chosen)) ?? { row: 0, column: 0 },
  )
  const { rows, columns } = table
  const { down, across } = useInSight(box, rows.length, columns.length)
  const go = (next: GridPlace) => {
    setPlace(next)
    down.scrollToIndex(next.row)
    across.scrollToIndex(next.column)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, to the cell the page was opened at
  useEffect(() => {
    if (chosen !== null) go(place)
  }, [])
  const addressOf = ({ row, column }: GridPlace) => (rows[row]?.offset ?? 0) + (columns[column]?.offset ?? 0)
  const explain = (at: GridPlace) => {
    const address = addressOf(at)
    if (table.marks[address] === MARKS.unsafe || table.marks[address] === MARKS.protects)
      router.push(`${pageAddress}${pageAddress.includes('?') ? '&' : '?'}celle=${address}#celle`)
  }
  const onKey = (event: KeyboardEvent) => {
    const pageRows = Math.max(1, Math.floor((box.current?.clientHeight ?? 600) / ROW_HEIGHT) - 3)
    const size = { rows: rows.length, columns: columns.length, pageRows }
    const next = moveByKey(event.key, event.ctrlKey || event.metaKey, place, size)
    const hidden = event.key === 'n' ? nextHidden(table, place, 1) : event.key === 'p' ? nextHidden(table, place, -1) : null
    if (next || hidden) {
      event.preventDefault()
      go(next ?? hidden ?? place)
    } else if (event.key === 'Enter') explain(place)
  }
  // A cell that is scrolled out of sight is not in the page and can't be named.
  const isInSight =
    down.getVirtualItems().some(({ index }) => index === place.row) &&
    across.getVirtualItems().some(({ index }) => index === place.column)
  const cellId = ({ row, column }: GridPlace) => `dc-${row}-${column}`
  return (
    <div>
      <GridTools table={table} place={place} go={go} />
      <div ref={box} className="dl-box">
        {/* Roles are given by name: laid out by position, a table's own are lost. */}
        <table
          className="dl-body"
          role="grid"
          tabIndex={0}
          aria-label={title}
          aria-rowcount={rows.length + 1}
          aria-colcount={columns.length + 1}
          aria-activedescendant={isInSight ? cellId(place) : undefined}
          onKeyDown={onKey}
          style={{ blockSize: down.getTotalSize(), ['--dl-columns' as string]: `${across.getTotalSize()}px` }}
        >
          <GridHead table={table} items={across.getVirtualItems()} height={HEAD_HEIGHT} />
          <tbody role="rowgroup">
            {down.getVirtualItems().map(({ index: row, start }) => (
              <LargeRow
                key={row}
                table={table}
                row={row}
                start={start}
                items={across.getVirtualItems()}
                idOf={(column) => cellId({ row, column })}
                active={place.row === row ? place.column : null}
                chosen={chosen}
                threshold={threshold}
                locale={locale}
                choose={(column) => setPlace({ row, column })}
                open={(column) => explain({ row, column })}
              />
            ))}
          </tbody>
        </table>
      </div>
      <CellLine table={table} place={place} address={addressOf(place)} threshold={threshold} locale={locale} />
    </div>
  )
}
