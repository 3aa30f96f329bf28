import type { Highs, Model } from 'highs'
import type { Combination } from '../covers.ts'
import { solverMatrix } from '../sparse-rows.ts'
import type { System } from '../system.ts'

/** What one intruder must hold possible: that a variable stands `need` above (`sign` 1) or below (-1) its value. */
export interface MoveQuestion {
  /** How far each variable can fall for him, and which stand still. */
  readonly fall: Float64Array
  readonly frozen: Uint8Array
  readonly variable: number
  readonly sign: 1 | -1
  readonly need: number
}

export type Move = ReadonlyMap<number, number>

export type MoveProof =
  | { readonly kind: 'met'; readonly move: Move }
  /** The prices of the equations at the optimum, added up: they show that no move goes further. */
  | { readonly kind: 'none'; readonly combination: Combination }
  | { readonly kind: 'unclear' }

/** A hair of the need that a solver may lose. */
const SLIP = 1e-7

/**
 * The moves open to an intruder inside a block of hidden variables: changes that keep every sum while all else stands still. Solved
 * by HiGHS, each time from where the last solution stood.
 */
export class BlockProgram {
  readonly #highs: Highs
  readonly #system: System
  readonly #block: Int32Array
  readonly #rows: Int32Array
  readonly #columnOf: Map<number, number>
  readonly #model: Model

  constructor(highs: Highs, system: System, block: Int32Array) {
    const { rows, starts, indices, values } = rowsOfBlock(system, block)
    this.#highs = highs
    this.#system = system
    this.#block = block
    this.#rows = rows
    this.#columnOf = new Map(Array.from(block, (j, column) => [j, column]))
    this.#model = highs.createModel({
      numCols: block.length,
      numRows: rows.length,
      sense: highs.constants.objectiveSense.maximize,
      colCost: new Float64Array(block.length),
      colLower: new Float64Array(block.length),
      colUpper: new Float64Array(block.length),
      rowLower: new Float64Array(rows.length),
      rowUpper: new Float64Array(rows.length),
      matrix: solverMatrix({ columns: block.length, starts, indices, values }),
    })
    this.#model.options.set({ output_flag: false, random_seed: 1, presolve: 'off' })
  }

  /** Moves a variable as far as it must and says whether it gets there, or why not. */
  furthest({ fall, frozen, variable, sign, need }: MoveQuestion): MoveProof {
    const change = this.#maximise(new Map([[variable, sign * need]]), fall, frozen)
    if (!change) return { kind: 'unclear' }
    const { colValue, rowDual } = change
    const reached = (colValue[this.#columnOf.get(variable) ?? -1] ?? 0) * sign
    if (reached >= need * (1 - SLIP)) return { kind: 'met', move: this.#moveOf(colValue) }
    return { kind: 'none', combination: combine(this.#system, this.#rows, rowDual) }
  }

  /** Moves many variables at once as far as they go towards their goals: changes above or below 0. */
  towards(goals: ReadonlyMap<number, number>, fall: Float64Array, frozen: Uint8Array): Move {
    const change = this.#maximise(goals, fall, frozen)
    return change ? this.#moveOf(change.colValue) : new Map()
  }

  close(): void {
    this.#model.dispose()
  }

  #maximise(goals: ReadonlyMap<number, number>, fall: Float64Array, frozen: Uint8Array) {
    const { infinity, constants } = this.#highs
    const size = this.#block.length
    const cost = new Float64Array(size)
    const low = new Float64Array(size)
    const high = new Float64Array(size)
    for (const [column, j] of this.#block.entries()) {
      const goal = goals.get(j)
      if (frozen[j] === 1 && goal === undefined) continue
      cost[column] = goal === undefined ? 0 : Math.sign(goal)
      low[column] = goal !== undefined && goal < 0 ? goal : -(fall[j] ?? 0)
      high[column] = goal !== undefined && goal > 0 ? goal : infinity
    }
    const every = { kind: 'range' as const, from: 0, to: size - 1 }
    this.#model.changeColsCost(every, cost)
    this.#model.changeColsBounds(every, low, high)
    this.#model.run()
    return this.#model.getModelStatus() === constants.modelStatus.optimal ? this.#model.getSolution() : null
  }

  #moveOf(colValue: Float64Array): Move {
    const move = new Map<number, number>()
    for (const [column, j] of this.#block.entries())
      if (Math.abs(colValue[column] ?? 0) > 1e-9) move.set(j, colValue[column] ?? 0)
    return move
  }
}

/** The cheapest move that meets a need, at a price per unit moved by any variable; null when there is none. */
export function cheapestMove(
  highs: Highs,
  system: System,
  { fall, frozen, variable, sign, need }: MoveQuestion,
  price: Float64Array,
): Move | null {
  const block = Int32Array.from(fall.keys())
  const { rows, starts, indices, values } = rowsOfBlock(system, block)
  const size = block.length
  const { infinity, constants } = highs
  const room = (j: number, most: number) => (j === variable || frozen[j] === 1 ? 0 : most)
  // Each variable twice: what it rises and what it falls. The target's own change stands on the right side.
  const doubled = {
    starts: starts.map((at) => at * 2),
    indices: new Int32Array(indices.length * 2),
    values: new Float64Array(values.length * 2),
  }
  const right = new Float64Array(rows.length)
  for (let r = 0; r < rows.length; r++)
    for (let at = starts[r] ?? 0; at < (starts[r + 1] ?? 0); at++) {
      const column = indices[at] ?? 0
      const value = values[at] ?? 0
      if (block[column] === variable) right[r] = -value * sign * need
      doubled.indices.set([column, column + size], 2 * at)
      doubled.values.set([value, -value], 2 * at)
    }
  const prices = Float64Array.from(block, (j) => price[j] ?? 0)
  const model = highs.createModel({
    numCols: 2 * size,
    numRows: rows.length,
    sense: constants.objectiveSense.minimize,
    colCost: Float64Array.from([...prices, ...prices]),
    colLower: new Float64Array(2 * size),
    colUpper: Float64Array.from([...block].map((j) => room(j, infinity)).concat([...block].map((j) => room(j, fall[j] ?? 0)))),
    rowLower: right,
    rowUpper: right,
    matrix: solverMatrix({ columns: 2 * size, ...doubled }),
  })
  try {
    model.options.set({ output_flag: false, random_seed: 1 })
    model.run()
    if (model.getModelStatus() !== constants.modelStatus.optimal) return null
    const { colValue } = model.getSolution()
    const moved = Array.from(block, (j, k) => [j, (colValue[k] ?? 0) - (colValue[k + size] ?? 0)] as const)
    return new Map([...moved.filter(([, by]) => Math.abs(by) > 1e-9), [variable, sign * need]])
  } finally {
    model.dispose()
  }
}

/** The equations that speak of a block's variables, in columns of the block. */
function rowsOfBlock({ variableStart, variableRow, rowStart, rowVariable, rowCoefficient }: System, block: Int32Array) {
  const columnOf = new Map(Array.from(block, (j, column) => [j, column]))
  const touched = new Set<number>()
  for (const j of block)
    for (let at = variableStart[j] ?? 0; at < (variableStart[j + 1] ?? 0); at++) touched.add(variableRow[at] ?? 0)
  const rows = Int32Array.from(touched).sort()
  const starts = [0]
  const indices: number[] = []
  const values: number[] = []
  for (const row of rows) {
    for (let at = rowStart[row] ?? 0; at < (rowStart[row + 1] ?? 0); at++) {
      const column = columnOf.get(rowVariable[at] ?? 0)
      if (column === undefined) continue
      indices.push(column)
      values.push(rowCoefficient[at] ?? 0)
    }
    starts.push(indices.length)
  }
  return { rows, starts: Int32Array.from(starts), indices: Int32Array.from(indices), values: Float64Array.from(values) }
}

/** Equations weighted and added up: coefficient of every variable in them, moving or not. */
function combine({ rowStart, rowVariable, rowCoefficient }: System, rows: Int32Array, weights: Float64Array): Combination {
  const combination = new Map<number, number>()
  for (const [r, row] of rows.entries()) {
    const weight = weights[r] ?? 0
    if (Math.abs(weight) < 1e-9) continue
    for (let at = rowStart[row] ?? 0; at < (rowStart[row + 1] ?? 0); at++) {
      const j = rowVariable[at] ?? 0
      combination.set(j, (combination.get(j) ?? 0) + weight * (rowCoefficient[at] ?? 0))
    }
  }
  return combination
}
