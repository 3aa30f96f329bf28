import type { Cube } from '#lib/tabulation/cube.ts'
import { knownLeast } from './known-least.ts'
import type { Rules } from './rules.ts'
import type { System } from './system.ts'

/** What every variable of a system may be and must be kept from, under the rules. */
export interface Needs {
  /** 1 for a primary variable: unsafe by rule. */
  readonly primary: Uint8Array
  /** Least value an intruder knows a hidden variable to have. */
  readonly lower: Float64Array
  /** How far above its value a primary variable must be able to stand. */
  readonly up: Float64Array
  /** How far below its value a primary variable must be able to stand. */
  readonly down: Float64Array
  /** Primary cells whose lower end is lifted by the published zeros alone, whatever else is hidden. */
  readonly liftedByZeros: number
}

/** Derives the needs of every variable. Slacks (from `system.classes` on) need nothing and are at least 0. */
export function decideNeeds(cube: Cube, system: System, rules: Rules): Needs {
  const size = system.value.length
  const primary = new Uint8Array(size)
  const lower = new Float64Array(size)
  const up = new Float64Array(size)
  const down = new Float64Array(size)
  const floor = leastHidden(rules) > 0 ? knownLeast(cube.dimensions, cube.counts) : new Float64Array(cube.counts.length)
  const lowest = new Float64Array(system.classes)
  for (let address = 0; address < floor.length; address++) {
    const variable = system.classOf[address] ?? -1
    if (variable >= 0) lowest[variable] = Math.max(lowest[variable] ?? 0, floor[address] ?? 0)
  }
  let lifted = 0
  const least = leastHidden(rules)
  const widest = rules.protectZeros ? 0 : 1
  for (let j = 0; j < system.classes; j++) {
    const value = system.value[j] ?? 0
    lower[j] = least
    if (value >= rules.threshold) continue
    primary[j] = 1
    if (rules.protection === 'exact') {
      up[j] = 1
      continue
    }
    const reachable = rules.intruder === 'informed' ? Math.max(widest, lowest[j] ?? 0) : widest
    if (reachable > widest) lifted += system.members[j] ?? 0
    up[j] = rules.threshold - 1 - value
    down[j] = Math.max(0, value - reachable)
    // A cell that needs no room for the interval must still not be known exactly.
    if (up[j] === 0 && down[j] === 0) up[j] = 1
  }
  return { primary, lower, up, down, liftedByZeros: lifted }
}

/** What an intruder knows every hidden cell to be at least. */
export function leastHidden(rules: Rules): number {
  return rules.intruder === 'informed' && !rules.protectZeros ? 1 : 0
}
