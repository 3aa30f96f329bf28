import loadHighs, { type Highs } from 'highs'

let loading: Promise<Highs> | undefined

/** The linear and integer solver (HiGHS, Huangfu and Hall 2018), compiled to WebAssembly; loaded once. */
export function loadSolver(): Promise<Highs> {
  loading ??= loadHighs({ print: () => undefined, printErr: () => undefined })
  return loading
}

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

/** Model status the solver gives an optimal solution. */
export const OPTIMAL = 7
