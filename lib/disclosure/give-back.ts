import type loadHighs from 'highs'
import type { Component } from './components.ts'
import { pinnedBy } from './insider.ts'
import { openPolytope, type Polytope } from './polytope.ts'
import { PUBLISHED, SECONDARY } from './primary.ts'
import type { Problem } from './problem.ts'
import { provenWeak } from './suppress.ts'
import { primaryColumns, startWitnesses, type Witnesses, weaknesses } from './witnesses.ts'

/** Solves spent on one cell before it is left hidden. */
const SOLVES_PER_CELL = 40

/** Publishes again every cell of a safe component that its unsafe cells can do without, dearest first. */
export function giveBack(
  highs: Awaited<ReturnType<typeof loadHighs>>,
  problem: Problem,
  component: Component,
  seconds: number,
): void {
  const candidates = [...component.variables.entries()]
    .filter(([, cell]) => cell < problem.equations.cells && problem.status[cell] === SECONDARY)
    .sort(([, a], [, b]) => (problem.costs[b] ?? 0) - (problem.costs[a] ?? 0) || a - b)
  if (candidates.length === 0) return
  const polytope = openPolytope(highs, component, seconds)
  try {
    const witnesses = startWitnesses(problem, component.variables)
    provenWeak(problem, polytope, witnesses)
    for (const [column, cell] of candidates) {
      if (mayPublish(problem, polytope, witnesses, column, problem.values[cell] ?? 0)) problem.status[cell] = PUBLISHED
    }
  } finally {
    polytope.close()
  }
}

/** Whether everything stays protected with the column known. Then it stays held, and only points that agree remain. */
function mayPublish(problem: Problem, polytope: Polytope, witnesses: Witnesses, column: number, value: number): boolean {
  const cells = primaryColumns(problem, witnesses.variables)
  const agreeing = witnesses.points.filter((point) => point[column] === value)
  const left: Witnesses = { variables: witnesses.variables, points: agreeing }
  const weak = weaknesses(problem, cells, agreeing)
  if (weak.length > SOLVES_PER_CELL) return false
  polytope.hold(column, value)
  for (const { column: weakColumn, direction, wanted } of weak) {
    const point = polytope.reach(weakColumn, direction)
    const reached = point?.[weakColumn]
    if (!point || reached === undefined || (direction === 'greatest' ? reached < wanted - 1e-9 : reached > wanted + 1e-9)) {
      polytope.release(column)
      return false
    }
    agreeing.push(point)
  }
  if (problem.rules.insider && !staysSafeFromInsiders(problem, polytope, cells, left)) {
    polytope.release(column)
    return false
  }
  witnesses.points.splice(0, witnesses.points.length, ...agreeing)
  return true
}

function staysSafeFromInsiders(
  problem: Problem,
  polytope: Polytope,
  cells: readonly { cell: number; column: number }[],
  left: Witnesses,
): boolean {
  let solves = 0
  for (const insider of cells) {
    if (problem.values[insider.cell] !== 1) continue
    const pinned = pinnedBy(problem, insider.column, cells, left)
    if (pinned.length === 0) continue
    polytope.hold(insider.column, 1)
    const moves = pinned.every(({ cell, column }) => {
      if (solves++ > SOLVES_PER_CELL) return false
      const points = (['greatest', 'least'] as const).flatMap((sense) => polytope.reach(column, sense) ?? [])
      left.points.push(...points)
      return points.some((point) => point[column] !== problem.values[cell])
    })
    polytope.release(insider.column)
    if (!moves) return false
  }
  return true
}
