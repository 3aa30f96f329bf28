import type { ReactNode } from 'react'

export interface DataColumn<Row> {
  readonly key: string
  readonly heading: ReactNode
  readonly cell: (row: Row) => ReactNode
  /** Numbers stand to the right. */
  readonly numeric?: boolean
  /** The column whose cell names the row; at most one. */
  readonly rowHeading?: boolean
}

/** From so many rows on a table scrolls under its own headings; a shorter one scrolls with the page. */
const TALL_ROWS = 25
/** From so many columns on a narrow screen scrolls sideways rather than break every word. */
const WIDE_COLUMNS = 4

/** Rows of the same kind in a semantic table; too wide a table scrolls in a container that the keyboard can reach. */
export function DataTable<Row>({
  caption,
  hideCaption = false,
  columns,
  rows,
  rowKey,
  compact = false,
}: {
  caption: string
  hideCaption?: boolean
  columns: readonly DataColumn<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  compact?: boolean
}) {
  return (
    <ScrollContainer label={caption} tall={rows.length >= TALL_ROWS}>
      <table className={tableClass(columns.length, compact)}>
        <caption className={hideCaption ? 'sr-only' : 'st-caption'}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.numeric ? 'st-number' : undefined}>
                {column.heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollContainer>
  )
}

function tableClass(columnCount: number, compact: boolean): string {
  return `table st-table${compact ? ' table--compact' : ''}${columnCount >= WIDE_COLUMNS ? ' st-table-wide' : ''}`
}

function Cell<Row>({ column, row }: { column: DataColumn<Row>; row: Row }) {
  const className = column.numeric ? 'st-number' : undefined
  if (column.rowHeading) {
    return (
      <th scope="row" className={className}>
        {column.cell(row)}
      </th>
    )
  }
  return <td className={className}>{column.cell(row)}</td>
}

/** A box that scrolls sideways, and downwards when tall, and can be reached and named. For tables made by hand. */
export function ScrollContainer({ label, tall = true, children }: { label: string; tall?: boolean; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable with the keyboard
    <section className={tall ? 'st-scroll st-scroll-tall' : 'st-scroll'} aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
