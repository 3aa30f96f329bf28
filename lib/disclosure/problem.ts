import type { Cube } from '#lib/tabulation/cube.ts'
import { type Equations, tableEquations, variableValues } from './equations.ts'
import { knownLeast } from './known-least.ts'
import { hiddenFloor, PRIMARY, PUBLISHED, primaryStatus, wantedInterval } from './primary.ts'
import type { Rules } from './rules.ts'

/** A table to protect, and what has been decided about its cells so far. */
export interface Problem {
  readonly equations: Equations
  /** True values of cells and slacks. */
  readonly values: Float64Array
  readonly rules: Rules
  /** Least value an intruder must allow for a hidden cell. */
  readonly floor: number
  /** Per cell: published, primary, secondary. Grows while protecting, shrinks in the clean-up. */
  readonly status: Uint8Array
  /** What hiding a cell costs. */
  readonly costs: Float64Array
  /** The least each cell can be for anybody who sees the published zeros; 0 where the intruder is not told of them. */
  readonly knownLeast: Float64Array
}

/** Part of a unit that counts against every hidden cell, so that of equal values the fewer cells are hidden. */
const TIE = 1 / 64

/** Sets a table up. Null when its sums do not hold. */
export function openProblem(cube: Cube, rules: Rules, weights: Float64Array | undefined): Problem | null {
  const equations = tableEquations(cube.dimensions)
  const values = variableValues(equations, cube.counts)
  if (!values) return null
  const own = (count: number) => (rules.cost === 'count' ? 1 + count / 1e6 : count + TIE)
  const costs = Float64Array.from(cube.counts, (count, address) => own(count) * (weights?.[address] ?? 1))
  const floor = hiddenFloor(rules)
  const least = floor > 0 ? knownLeast(cube.dimensions, cube.counts) : new Float64Array(cube.counts.length)
  return {
    equations,
    values,
    rules,
    floor,
    knownLeast: least,
    status: primaryStatus(cube.counts, rules),
    costs,
  }
}

/** Whether a variable is unknown to the intruder: a hidden cell or any slack. */
export function isHidden(problem: Problem, variable: number): boolean {
  return variable >= problem.equations.cells || problem.status[variable] !== PUBLISHED
}

/** The least value an intruder must allow for a variable: slacks are not negative, hidden cells not below the floor. */
export function leastOf(problem: Problem, variable: number): number {
  return variable >= problem.equations.cells ? 0 : Math.min(problem.floor, problem.values[variable] ?? 0)
}

/** Addresses of the unsafe cells. */
export function primaryCells(problem: Problem): number[] {
  const cells: number[] = []
  for (let cell = 0; cell < problem.equations.cells; cell++) if (problem.status[cell] === PRIMARY) cells.push(cell)
  return cells
}

/** What an intruder's interval for an unsafe cell must reach. */
export function wantedOf(problem: Problem, cell: number): { low: number; high: number } {
  return wantedInterval(problem.values[cell] ?? 0, problem.knownLeast[cell] ?? 0, problem.rules)
}
