import type { ConfidentialBody } from '#lib/production/table-body.ts'
import type { GridHeading, TableGrid } from '#lib/release/table-grid.ts'

/**
 * A table as it travels to the browser: a few long strings instead of hundreds of thousands of objects. Numbers are separated by
 * commas; a hidden figure is empty. `marks`: one digit per address, 0 published, 1 unsafe, 2 protects others, 3 hidden and no
 * more is told. `bounds`: `address:low:high` of unsafe cells, `high` empty where nothing bounds it.
 */
export interface PackedTable {
  readonly rows: PackedHeadings
  readonly columns: PackedHeadings
  readonly counts: string
  readonly marks: string
  readonly bounds: string
}

interface PackedHeadings {
  /** Headings separated by line breaks, the labels of one by tabs. */
  readonly labels: string
  readonly offsets: string
  /** One digit per heading: 1 for a total or subtotal. */
  readonly margins: string
}

export const MARKS = { published: 0, unsafe: 1, protects: 2, hidden: 3 } as const

/** Packs a table for those who see the true figures, or, without them, as it looks from outside. */
export function packTable(
  grid: TableGrid,
  counts: readonly (number | null)[],
  confidential: ConfidentialBody | null,
): PackedTable {
  const headings = { rows: packHeadings(grid.rows), columns: packHeadings(grid.columns) }
  if (!confidential) {
    const marks = counts.map((count) => (count === null ? MARKS.hidden : MARKS.published))
    return { ...headings, counts: counts.map((count) => count ?? '').join(','), marks: marks.join(''), bounds: '' }
  }
  const { status, lower, upper } = confidential
  const bounds = status.flatMap((mark, address) =>
    mark === MARKS.unsafe ? [`${address}:${lower[address] ?? 0}:${upper[address] ?? ''}`] : [],
  )
  return { ...headings, counts: confidential.counts.join(','), marks: status.join(''), bounds: bounds.join(',') }
}

function packHeadings(headings: readonly GridHeading[]): PackedHeadings {
  const plain = (label: string) => label.replace(/[\t\n]/g, ' ')
  return {
    labels: headings.map(({ labels }) => labels.map(plain).join('\t')).join('\n'),
    offsets: headings.map(({ offset }) => offset).join(','),
    margins: headings.map(({ isMargin }) => (isMargin ? 1 : 0)).join(''),
  }
}

export interface ShownHeading {
  readonly label: string
  readonly offset: number
  readonly isMargin: boolean
}

export interface ShownTable {
  readonly rows: readonly ShownHeading[]
  readonly columns: readonly ShownHeading[]
  /** By address; not a number where the figure is not told. */
  readonly counts: Float64Array
  readonly marks: Uint8Array
  readonly bounds: ReadonlyMap<number, { readonly low: number; readonly high: number | null }>
}

/** Unpacks what `packTable` packed. */
export function unpackTable({ rows, columns, counts, marks, bounds }: PackedTable): ShownTable {
  return {
    rows: unpackHeadings(rows),
    columns: unpackHeadings(columns),
    counts: Float64Array.from(counts.split(','), (text) => (text === '' ? Number.NaN : Number(text))),
    marks: Uint8Array.from(marks, Number),
    bounds: new Map(
      bounds === ''
        ? []
        : bounds.split(',').map((text) => {
            const [address = '', low = '', high = ''] = text.split(':')
            return [Number(address), { low: Number(low), high: high === '' ? null : Number(high) }] as const
          }),
    ),
  }
}

function unpackHeadings({ labels, offsets, margins }: PackedHeadings): ShownHeading[] {
  const steps = offsets.split(',')
  return labels.split('\n').map((label, k) => ({
    label: label.split('\t').join(', '),
    offset: Number(steps[k]),
    isMargin: margins[k] === '1',
  }))
}
