import { MARKS, type ShownTable } from './packed-table.ts'

/** A cell of the shown table, by row and column. */
export interface GridPlace {
  readonly row: number
  readonly column: number
}

/** Where a key leads from a cell, as a grid is expected to behave (ARIA Authoring Practices, grid); null for other keys. */
export function moveByKey(
  key: string,
  isCtrl: boolean,
  { row, column }: GridPlace,
  size: { readonly rows: number; readonly columns: number; readonly pageRows: number },
): GridPlace | null {
  const to = (nextRow: number, nextColumn: number): GridPlace => ({
    row: Math.min(Math.max(nextRow, 0), Math.max(0, size.rows - 1)),
    column: Math.min(Math.max(nextColumn, 0), Math.max(0, size.columns - 1)),
  })
  switch (key) {
    case 'ArrowUp':
      return to(row - 1, column)
    case 'ArrowDown':
      return to(row + 1, column)
    case 'ArrowLeft':
      return to(row, column - 1)
    case 'ArrowRight':
      return to(row, column + 1)
    case 'PageUp':
      return to(row - size.pageRows, column)
    case 'PageDown':
      return to(row + size.pageRows, column)
    case 'Home':
      return isCtrl ? to(0, 0) : to(row, 0)
    case 'End':
      return isCtrl ? to(size.rows - 1, size.columns - 1) : to(row, size.columns - 1)
    default:
      return null
  }
}

/** The next hidden cell in reading order, going round at the end; null when nothing is hidden. */
export function nextHidden({ rows, columns, marks }: ShownTable, from: GridPlace, step: 1 | -1): GridPlace | null {
  const cells = rows.length * columns.length
  const start = from.row * columns.length + from.column
  for (let k = 1; k <= cells; k++) {
    const at = (((start + k * step) % cells) + cells) % cells
    const place = { row: Math.floor(at / columns.length), column: at % columns.length }
    const address = (rows[place.row]?.offset ?? 0) + (columns[place.column]?.offset ?? 0)
    if ((marks[address] ?? 0) !== MARKS.published) return place
  }
  return null
}

/** The first row from a place on whose heading holds the words; null when there is none. */
export function findRow({ rows }: ShownTable, words: string, from: number): number | null {
  const wanted = words.trim().toLocaleLowerCase('da')
  if (wanted === '') return null
  for (let k = 0; k < rows.length; k++) {
    const row = (from + k) % rows.length
    if (rows[row]?.label.toLocaleLowerCase('da').includes(wanted)) return row
  }
  return null
}

/** The row and column of a cell's address; null when it is not shown. */
export function placeOfAddress({ rows, columns }: ShownTable, address: number): GridPlace | null {
  const byOffset = new Map(rows.map(({ offset }, row) => [offset, row]))
  for (const [column, { offset }] of columns.entries()) {
    const row = byOffset.get(address - offset)
    if (row !== undefined) return { row, column }
  }
  return null
}
