import type { TableGrid } from '#lib/release/table-grid.ts'

/** Names cells by their headings: "Kvinder, 50-59 år, 2004". The grid must hold the totals also where they were not ordered. */
export function cellLabels(grid: TableGrid): (address: number) => string {
  const columns = new Map(grid.columns.map((column) => [column.offset, column.labels]))
  const rows = new Map(grid.rows.map((row) => [row.offset, row.labels]))
  // Columns are the last dimensions, so their offsets are smaller than any step between rows.
  const step = smallestStep(grid)
  return (address) => {
    const column = address % step
    return [...(rows.get(address - column) ?? []), ...(columns.get(column) ?? [])].join(', ')
  }
}

/** Number of column nodes in the cube, read from the rows' offsets; without more than one row, everything is a column. */
function smallestStep({ rows }: TableGrid): number {
  const steps = rows.map((row) => row.offset).filter((offset) => offset > 0)
  return steps.reduce((least, step) => Math.min(least, step), Number.MAX_SAFE_INTEGER)
}
