import type { Polytope } from './polytope.ts'
import type { Problem } from './problem.ts'
import { primaryColumns, type Witnesses } from './witnesses.ts'

/** A person alone in one hidden cell who could work out another. */
export interface InsiderWeakness {
  readonly insider: number
  readonly cell: number
}

/**
 * The singleton attack: whoever is alone in a cell knows that it is 1. For each such cell, every other unsafe cell of the
 * component must still have two possible values. Evidence already found is used first; only what it leaves open is solved.
 */
export function insiderWeaknesses(problem: Problem, polytope: Polytope, witnesses: Witnesses): InsiderWeakness[] {
  const cells = primaryColumns(problem, witnesses.variables)
  const insiders = cells.filter(({ cell }) => problem.values[cell] === 1)
  const weak: InsiderWeakness[] = []
  for (const insider of insiders) {
    const pinned = pinnedBy(problem, insider.column, cells, witnesses)
    if (pinned.length === 0) continue
    polytope.hold(insider.column, 1)
    for (const { cell, column } of pinned) {
      if (!movesAnyhow(problem, cell, column, polytope, witnesses)) weak.push({ insider: insider.cell, cell })
    }
    polytope.release(insider.column)
  }
  return weak
}

/** The unsafe cells that have one value only in every point at which the insider's cell is 1. */
export function pinnedBy(
  problem: Problem,
  insider: number,
  cells: readonly { cell: number; column: number }[],
  witnesses: Witnesses,
) {
  const points = witnesses.points.filter((point) => point[insider] === 1)
  const person = problem.innermost[witnesses.variables[insider] ?? 0] ?? -1
  const isOthers = (cell: number) => person < 0 || problem.innermost[cell] !== person
  return cells.filter(
    ({ cell, column }) => column !== insider && isOthers(cell) && points.every((point) => point[column] === problem.values[cell]),
  )
}

function movesAnyhow(problem: Problem, cell: number, column: number, polytope: Polytope, witnesses: Witnesses): boolean {
  for (const sense of ['greatest', 'least'] as const) {
    const point = polytope.reach(column, sense)
    if (!point) continue
    witnesses.points.push(point)
    if (point[column] !== problem.values[cell]) return true
  }
  return false
}
