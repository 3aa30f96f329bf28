import { TOTAL_CODE } from '#lib/catalogue/resolved-specification.ts'
import type { DeliveryDocument } from '#lib/release/delivery-document.ts'

export interface ChartSeries {
  /** One entry per row of the table; a hidden cell is null and is not drawn. */
  readonly data: readonly Readonly<Record<string, string | number | null>>[]
  readonly names: readonly string[]
  readonly kind: 'bar' | 'line' | 'pyramid'
}

const MOST_SERIES = 8

/**
 * Turns a table into what a chart can show: one side along the axis, the other as series. A table whose columns are years is
 * turned, so that time runs along the axis. Totals are left out where parts can be shown; where the parts are too many to tell
 * apart, the totals over all but one variable are shown instead, the finest that fit. Null when nothing readable is left.
 */
export function chartSeries(document: DeliveryDocument, mostPoints: number, kinds: AxisKinds = {}): ChartSeries | null {
  const { rows, columns } = document.grid
  const yearColumns = readable(columns, mostPoints)
  const isYears =
    yearColumns !== null && yearColumns.length > 2 && yearColumns.every(({ heading }) => /^(19|20)\d\d$/.test(ownCode(heading)))
  const along = isYears ? yearColumns : readable(rows, mostPoints)
  const across = readable(isYears ? rows : columns, MOST_SERIES)
  if (!along || !across) return null
  const countOf = (a: Entry, b: Entry) => (isYears ? document.counts[b.at]?.[a.at] : document.counts[a.at]?.[b.at]) ?? null
  const nameOf = ({ heading }: Entry) => ownLabels(heading) || document.title
  const isPyramid = !isYears && isAgesBySex(along, across, kinds)
  const data = along.map((a) => ({ name: nameOf(a), ...Object.fromEntries(across.map((b) => [nameOf(b), countOf(a, b)])) }))
  return { data, names: across.map(nameOf), kind: isPyramid ? 'pyramid' : isYears ? 'line' : 'bar' }
}

/** What the variable of each side is about, where the side has one variable alone. */
export interface AxisKinds {
  readonly rows?: string | undefined
  readonly columns?: string | undefined
}

const LEAST_AGES = 4

/** Ages down, two sexes across: the picture is a pyramid. */
function isAgesBySex(along: readonly Entry[], across: readonly Entry[], { rows, columns }: AxisKinds): boolean {
  return rows === 'age' && columns === 'sex' && along.length >= LEAST_AGES && across.length === 2
}

type Heading = DeliveryDocument['grid']['rows'][number]

interface Entry {
  readonly heading: Heading
  readonly at: number
}

/** The headings of a side that can be told apart: the parts; failing that, parts of one variable over totals of the others; the total. */
function readable(headings: readonly Heading[], most: number): Entry[] | null {
  const entries = headings.map((heading, at) => ({ heading, at }))
  const axes = headings[0]?.margins.length ?? 0
  const isPart = ({ heading }: Entry, axis: number) =>
    heading.margins.every((isMargin, i) => (i === axis ? !isMargin : isMargin && heading.codes[i] === TOTAL_CODE))
  const choices = [
    entries.filter(({ heading }) => !heading.isMargin),
    ...Array.from({ length: axes > 1 ? axes : 0 }, (_, axis) => entries.filter((entry) => isPart(entry, axis))).sort(
      (a, b) => b.length - a.length,
    ),
    entries.filter(({ heading }) => heading.codes.every((code) => code === TOTAL_CODE)),
  ]
  return choices.find((choice) => choice.length > 0 && choice.length <= most) ?? null
}

/** The last code that is not a total. */
function ownCode(heading: Heading): string {
  return heading.codes.findLast((code) => code !== TOTAL_CODE) ?? ''
}

/** The labels without totals; all of them when everything is a total. */
function ownLabels(heading: Heading): string {
  const own = heading.labels.filter((_, i) => heading.codes[i] !== TOTAL_CODE)
  return (own.length > 0 ? own : heading.labels).join(', ')
}
