import type { Highs } from 'highs'
import { type Move, settled } from './move-answer.ts'
import { rowsOf } from './move-model.ts'
import { solverMatrix } from './sparse-rows.ts'
import type { System } from './system.ts'

export interface PricedMoveTerms {
  /** The least value an intruder must allow of each variable. */
  readonly lower: Float64Array
  /** Price per unit moved, up and down alike; nothing where a variable moves freely. */
  readonly price: Float64Array
}

/**
 * The cheapest move inside a window that changes one of its variables by `amount`, by linear programming; undefined where the window
 * holds none. What else moves is paid for by the unit, so the move keeps to few and cheap variables.
 */
export function cheapestMove(
  highs: Highs,
  system: System,
  { lower, price }: PricedMoveTerms,
  window: Int32Array,
  { variable, amount }: { readonly variable: number; readonly amount: number },
): Move | undefined {
  const { infinity } = highs
  const columnOf = new Map(Array.from(window, (each, column) => [each, column]))
  // What is paid for has a column for its rise and another for its fall.
  const paid = Array.from(window.keys()).filter((column) => window[column] !== variable && (price[window[column] ?? 0] ?? 0) > 0)
  const fallColumn = new Map(paid.map((column, k) => [column, window.length + k]))
  const columns = window.length + paid.length
  const low = new Float64Array(columns)
  const high = new Float64Array(columns).fill(infinity)
  const cost = new Float64Array(columns)
  for (const [column, each] of window.entries()) {
    const fall = (system.value[each] ?? 0) - (lower[each] ?? 0)
    const other = fallColumn.get(column)
    if (each === variable) low[column] = high[column] = amount
    else if (other === undefined) low[column] = -fall
    else {
      cost[column] = cost[other] = price[each] ?? 0
      high[other] = fall
    }
  }
  const rows = rowsOf(system, window)
  const model = highs.createModel({
    numCols: columns,
    numRows: rows.length,
    colCost: cost,
    colLower: low,
    colUpper: high,
    rowLower: new Float64Array(rows.length),
    rowUpper: new Float64Array(rows.length),
    matrix: solverMatrix({ columns, ...entriesOf(system, rows, columnOf, fallColumn) }),
  })
  try {
    model.options.set({ output_flag: false, random_seed: 1 })
    if (model.run().modelStatus !== highs.constants.modelStatus.optimal) return undefined
    const { colValue } = model.getSolution()
    const changeOf = (column: number) => settled((colValue[column] ?? 0) - (colValue[fallColumn.get(column) ?? columns] ?? 0))
    const moved = [...window.keys()].filter((column) => Math.abs(changeOf(column)) > 1e-9)
    return {
      variables: Int32Array.from(moved, (column) => window[column] ?? 0),
      deltas: Float64Array.from(moved, changeOf),
    }
  } finally {
    model.dispose()
  }
}

function entriesOf(
  { rowStart, rowVariable, rowCoefficient }: System,
  rows: Int32Array,
  columnOf: ReadonlyMap<number, number>,
  fallColumn: ReadonlyMap<number, number>,
) {
  const starts = [0]
  const indices: number[] = []
  const values: number[] = []
  for (const row of rows) {
    for (let at = rowStart[row] ?? 0; at < (rowStart[row + 1] ?? 0); at++) {
      const column = columnOf.get(rowVariable[at] ?? 0)
      if (column === undefined) continue
      const coefficient = rowCoefficient[at] ?? 0
      indices.push(column)
      values.push(coefficient)
      const fall = fallColumn.get(column)
      if (fall === undefined) continue
      indices.push(fall)
      values.push(-coefficient)
    }
    starts.push(indices.length)
  }
  return { starts: Int32Array.from(starts), indices: Int32Array.from(indices), values: Float64Array.from(values) }
}
