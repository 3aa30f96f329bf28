import type { Highs, Model } from 'highs'
import { DisjointSets } from './disjoint-sets.ts'
import { solverMatrix } from './sparse-rows.ts'
import type { System } from './system.ts'

/**
 * The moves open to an intruder inside a block of hidden variables while everything else stays: change >= lower - value,
 * sum(coefficient * change) = 0 in every row. A move inside a block is a move of the whole table.
 */
export class MoveModel {
  readonly variables: Int32Array
  /** Rows of the system that the model's rows stand for. */
  readonly rows: Int32Array
  readonly #highs: Highs
  readonly #model: Model
  readonly #column: Map<number, number>
  readonly #part: Int32Array
  readonly #floor: Float64Array
  #isWhole = false

  /** `peel`: leave out variables that can't move because they stand alone in a row. */
  constructor(highs: Highs, system: System, lower: Float64Array, block: Int32Array, peel: boolean) {
    this.#highs = highs
    const { variables, rows } = peel ? peeled(system, block) : { variables: block, rows: rowsOf(system, block) }
    this.variables = variables
    this.rows = rows
    this.#column = new Map(Array.from(variables, (variable, column) => [variable, column]))
    const starts = [0]
    const indices: number[] = []
    const values: number[] = []
    const sets = new DisjointSets(variables.length)
    for (const row of rows) {
      const first = indices.length
      for (let at = system.rowStart[row] ?? 0; at < (system.rowStart[row + 1] ?? 0); at++) {
        const column = this.#column.get(system.rowVariable[at] ?? 0)
        if (column === undefined) continue
        indices.push(column)
        values.push(system.rowCoefficient[at] ?? 0)
        sets.join(indices[first] ?? 0, column)
      }
      starts.push(indices.length)
    }
    this.#part = Int32Array.from(variables, (_, column) => sets.find(column))
    this.#floor = Float64Array.from(variables, (variable) => (lower[variable] ?? 0) - (system.value[variable] ?? 0))
    this.#model = highs.createModel({
      numCols: variables.length,
      numRows: rows.length,
      sense: highs.constants.objectiveSense.maximize,
      colCost: new Float64Array(variables.length),
      colLower: this.#floor,
      colUpper: new Float64Array(variables.length).fill(highs.infinity),
      rowLower: new Float64Array(rows.length),
      rowUpper: new Float64Array(rows.length),
      matrix: solverMatrix({
        columns: variables.length,
        starts: Int32Array.from(starts),
        indices: Int32Array.from(indices),
        values: Float64Array.from(values),
      }),
    })
    this.#model.options.set({ output_flag: false, random_seed: 1, presolve: 'off' })
  }

  column(variable: number): number | undefined {
    return this.#column.get(variable)
  }

  /**
   * The best move for an objective over columns. `low` and `high` bound the change beyond what is possible anyway.
   * `whole`: only whole changes. Undefined when the solver gave up.
   */
  maximise(objective: Float64Array, low: Float64Array, high: Float64Array, whole = false): Float64Array | undefined {
    const every = { kind: 'range' as const, from: 0, to: this.variables.length - 1 }
    this.#model.changeColsCost(every, objective)
    this.#model.changeColsBounds(
      every,
      this.#floor.map((floor, column) => Math.max(floor, low[column] ?? floor)),
      high,
    )
    if (whole !== this.#isWhole) {
      const { integer, continuous } = this.#highs.constants.variableType
      this.#model.changeColsIntegrality(every, new Int32Array(this.variables.length).fill(whole ? integer : continuous))
      this.#model.options.set({ presolve: whole ? 'on' : 'off', mip_max_nodes: 500, mip_abs_gap: 0.5 })
      this.#isWhole = whole
    }
    const { modelStatus } = this.#model.run()
    if (modelStatus !== 7 && !whole) return undefined
    const { colValue } = this.#model.getSolution()
    return colValue.length === this.variables.length ? colValue : undefined
  }

  /** For each column whether its connected part moves by whole numbers only. */
  wholeColumns(change: Float64Array): Uint8Array {
    const isBroken = new Uint8Array(change.length)
    for (const [column, amount] of change.entries())
      if (Math.abs(amount - Math.round(amount)) > 1e-6) isBroken[this.#part[column] ?? 0] = 1
    return Uint8Array.from(change, (_, column) => 1 - (isBroken[this.#part[column] ?? 0] ?? 0))
  }

  dispose(): void {
    this.#model.dispose()
  }
}

/** The rows that variables of a block stand in, in rising order. */
export function rowsOf(system: System, block: Int32Array): Int32Array {
  const rows = new Set<number>()
  for (const variable of block)
    for (let at = system.variableStart[variable] ?? 0; at < (system.variableStart[variable + 1] ?? 0); at++)
      rows.add(system.variableRow[at] ?? 0)
  return Int32Array.from(rows).sort()
}

/** Drops, again and again, every variable that is the only one left of a row: it can't move. */
function peeled(system: System, block: Int32Array): { variables: Int32Array; rows: Int32Array } {
  const inside = new Set(block)
  const count = new Map<number, number>()
  const each = (variable: number, visit: (row: number) => void) => {
    for (let at = system.variableStart[variable] ?? 0; at < (system.variableStart[variable + 1] ?? 0); at++)
      visit(system.variableRow[at] ?? 0)
  }
  for (const variable of block) each(variable, (row) => count.set(row, (count.get(row) ?? 0) + 1))
  const lonely = [...count].filter(([, members]) => members === 1).map(([row]) => row)
  for (let row = lonely.pop(); row !== undefined; row = lonely.pop()) {
    if (count.get(row) !== 1) continue
    for (let at = system.rowStart[row] ?? 0; at < (system.rowStart[row + 1] ?? 0); at++) {
      const variable = system.rowVariable[at] ?? 0
      if (!inside.delete(variable)) continue
      each(variable, (touched) => {
        const left = (count.get(touched) ?? 0) - 1
        count.set(touched, left)
        if (left === 1) lonely.push(touched)
      })
    }
  }
  const rows = [...count].filter(([, members]) => members > 0).map(([row]) => row)
  return { variables: block.filter((variable) => inside.has(variable)), rows: Int32Array.from(rows).sort() }
}
