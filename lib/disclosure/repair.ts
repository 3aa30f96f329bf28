import type loadHighs from 'highs'
import { openProgram } from './open-program.ts'
import { PUBLISHED, SECONDARY } from './primary.ts'
import { leastOf, type Problem } from './problem.ts'

/** A change wanted of one unsafe cell: so many units up or down. */
export interface WantedMove {
  readonly cell: number
  readonly units: number
  readonly direction: 'greatest' | 'least'
}

/** Finds cheap sets of cells to hide by moving units around the whole table along its sums. */
export interface Repairer {
  /**
   * Hides the cells that a cheapest change of the table touches, when it moves the given cells as far as wanted while the
   * `still` cell keeps its value. Many wishes are weighed at once; answers the cells that could not be moved far enough.
   */
  repair(wishes: readonly WantedMove[], still?: number): number[]
  close(): void
}

/**
 * The method of Kelly, Golden and Assad (1992) and Castro (2007): a least-cost alternating flow through the sums, hiding the
 * cells it uses. Costs are per unit moved; cells hidden already are free. Only cells that are not zero may be used, since
 * zeros are published (unless the rules protect zeros).
 */
export function openRepairer(highs: Awaited<ReturnType<typeof loadHighs>>, problem: Problem, seconds: number): Repairer {
  const { equations, values, rules } = problem
  const active: number[] = []
  const indexOf = new Int32Array(equations.variables).fill(-1)
  for (let variable = 0; variable < equations.variables; variable++) {
    const usable = variable >= equations.cells || values[variable] !== 0 || rules.protectZeros
    if (usable) indexOf[variable] = active.push(variable) - 1
  }
  const columns = active.length * 2
  const lower = new Float64Array(columns)
  const upper = new Float64Array(columns)
  const costs = new Float64Array(columns)
  const priceOf = (variable: number) =>
    variable < equations.cells && problem.status[variable] === PUBLISHED ? (problem.costs[variable] ?? 1) : 0
  for (const [i, variable] of active.entries()) {
    upper[2 * i] = 1e7
    upper[2 * i + 1] = Math.max(0, (values[variable] ?? 0) - leastOf(problem, variable))
    costs[2 * i] = costs[2 * i + 1] = priceOf(variable)
  }
  const open = openProgram(highs, { lower, upper, costs, ...rowsOf(problem, indexOf), wholeNumbers: false }, seconds)
  const reward = 8 * Math.max(1, ...samplesOf(problem.costs))
  const settle = (i: number) => {
    open.setCost(2 * i, priceOf(active[i] ?? 0))
    open.setCost(2 * i + 1, priceOf(active[i] ?? 0))
    open.setBounds(2 * i, 0, upper[2 * i] ?? 0)
    open.setBounds(2 * i + 1, 0, upper[2 * i + 1] ?? 0)
  }
  return {
    repair(wishes, still) {
      for (const { cell, units, direction } of wishes) {
        const i = indexOf[cell] ?? -1
        const wantedColumn = direction === 'greatest' ? 2 * i : 2 * i + 1
        const otherColumn = direction === 'greatest' ? 2 * i + 1 : 2 * i
        // One wish alone must be met; many together are weighed against each other by a reward per unit.
        open.setBounds(wantedColumn, wishes.length === 1 ? units : 0, units)
        open.setBounds(otherColumn, 0, 0)
        open.setCost(wantedColumn, wishes.length === 1 ? 0 : -reward)
      }
      const fixed = still === undefined ? -1 : (indexOf[still] ?? -1)
      if (fixed >= 0) for (const column of [2 * fixed, 2 * fixed + 1]) open.setBounds(column, 0, 0)
      const flow = open.solve('least')
      const stuck = wishes.filter(({ cell, units, direction }) => {
        const i = indexOf[cell] ?? -1
        return !flow || (flow[direction === 'greatest' ? 2 * i : 2 * i + 1] ?? 0) < units - 1e-6
      })
      const touched: number[] = []
      for (let i = 0; flow && i < active.length; i++) {
        if (Math.abs((flow[2 * i] ?? 0) - (flow[2 * i + 1] ?? 0)) <= 1e-7) continue
        const variable = active[i] ?? 0
        if (variable >= equations.cells || problem.status[variable] !== PUBLISHED) continue
        problem.status[variable] = SECONDARY
        touched.push(i)
      }
      for (const i of touched) settle(i)
      for (const { cell } of wishes) settle(indexOf[cell] ?? 0)
      if (fixed >= 0) settle(fixed)
      return stuck.map((wish) => wish.cell)
    },
    close: () => open.close(),
  }
}

/** Every sum over the usable cells, split into units added and units taken. */
function rowsOf(problem: Problem, indexOf: Int32Array) {
  const { equations } = problem
  const rowStarts: number[] = [0]
  const rowMembers: number[] = []
  const rowCoefficients: number[] = []
  for (let r = 0; r + 1 < equations.starts.length; r++) {
    const before = rowMembers.length
    for (let k = equations.starts[r] ?? 0; k < (equations.starts[r + 1] ?? 0); k++) {
      const i = indexOf[equations.members[k] ?? 0] ?? -1
      if (i < 0) continue
      const coefficient = equations.coefficients[k] ?? 0
      rowMembers.push(2 * i, 2 * i + 1)
      rowCoefficients.push(coefficient, -coefficient)
    }
    if (rowMembers.length > before) rowStarts.push(rowMembers.length)
  }
  return {
    rowStarts: Int32Array.from(rowStarts),
    rowMembers: Int32Array.from(rowMembers),
    rowCoefficients: Float64Array.from(rowCoefficients),
    right: new Float64Array(rowStarts.length - 1),
  }
}

/** The greatest cost without spreading a long array over the stack. */
function samplesOf(costs: Float64Array): number[] {
  return [costs.reduce((greatest, cost) => Math.max(greatest, cost), 0)]
}
