'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { formatLocale } from '#components/ui/format.ts'
import { type CellValues, cellText } from './cell-values.ts'

const ROW_HEIGHT = 38
const CHARACTER = 8.4
const [LEAST_WIDTH, MOST_WIDTH, MOST_HEADING] = [76, 190, 230] as const
const [EXTRA_ROWS, EXTRA_COLUMNS] = [8, 3] as const

export interface LargeTableText {
  readonly label: string
  readonly hidden: string
  readonly hiddenMark: string
  readonly sort: string
  readonly unsort: string
}

interface Props {
  readonly rowAxes: readonly string[]
  readonly rows: readonly { readonly labels: readonly string[]; readonly isMargin: boolean }[]
  readonly columns: readonly { readonly label: string; readonly isMargin: boolean }[]
  readonly cells: CellValues
  /** Beginning of the address of the table sorted by a column; null where it can't be sorted. */
  readonly sortBase: string | null
  readonly sortedBy: number | null
  readonly locale: string
  readonly text: LargeTableText
  /** The same table page by page, for readers without scripts. */
  readonly children: ReactNode
}

/**
 * A table of any size in one box: only what is on the screen is drawn, the headings stay in sight, and assistive technology is told the
 * whole size and each cell's place in it. Until scripts run, and without them, the table stands page by page.
 */
export function LargeTable({ children, ...table }: Props) {
  const [hasScripts, setHasScripts] = useState(false)
  useEffect(() => setHasScripts(true), [])
  return hasScripts ? <Grid {...table} /> : children
}

function Grid({ rowAxes, rows, columns, cells, sortBase, sortedBy, locale, text }: Omit<Props, 'children'>) {
  const box = useRef<HTMLElement>(null)
  const headingWidths = rowAxes.map((axis, at) =>
    widthOf(Math.max(axis.length, ...sample(rows).map(({ labels }) => labels[at]?.length ?? 0)), MOST_HEADING),
  )
  const lead = sum(headingWidths)
  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: EXTRA_ROWS,
  })
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => box.current,
    estimateSize: (at) => columnWidth(columns[at]?.label ?? '', cells),
    overscan: EXTRA_COLUMNS,
  })
  const shownColumns = across.getVirtualItems()
  const shownRows = lines.getVirtualItems()
  const sideways = { before: shownColumns[0]?.start ?? 0, after: across.getTotalSize() - (shownColumns.at(-1)?.end ?? 0) }
  const above = shownRows[0]?.start ?? 0
  const below = lines.getTotalSize() - (shownRows.at(-1)?.end ?? 0)
  const leftOf = (at: number) => ({ left: sum(headingWidths.slice(0, at)), width: headingWidths[at] })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable with the keyboard
    <section className="st-scroll st-large-box" aria-label={text.label} ref={box} tabIndex={0}>
      <table
        className="table st-table st-delivery st-large"
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + rowAxes.length}
        style={{ width: lead + across.getTotalSize() }}
      >
        <caption className="sr-only">{text.label}</caption>
        <thead>
          <tr aria-rowindex={1}>
            {rowAxes.map((axis, at) => (
              <th key={axis} scope="col" aria-colindex={at + 1} className="st-large-heading" style={leftOf(at)} title={axis}>
                {axis}
              </th>
            ))}
            <Gap width={sideways.before} />
            {shownColumns.map(({ index, size }) => (
              <th
                key={index}
                scope="col"
                aria-colindex={rowAxes.length + index + 1}
                aria-sort={sortedBy === index ? 'descending' : undefined}
                className={`st-number ${columns[index]?.isMargin ? 'st-margin' : ''}`}
                style={{ width: size }}
                title={columns[index]?.label}
              >
                <ColumnName
                  name={columns[index]?.label ?? ''}
                  at={index}
                  isSorted={sortedBy === index}
                  sortBase={sortBase}
                  text={text}
                />
              </th>
            ))}
            <Gap width={sideways.after} />
          </tr>
        </thead>
        <tbody>
          <GapRow height={above} />
          {shownRows.map(({ index: r }) => (
            <tr key={r} aria-rowindex={r + 2} className={rows[r]?.isMargin ? 'st-margin' : undefined}>
              {(rows[r]?.labels ?? []).map((label, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: headings of one line keep their places
                <th key={at} scope="row" aria-colindex={at + 1} className="st-large-heading" style={leftOf(at)} title={label}>
                  {label}
                </th>
              ))}
              <Gap width={sideways.before} />
              {shownColumns.map(({ index: c }) => (
                <GridCell
                  key={c}
                  value={cellText(cells, formatLocale(locale), r, c)}
                  at={rowAxes.length + c + 1}
                  isMargin={columns[c]?.isMargin === true}
                  text={text}
                />
              ))}
              <Gap width={sideways.after} />
            </tr>
          ))}
          <GapRow height={below} />
        </tbody>
      </table>
    </section>
  )
}

function ColumnName({
  name,
  at,
  isSorted,
  sortBase,
  text,
}: {
  name: string
  at: number
  isSorted: boolean
  sortBase: string | null
  text: LargeTableText
}) {
  if (sortBase === null) return name
  return (
    <a href={isSorted ? `${sortBase}#tabel` : `${sortBase}&sorter=${at}#tabel`} className="st-sort">
      {name}
      <span aria-hidden="true">{isSorted ? ' ▼' : ''}</span>
      <span className="sr-only"> {isSorted ? text.unsort : text.sort}</span>
    </a>
  )
}

function GridCell({ value, at, isMargin, text }: { value: string | null; at: number; isMargin: boolean; text: LargeTableText }) {
  return (
    <td aria-colindex={at} className={`st-number ${isMargin ? 'st-margin' : ''} ${value === null ? 'st-hidden' : ''}`}>
      {value ?? (
        <>
          <span aria-hidden="true">{text.hiddenMark}</span>
          <span className="sr-only">{text.hidden}</span>
        </>
      )}
    </td>
  )
}

/** The room of the columns that are out of sight. */
function Gap({ width }: { width: number }) {
  return width > 0 ? <td aria-hidden="true" className="st-large-gap" style={{ width }} /> : null
}

/** The room of the lines that are out of sight. */
function GapRow({ height }: { height: number }) {
  return height > 0 ? (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a line of a table, with nothing in it that takes the focus
    <tr aria-hidden="true">
      <td className="st-large-gap" style={{ height }} />
    </tr>
  ) : null
}

function columnWidth(label: string, { parts }: CellValues): number {
  return Math.max(widthOf(label.length, MOST_WIDTH), parts.length === 3 ? 170 : LEAST_WIDTH)
}

function widthOf(characters: number, most: number): number {
  return Math.min(most, Math.max(LEAST_WIDTH, Math.round(characters * CHARACTER) + 26))
}

/** Enough of a long list to know how long its words are. */
function sample<T>(list: readonly T[]): readonly T[] {
  const step = Math.max(1, Math.floor(list.length / 400))
  return list.filter((_, at) => at % step === 0)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
