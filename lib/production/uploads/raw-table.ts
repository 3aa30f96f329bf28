/** What a cell of a file holds, as far as it can be told without guessing. */
export type CellKind = 'text' | 'number' | 'date' | 'formula' | 'boolean' | 'error' | 'empty'

export interface RawCell {
  readonly kind: CellKind
  /** As written in the file; numbers as the file stores them. */
  readonly text: string
}

export const EMPTY_CELL: RawCell = { kind: 'empty', text: '' }

/** A file as it stands, with nothing understood yet. */
export interface RawTable {
  readonly format: 'csv' | 'xlsx'
  /** How the text is written: the encoding and separator of a CSV file; null for a workbook. */
  readonly writtenAs: { readonly encoding: string; readonly separator: string } | null
  /** Names of the workbook's sheets, and the one that was read; empty for a CSV file. */
  readonly sheets: readonly string[]
  readonly sheet: string | null
  readonly header: readonly string[]
  readonly rows: readonly (readonly RawCell[])[]
  /** Number of each row in the file, counted from 1. */
  readonly rowNumbers: Int32Array
  /** Numbers of rows that a workbook hides. */
  readonly hiddenRows: readonly number[]
}

/** A cell's address as a spreadsheet names it: row and column counted from 0 give `A1`. */
export function cellAddress(row: number, column: number): string {
  let letters = ''
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters
  return `${letters}${row + 1}`
}

/** The address in the file of a cell of a table's rows. */
export function addressIn(table: Pick<RawTable, 'rowNumbers'>, row: number, column: number): string {
  return cellAddress((table.rowNumbers[row] ?? 1) - 1, column)
}
