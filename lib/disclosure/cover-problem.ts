import type { Highs } from 'highs'
import type { Cover } from './covers.ts'
import { type SparseRows, solverMatrix } from './sparse-rows.ts'

/** A covering problem over 0/1 columns: rows `sum(values * column) >= least`. */
export interface CoverProblem {
  readonly cost: Float64Array
  readonly rows: SparseRows
  readonly least: Float64Array
}

/** Collects rows and numbers the variables they speak of. */
export class CoverProblemBuilder {
  readonly variables: number[] = []
  readonly #column = new Map<number, number>()
  readonly #starts = [0]
  readonly #indices: number[] = []
  readonly #values: number[] = []
  readonly #least: number[] = []

  column(variable: number): number {
    const there = this.#column.get(variable)
    if (there !== undefined) return there
    const column = this.variables.length
    this.#column.set(variable, column)
    this.variables.push(variable)
    return column
  }

  /** Demands a cover of what is not hidden yet; nothing when it is met. False when no variable is left to meet it. */
  cover({ variables, weights, need }: Cover, hidden: Uint8Array, most: number, cost: Float64Array): boolean {
    let open = need
    const free: number[] = []
    for (const [k, variable] of variables.entries())
      if (hidden[variable] === 1) open -= weights[k] ?? 0
      else free.push(k)
    if (open < 1e-7) return true
    const rank = (k: number) => (cost[variables[k] ?? 0] ?? 0) / Math.min(open, weights[k] ?? 0)
    const best = free.length > most ? free.sort((a, b) => rank(a) - rank(b) || a - b).slice(0, most) : free
    let reach = 0
    for (const k of best) {
      const weight = Math.min(open, weights[k] ?? 0)
      reach += weight
      this.#entry(this.column(variables[k] ?? 0), weight)
    }
    this.#close(Math.min(open, reach))
    return reach > open - 1e-7
  }

  /** Demands that a variable is hidden only together with one of the others. */
  company(variable: number, others: readonly number[]): void {
    for (const other of others) this.#entry(this.column(other), 1)
    this.#entry(this.column(variable), -1)
    this.#close(0)
  }

  build(cost: Float64Array): CoverProblem {
    return {
      cost: Float64Array.from(this.variables, (variable) => cost[variable] ?? 0),
      rows: {
        columns: this.variables.length,
        starts: Int32Array.from(this.#starts),
        indices: Int32Array.from(this.#indices),
        values: Float64Array.from(this.#values),
      },
      least: Float64Array.from(this.#least),
    }
  }

  has(variable: number): boolean {
    return this.#column.has(variable)
  }

  get rowCount(): number {
    return this.#least.length
  }

  #entry(column: number, value: number): void {
    this.#indices.push(column)
    this.#values.push(value)
  }

  #close(least: number): void {
    this.#least.push(least)
    this.#starts.push(this.#indices.length)
  }
}

/** Solves a covering problem. Returns the chosen columns and a proven lower bound on the cost. */
export function solveCover(highs: Highs, problem: CoverProblem, limits: CoverLimits): CoverSolution {
  const columns = problem.rows.columns
  const model = highs.createModel({
    numCols: columns,
    numRows: problem.least.length,
    colCost: problem.cost,
    colLower: new Float64Array(columns),
    colUpper: new Float64Array(columns).fill(1),
    rowLower: problem.least,
    rowUpper: new Float64Array(problem.least.length).fill(highs.infinity),
    matrix: solverMatrix(problem.rows),
    integrality: new Array(columns).fill(highs.constants.variableType.integer),
  })
  try {
    model.options.set({
      output_flag: false,

      random_seed: 1,
      mip_rel_gap: limits.gap,
      mip_max_nodes: limits.nodes,
      ...(limits.seconds !== undefined && { time_limit: limits.seconds }),
    })
    model.run()
    const values = model.getSolution().colValue
    const chosen = Uint8Array.from(values, (value) => (value > 0.5 ? 1 : 0))
    const isWhole = chosen.length === columns && meets(problem, chosen)
    return {
      chosen: isWhole ? chosen : new Uint8Array(columns).fill(1),
      bound: Number(model.info.get('mip_dual_bound')),
    }
  } finally {
    model.dispose()
  }
}

/** Node and gap limits keep a run the same on every machine; a time limit, when asked for, may not. */
export interface CoverLimits {
  readonly gap: number
  readonly nodes: number
  readonly seconds?: number
}

export interface CoverSolution {
  readonly chosen: Uint8Array
  /** No choice costs less; -Infinity when the solver proved nothing. */
  readonly bound: number
}

function meets({ rows, least }: CoverProblem, chosen: Uint8Array): boolean {
  return least.every((needed, row) => {
    let sum = 0
    for (let at = rows.starts[row] ?? 0; at < (rows.starts[row + 1] ?? 0); at++)
      sum += (rows.values[at] ?? 0) * (chosen[rows.indices[at] ?? 0] ?? 0)
    return sum >= needed - 1e-6
  })
}
