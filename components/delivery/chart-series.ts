import type { DeliveryDocument } from '#lib/release/delivery-document.ts'

export interface ChartSeries {
  /** One entry per row of the table; a hidden cell is null and is not drawn. */
  readonly data: readonly Readonly<Record<string, string | number | null>>[]
  readonly names: readonly string[]
  readonly kind: 'bar' | 'line'
}

const MOST_SERIES = 8

/**
 * Turns a table into what a chart can show: rows along the axis, columns as series, margins left out since they would dwarf
 * the rest. A table whose columns are years is turned, so that time runs along the axis. Null when there is too much to read.
 */
export function chartSeries(document: DeliveryDocument, mostPoints: number): ChartSeries | null {
  const rows = inner(document.grid.rows)
  const columns = inner(document.grid.columns)
  const isYears = columns.length > 2 && columns.every(({ heading }) => /^(19|20)\d\d$/.test(heading.codes.at(-1) ?? ''))
  const [along, across] = isYears ? [columns, rows] : [rows, columns]
  if (along.length === 0 || along.length > mostPoints || across.length > MOST_SERIES) return null
  const nameOf = ({ heading }: Entry) => heading.labels.join(', ') || document.title
  const countOf = (a: Entry, b: Entry) => (isYears ? document.counts[b.at]?.[a.at] : document.counts[a.at]?.[b.at]) ?? null
  const data = along.map((a) => ({ name: nameOf(a), ...Object.fromEntries(across.map((b) => [nameOf(b), countOf(a, b)])) }))
  return { data, names: across.map(nameOf), kind: isYears ? 'line' : 'bar' }
}

interface Entry {
  readonly heading: DeliveryDocument['grid']['rows'][number]
  readonly at: number
}

function inner(headings: DeliveryDocument['grid']['rows']): Entry[] {
  return headings.map((heading, at) => ({ heading, at })).filter(({ heading }) => !heading.isMargin)
}
