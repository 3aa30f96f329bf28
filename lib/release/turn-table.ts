import type { Specification } from '#lib/catalogue/specification.ts'
import type { DeliveryDocument, DeliveryFigure } from '#lib/release/delivery-document.ts'

/** How a reader has laid a delivered table out: the variables of its rows in order, and the column its rows are sorted by. */
export interface TableView {
  readonly rows: readonly string[]
  /** The column's place in the grid; null for the order of the table. */
  readonly sortedBy: number | null
}

const axesOf = ({ rows, columns }: Specification) => [...rows, ...columns]

/** Reads a view from an address: `raekker=age,sex` and `sorter=2`. Whatever doesn't fit the table is left out. */
export function readTableView(
  asked: { readonly raekker?: unknown; readonly sorter?: unknown },
  specification: Specification,
): TableView {
  const own = axesOf(specification).map(({ variable }) => variable)
  const wanted = typeof asked.raekker === 'string' ? asked.raekker.split(',').filter((variable) => own.includes(variable)) : []
  const rows = wanted.length > 0 ? [...new Set(wanted)] : specification.rows.map(({ variable }) => variable)
  const sortedBy = typeof asked.sorter === 'string' && /^\d{1,4}$/.test(asked.sorter) ? Number(asked.sorter) : null
  return { rows, sortedBy }
}

/** The same table with its variables moved between rows and columns. What was counted and hidden is untouched. Pure. */
export function turnTable(specification: Specification, { rows }: TableView): Specification {
  const axes = axesOf(specification)
  return {
    ...specification,
    rows: rows.flatMap((variable) => axes.find((axis) => axis.variable === variable) ?? []),
    columns: axes.filter(({ variable }) => !rows.includes(variable)),
  }
}

/** The address of a view; nothing where it is the table's own. */
export function tableViewQuery(specification: Specification, { rows, sortedBy }: TableView): string {
  const own = specification.rows.map(({ variable }) => variable)
  const query = new URLSearchParams()
  if (rows.join() !== own.join()) query.set('raekker', rows.join(','))
  if (sortedBy !== null) query.set('sorter', String(sortedBy))
  return query.size > 0 ? `?${query}` : '?'
}

/**
 * The document with its rows in falling order of one column: totals and subtotals stay first in their own order, hidden cells come
 * last, and equal cells keep their order. Pure.
 */
export function sortDocument(
  document: DeliveryDocument,
  column: number | null,
  by: 'counts' | DeliveryFigure['id'] = 'counts',
): DeliveryDocument {
  const values = by === 'counts' ? document.counts : document.figures.find(({ id }) => id === by)?.values
  if (column === null || column >= document.grid.columns.length || !values) return document
  const rank = (row: number) => {
    if (document.grid.rows[row]?.isMargin) return Number.POSITIVE_INFINITY
    return values[row]?.[column] ?? Number.NEGATIVE_INFINITY
  }
  const order = document.grid.rows.map((_, row) => row).sort((a, b) => (rank(a) === rank(b) ? a - b : rank(b) - rank(a)))
  const pick = <T>(rows: readonly T[]) => order.flatMap((row) => (rows[row] === undefined ? [] : [rows[row]]))
  return {
    ...document,
    grid: { ...document.grid, rows: pick(document.grid.rows) },
    counts: pick(document.counts),
    rates: document.rates && pick(document.rates),
    figures: document.figures.map((figure) => ({ ...figure, values: pick(figure.values) })),
  }
}
