import type loadHighs from 'highs'
import { type Component, hiddenComponents } from './components.ts'
import { giveBack } from './give-back.ts'
import { insiderWeaknesses } from './insider.ts'
import { openPolytope, type Polytope } from './polytope.ts'
import { type Problem, primaryCells, wantedOf } from './problem.ts'
import { seededRandom } from './random.ts'
import { openRepairer, type Repairer, type WantedMove } from './repair.ts'
import { primaryColumns, startWitnesses, type Weakness, type Witnesses, weaknesses } from './witnesses.ts'

export type SuppressEnd =
  | { readonly kind: 'safe' }
  | { readonly kind: 'cannot-protect'; readonly cell: number }
  | { readonly kind: 'stopped' }

export interface SuppressOptions {
  readonly secondsPerSolve: number
  /** Called between steps with the phase and the share that is done; answers false to stop. */
  readonly goOn: (phase: 'hiding' | 'proving' | 'giving-back', done: number, total: number) => boolean
}

/** Rounds in which all unsafe cells are moved together, up or down by lot. */
const ROUNDS = 4
/** Up to so many unsafe cells are protected one by one, which hides less than moving all together. */
const ONE_BY_ONE = 1500
const SCATTERED_POINTS = 6
const MAX_MENDINGS = 60

/** Hides further cells until every unsafe cell is protected, then gives back what is not needed. Changes the problem's status. */
export function suppress(highs: Awaited<ReturnType<typeof loadHighs>>, problem: Problem, options: SuppressOptions): SuppressEnd {
  const cells = primaryCells(problem)
  if (cells.length === 0) return { kind: 'safe' }
  const repairer = openRepairer(highs, problem, options.secondsPerSolve)
  try {
    for (let round = 0; cells.length > ONE_BY_ONE && round < ROUNDS; round++) {
      if (!options.goOn('hiding', round, ROUNDS)) return { kind: 'stopped' }
      repairer.repair(wishesByLot(problem, cells, round))
    }
    const proven = new Set<string>()
    const first = mendUntilSafe(highs, problem, repairer, proven, options)
    if (first.kind !== 'safe') return first
    for (const component of hiddenComponents(problem, wholeNumbers(problem))) {
      if (!options.goOn('giving-back', 0, 1)) return { kind: 'stopped' }
      giveBack(highs, problem, component, options.secondsPerSolve)
    }
    return mendUntilSafe(highs, problem, repairer, proven, options)
  } finally {
    repairer.close()
  }
}

function wholeNumbers(problem: Problem): boolean {
  return problem.rules.intruder === 'informed'
}

/** Half of the cells up and half down; the next round the other way round; then a new lot. */
function wishesByLot(problem: Problem, cells: readonly number[], round: number): WantedMove[] {
  const random = seededRandom(1 + (round >> 1))
  return cells.flatMap((cell) => {
    const up = random() < 0.5 !== (round % 2 === 1)
    return wishOf(problem, cell, up ? 'greatest' : 'least') ?? []
  })
}

function wishOf(problem: Problem, cell: number, direction: 'greatest' | 'least'): WantedMove | null {
  const { low, high } = wantedOf(problem, cell)
  const truth = problem.values[cell] ?? 0
  const units = direction === 'greatest' ? high - truth : truth - low
  return units > 0 ? { cell, units, direction } : null
}

/** Looks for weak cells component by component and mends each, until none is left. `proven` remembers components by content. */
function mendUntilSafe(
  highs: Awaited<ReturnType<typeof loadHighs>>,
  problem: Problem,
  repairer: Repairer,
  proven: Set<string>,
  options: SuppressOptions,
): SuppressEnd {
  for (let mending = 0; mending < MAX_MENDINGS; mending++) {
    const components = hiddenComponents(problem, wholeNumbers(problem))
    let isSafe = true
    for (const [i, component] of components.entries()) {
      if (!options.goOn('proving', i, components.length)) return { kind: 'stopped' }
      const name = nameOf(component)
      if (proven.has(name)) continue
      const stuck = mendComponent(highs, problem, component, repairer, options.secondsPerSolve)
      if (stuck === 'safe') proven.add(name)
      else if (stuck === 'mended') isSafe = false
      else return { kind: 'cannot-protect', cell: stuck }
    }
    if (isSafe) return { kind: 'safe' }
  }
  return { kind: 'stopped' }
}

/** A component's content: the variables in it, which decide everything else. */
function nameOf(component: Component): string {
  return component.variables.toSorted().join()
}

/** Answers `safe`, `mended` when further cells were hidden, or the cell that can't be protected. */
function mendComponent(
  highs: Awaited<ReturnType<typeof loadHighs>>,
  problem: Problem,
  component: Component,
  repairer: Repairer,
  seconds: number,
): 'safe' | 'mended' | number {
  const polytope = openPolytope(highs, component, seconds)
  try {
    const witnesses = startWitnesses(problem, component.variables)
    const weak = provenWeak(problem, polytope, witnesses)
    for (const { cell, column, direction } of weak) {
      const wish = wishOf(problem, cell, direction)
      if (wish && repairer.repair([wish]).length > 0) return component.variables[column] ?? cell
    }
    if (weak.length > 0) return 'mended'
    const pairs = problem.rules.insider ? insiderWeaknesses(problem, polytope, witnesses) : []
    for (const { insider, cell } of pairs) {
      const up = repairer.repair([{ cell, units: 1, direction: 'greatest' }], insider)
      if (up.length > 0 && repairer.repair([{ cell, units: 1, direction: 'least' }], insider).length > 0) return cell
    }
    return pairs.length > 0 ? 'mended' : 'safe'
  } finally {
    polytope.close()
  }
}

/** The weaknesses that remain after looking for evidence: scattered points first, then one solve for each that is left. */
export function provenWeak(problem: Problem, polytope: Polytope, witnesses: Witnesses): Weakness[] {
  const cells = primaryColumns(problem, witnesses.variables)
  const random = seededRandom(witnesses.variables.length)
  for (let i = 0; i < SCATTERED_POINTS; i++) {
    const point = polytope.scatter(random)
    if (point) witnesses.points.push(point)
  }
  const proven: Weakness[] = []
  for (const candidate of weaknesses(problem, cells, witnesses.points)) {
    if (
      weaknesses(problem, [candidate], witnesses.points.slice(1 + SCATTERED_POINTS)).every(
        (each) => each.direction !== candidate.direction,
      )
    )
      continue
    const point = polytope.reach(candidate.column, candidate.direction)
    if (point) witnesses.points.push(point)
    const value = point?.[candidate.column] ?? problem.values[candidate.cell] ?? 0
    const reaches = candidate.direction === 'greatest' ? value >= candidate.wanted - 1e-9 : value <= candidate.wanted + 1e-9
    if (!reaches) proven.push(candidate)
  }
  return proven
}
