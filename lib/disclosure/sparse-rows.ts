/** Rows of a linear program: row r has its entries from `starts[r]` up to `starts[r + 1]`. */
export interface SparseRows {
  readonly columns: number
  readonly starts: Int32Array
  readonly indices: Int32Array
  readonly values: Float64Array
}

/** Sparse rows as the solver takes them. */
export function solverMatrix({ columns, starts, indices, values }: SparseRows) {
  return { format: 'csr' as const, numRows: starts.length - 1, numCols: columns, starts, indices, values }
}
