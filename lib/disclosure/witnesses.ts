import { type Problem, primaryCells, wantedOf } from './problem.ts'

/**
 * Points found so far that an intruder must hold possible, for one component. Together they prove how wide his intervals are
 * at least: a convex set reaches from its least to its greatest point.
 */
export interface Witnesses {
  /** Problem variables by column. */
  readonly variables: Int32Array
  /** The true point first. */
  readonly points: Float64Array[]
}

/** Starts with what is always possible: the truth. */
export function startWitnesses(problem: Problem, variables: Int32Array): Witnesses {
  return { variables, points: [Float64Array.from(variables, (variable) => problem.values[variable] ?? 0)] }
}

/** One direction in which an unsafe cell's interval does not yet reach what is wanted. */
export interface Weakness {
  readonly cell: number
  readonly column: number
  readonly direction: 'greatest' | 'least'
  readonly wanted: number
}

/** The unsafe cells among the columns. */
export function primaryColumns(problem: Problem, variables: Int32Array): { cell: number; column: number }[] {
  const primary = new Set(primaryCells(problem))
  const columns: { cell: number; column: number }[] = []
  for (const [column, cell] of variables.entries()) if (primary.has(cell)) columns.push({ cell, column })
  return columns
}

/** What the points do not yet prove. `points` may be a part of all, for instance those that leave one cell at its true value. */
export function weaknesses(
  problem: Problem,
  cells: readonly { cell: number; column: number }[],
  points: readonly Float64Array[],
): Weakness[] {
  const weak: Weakness[] = []
  for (const { cell, column } of cells) {
    const { low, high } = wantedOf(problem, cell)
    const truth = problem.values[cell] ?? 0
    let least = truth
    let greatest = truth
    for (const point of points) {
      const value = point[column] ?? truth
      if (value < least) least = value
      if (value > greatest) greatest = value
    }
    if (greatest < high - 1e-9) weak.push({ cell, column, direction: 'greatest', wanted: high })
    if (least > low + 1e-9) weak.push({ cell, column, direction: 'least', wanted: low })
  }
  return weak
}
