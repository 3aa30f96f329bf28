import { type CountedCells, FREE, isUnseen, OPEN, UNSAFE_ZERO } from './counted-cells.ts'
import { knownBounds } from './known-bounds.ts'
import type { Rules } from './rules.ts'
import type { System } from './system.ts'

/** What every variable of a system may be and must be kept from, under the rules. */
export interface Needs {
  /** 1 for a primary variable: unsafe by rule. */
  readonly primary: Uint8Array
  /** 1 for a primary variable in which somebody is alone and knows it, because the cell stands in a table. */
  readonly alone: Uint8Array
  /** 1 for a variable that is hidden whatever is decided: hidden before, or in no table. */
  readonly held: Uint8Array
  /** Least value an intruder knows a hidden variable to have. */
  readonly lower: Float64Array
  /** How far above its value a primary variable must be able to stand. */
  readonly up: Float64Array
  /** How far below its value a primary variable must be able to stand. */
  readonly down: Float64Array
  /** Primary cells whose lower end is lifted by the published zeros alone, whatever else is hidden. */
  readonly liftedByZeros: number
}

/**
 * Derives the needs of every variable. Slacks (from `system.classes` on) need nothing and are at least 0. `exempt`: cells that
 * are known too well whatever is decided now; they stay hidden and need nothing.
 */
export function decideNeeds(cells: CountedCells, system: System, rules: Rules, exempt?: ReadonlySet<number>): Needs {
  const size = system.value.length
  const primary = new Uint8Array(size)
  const held = heldVariables(cells, system)
  const alone = aloneVariables(cells, system)
  const up = new Float64Array(size)
  const down = new Float64Array(size)
  const { lower, lowest, highest } = knownOf(cells, system, rules)
  const spared = sparedVariables(cells, system, exempt)
  const zeros = unsafeZeros(cells, system)
  let lifted = 0
  const widest = rules.protectZeros ? 0 : 1
  for (let j = 0; j < system.classes; j++) {
    const value = system.value[j] ?? 0
    if (value >= rules.threshold || (value === 0 && !rules.protectZeros && !zeros.has(j))) continue
    if (spared.has(j)) {
      held[j] = 1
      alone[j] = 0
      continue
    }
    primary[j] = 1
    if (rules.protection === 'exact') {
      up[j] = 1
      continue
    }
    const reachable = rules.intruder === 'informed' ? Math.max(widest, lowest[j] ?? 0) : widest
    if (reachable > widest) lifted += system.members[j] ?? 0
    up[j] = Math.min(rules.threshold - 1, highest[j] ?? 0) - value
    down[j] = Math.max(0, value - reachable)
    // A cell that needs no room for the interval must still not be known exactly.
    if (up[j] === 0 && down[j] === 0) up[j] = 1
  }
  return { primary, alone, held, lower, up, down, liftedByZeros: lifted }
}

/** Variables of count 1 that stand for a cell of a table. */
function aloneVariables({ counts, roles }: CountedCells, system: System): Uint8Array {
  const alone = new Uint8Array(system.value.length)
  for (const [cell, count] of counts.entries()) {
    const variable = system.classOf[cell] ?? -1
    if (variable >= 0 && count === 1 && !isUnseen(roles?.[cell])) alone[variable] = 1
  }
  return alone
}

/** Variables of zeros that are unsafe. */
function unsafeZeros({ roles }: CountedCells, system: System): Set<number> {
  const zeros = new Set<number>()
  for (const [cell, role] of (roles ?? []).entries()) if (role === UNSAFE_ZERO) zeros.add(system.classOf[cell] ?? -1)
  return zeros
}

/** Variables that need nothing: of exempt cells, and those that stand for nothing but free room. */
function sparedVariables({ roles }: CountedCells, system: System, exempt: ReadonlySet<number> = new Set()): Set<number> {
  const spared = new Set<number>()
  const secret = new Set<number>()
  for (const [cell, role] of (roles ?? []).entries()) (role === FREE ? spared : secret).add(system.classOf[cell] ?? -1)
  for (const variable of secret) spared.delete(variable)
  for (const cell of exempt) spared.add(system.classOf[cell] ?? -1)
  return spared
}

/** Variables that stand for no cell that is decided now. */
function heldVariables({ roles }: CountedCells, system: System): Uint8Array {
  const held = new Uint8Array(system.value.length)
  if (!roles) return held
  held.fill(1, 0, system.classes)
  for (const [cell, role] of roles.entries()) {
    const variable = system.classOf[cell] ?? -1
    if (variable >= 0 && role === OPEN) held[variable] = 0
  }
  return held
}

/** What an intruder knows each hidden variable to be at least (`lower`), and what he can't be kept from knowing (`lowest`, `highest`). */
function knownOf(cells: CountedCells, system: System, rules: Rules) {
  const lower = new Float64Array(system.value.length)
  const lowest = new Float64Array(system.classes)
  const highest = new Float64Array(system.classes).fill(Number.POSITIVE_INFINITY)
  const floor = leastHidden(rules)
  if (floor === 0) return { lower, lowest, highest }
  const { least, most } = knownBounds(cells)
  for (const [cell, known] of least.entries()) {
    const variable = system.classOf[cell] ?? -1
    if (variable < 0) continue
    lowest[variable] = Math.max(lowest[variable] ?? 0, known)
    highest[variable] = Math.min(highest[variable] ?? 0, most[cell] ?? 0)
    if (!isUnseen(cells.roles?.[cell])) lower[variable] = floor
  }
  return { lower, lowest, highest }
}

/** What an intruder knows every hidden cell to be at least. */
export function leastHidden(rules: Rules): number {
  return rules.intruder === 'informed' && !rules.protectZeros ? 1 : 0
}
