import type { Cube } from '#lib/tabulation/cube.ts'
import { countedCube } from './counted-cells.ts'
import { MoveSearch } from './move-search.ts'
import { decideNeeds } from './needs.ts'
import { PRIMARY, PUBLISHED } from './primary.ts'
import type { Rules } from './rules.ts'
import { buildSystem, type System } from './system.ts'

/** Why a cell is hidden. Confidential: it tells unsafe cells from others and must not leave the house. */
export interface Explanation {
  readonly reason: 'unsafe' | 'protects'
  /** For a cell that protects: unsafe cells that would be known too well if it were published. Empty when only several cells or
   * an insider's knowledge together make it needed. */
  readonly protects: readonly ProtectedBy[]
}

export interface ProtectedBy {
  /** Address of an unsafe cell. */
  readonly cell: number
  /** The sums that would give it away: addresses of their cells, each sum's parts and its total. */
  readonly sums: readonly (readonly number[])[]
}

/** Unsafe cells looked at, the nearest by sums first. */
const MOST_LOOKED_AT = 400

/**
 * Explains a hidden cell of a protected table: publishes it in thought and asks which unsafe cells then can't move as far as the
 * rules want, and which sums show it. Null for a published cell. `status`: as `protect` gives it.
 */
export function explain(cube: Cube, status: Uint8Array, rules: Rules, address: number): Explanation | null {
  if (status[address] === PUBLISHED) return null
  if (status[address] === PRIMARY) return { reason: 'unsafe', protects: [] }
  const cells = countedCube(cube)
  const system = buildSystem(cells, !rules.protectZeros)
  const needs = decideNeeds(cells, system, rules)
  const subject = system.classOf[address] ?? -1
  const frozen = new Uint8Array(system.value.length)
  for (let cell = 0; cell < status.length; cell++) {
    const variable = system.classOf[cell] ?? -1
    if (variable >= 0 && status[cell] === PUBLISHED) frozen[variable] = 1
  }
  const near = nearestUnsafe(system, frozen, needs.primary, subject)
  frozen[subject] = 1
  const fall = system.value.map((value, variable) => value - (needs.lower[variable] ?? 0))
  const search = new MoveSearch(system, { fall, price: new Float64Array(fall.length).fill(1), frozen })
  const cellOf = firstCells(system)
  const protects: ProtectedBy[] = []
  for (const variable of near) {
    const sums = sumsAgainst(search, variable, [needs.up[variable] ?? 0, -(needs.down[variable] ?? 0)])
    if (sums) protects.push({ cell: cellOf[variable] ?? 0, sums: sums.map((row) => cellsOfRow(system, cellOf, row)) })
  }
  return { reason: 'protects', protects }
}

/** Unsafe variables tied to a variable by sums of hidden cells, nearest first. */
function nearestUnsafe(system: System, frozen: Uint8Array, primary: Uint8Array, subject: number): number[] {
  const seen = new Set([subject])
  const found: number[] = []
  for (const variable of seen) {
    if (primary[variable] === 1) found.push(variable)
    if (found.length >= MOST_LOOKED_AT) break
    for (let at = system.variableStart[variable] ?? 0; at < (system.variableStart[variable + 1] ?? 0); at++) {
      const row = system.variableRow[at] ?? 0
      for (let k = system.rowStart[row] ?? 0; k < (system.rowStart[row + 1] ?? 0); k++) {
        const other = system.rowVariable[k] ?? 0
        if (frozen[other] !== 1) seen.add(other)
      }
    }
  }
  return found
}

/** The equations that keep a variable from one of the wanted shifts; null when it can make them all. */
function sumsAgainst(search: MoveSearch, variable: number, shifts: readonly number[]): number[] | null {
  for (const shift of shifts) {
    if (shift === 0) continue
    const answer = search.find(variable, shift, Number.POSITIVE_INFINITY)
    if (answer.kind === 'none') return [...answer.equations.keys()].sort((a, b) => a - b)
  }
  return null
}

/** The lowest address that each variable stands for; -1 for a slack. */
function firstCells(system: System): Int32Array {
  const cells = new Int32Array(system.value.length).fill(-1)
  for (let cell = system.classOf.length - 1; cell >= 0; cell--) {
    const variable = system.classOf[cell] ?? -1
    if (variable >= 0) cells[variable] = cell
  }
  return cells
}

function cellsOfRow(system: System, cellOf: Int32Array, row: number): number[] {
  const members = system.rowVariable.subarray(system.rowStart[row], system.rowStart[row + 1])
  return [...members].map((variable) => cellOf[variable] ?? -1).filter((cell) => cell >= 0)
}
