import type { DeliveryDocument } from '#lib/release/delivery-document.ts'

/** Which part of a large table is shown, counted from 0. */
export interface DocumentWindow {
  readonly fromRow: number
  readonly rows: number
  readonly fromColumn: number
  readonly columns: number
}

/** A part of a delivered document: the same table with some of its lines and columns. Pure. */
export function sliceDocument(document: DeliveryDocument, window: DocumentWindow): DeliveryDocument {
  const { fromRow, fromColumn } = window
  const rowsOf = <T>(list: readonly T[]) => list.slice(fromRow, fromRow + window.rows)
  const columnsOf = <T>(list: readonly T[]) => list.slice(fromColumn, fromColumn + window.columns)
  const part = <T>(values: readonly (readonly T[])[]) => rowsOf(values).map(columnsOf)
  return {
    ...document,
    grid: { ...document.grid, rows: rowsOf(document.grid.rows), columns: columnsOf(document.grid.columns) },
    counts: part(document.counts),
    rates: document.rates && part(document.rates),
    figures: document.figures.map((figure) => ({ ...figure, values: part(figure.values) })),
  }
}
