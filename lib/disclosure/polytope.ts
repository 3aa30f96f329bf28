import type loadHighs from 'highs'
import type { Component } from './components.ts'
import { type OpenProgram, openProgram } from './open-program.ts'

const TOLERANCE = 1e-6

/**
 * All tables an intruder must hold possible for one component. Finds points of it that reach far in a wanted direction;
 * for an intruder who knows that counts are whole, only whole points are evidence.
 */
export interface Polytope {
  readonly component: Component
  /** A point with the greatest or least value of a column, or null when none was found in time. */
  reach(column: number, sense: 'greatest' | 'least'): Float64Array | null
  /** A point that is best for random costs: spread for little work. */
  scatter(random: () => number): Float64Array | null
  /** Holds a column at a value, or lets it go again. */
  hold(column: number, value: number): void
  release(column: number): void
  close(): void
}

/** Opens the polytope of a component. `seconds` limits a single solve. */
export function openPolytope(highs: Awaited<ReturnType<typeof loadHighs>>, component: Component, seconds: number): Polytope {
  const { program } = component
  const relaxed = openProgram(highs, { ...program, wholeNumbers: false }, seconds)
  let whole: OpenProgram | null = null
  const held = new Map<number, number>()
  const each = (work: (open: OpenProgram) => void) => {
    work(relaxed)
    if (whole) work(whole)
  }
  const wholeProgram = () => {
    if (whole) return whole
    whole = openProgram(highs, { ...program, wholeNumbers: true }, seconds)
    for (const [column, value] of held) whole.setBounds(column, value, value)
    return whole
  }
  const solveWith = (costs: readonly (readonly [number, number])[], sense: 'greatest' | 'least') => {
    const run = (open: OpenProgram) => {
      for (const [column, cost] of costs) open.setCost(column, cost)
      const point = open.solve(sense)
      for (const [column] of costs) open.setCost(column, 0)
      return point
    }
    const point = run(relaxed)
    if (!point || !program.wholeNumbers || isWhole(point)) return point && rounded(point)
    const exact = run(wholeProgram())
    return exact && rounded(exact)
  }
  return {
    component,
    reach: (column, sense) => solveWith([[column, 1]], sense),
    scatter: (random) =>
      solveWith(
        Array.from(program.lower, (_, column) => [column, random() * 2 - 1] as const),
        'greatest',
      ),
    hold(column, value) {
      held.set(column, value)
      each((open) => open.setBounds(column, value, value))
    },
    release(column) {
      held.delete(column)
      each((open) => open.setBounds(column, program.lower[column] ?? 0, program.upper[column] ?? 0))
    },
    close: () => each((open) => open.close()),
  }
}

function isWhole(point: Float64Array): boolean {
  return point.every((value) => Math.abs(value - Math.round(value)) < TOLERANCE)
}

function rounded(point: Float64Array): Float64Array {
  return point.map((value) => (Math.abs(value - Math.round(value)) < TOLERANCE ? Math.round(value) : value))
}
