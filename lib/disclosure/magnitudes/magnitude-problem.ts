import { type CountedCells, DERIVED, OPEN } from '../counted-cells.ts'
import type { Needs } from '../needs.ts'
import { cubeSums, type SumVisitor } from '../sums.ts'
import { buildSystem, type System } from '../system.ts'
import { isUnsafe, type MagnitudeProtection, neededAgainst, neededRoom } from './magnitude-protection.ts'
import { givenTo, givenToAll, type MagnitudeTable, type Shares, sharesOf } from './magnitude-table.ts'

/** Hidden cells of one sum whose total follows from what is published: it must be as safe as a cell. Cells in order. */
export type Union = readonly number[]

/** Magnitudes as the equations the suppressor works on, and what every variable of them needs. */
export interface MagnitudeProblem {
  readonly rules: MagnitudeProtection
  readonly system: System
  readonly needs: Needs
  /** Units that one unit of the system stands for; a power of two, so that nothing is rounded. */
  readonly scale: number
  /** Who gave how much to each variable, in the table's units. */
  readonly shares: Shares
  /** Variables each contributor gave to. */
  readonly variablesOf: readonly (readonly number[])[]
  /** What hiding each variable costs. */
  readonly cost: Float64Array
}

/** Values of the system stay below this, where the solvers' fixed tolerances are small. */
const LARGEST = 2 ** 20
/** Part of the largest value that counts against every hidden cell, so that of equal values the fewer cells are hidden. */
const TIE = 1e-6

/** Sets the problem up. `unions` become variables of their own, never published and unsafe like a cell. */
export function openMagnitudes(
  table: MagnitudeTable,
  rules: MagnitudeProtection,
  unions: readonly Union[],
  weights?: Float64Array,
): MagnitudeProblem {
  const shares = withUnions(table, unions)
  const largest = table.values.reduce((most, value) => Math.max(most, value), 1)
  const scale = 2 ** Math.max(0, Math.ceil(Math.log2(largest / LARGEST)))
  const system = buildSystem(cellsOf(table, unions, scale), true)
  const firstCell = new Int32Array(system.value.length).fill(-1)
  const cost = new Float64Array(system.value.length)
  const tie = TIE * (largest / scale)
  for (let cell = system.classOf.length - 1; cell >= 0; cell--) {
    const variable = system.classOf[cell] ?? -1
    if (variable < 0) continue
    firstCell[variable] = cell
    const value = (table.values[cell] ?? 0) / scale
    const own = rules.cost === 'count' ? 1 + value / LARGEST / 64 : value + tie
    cost[variable] = (cost[variable] ?? 0) + (cell < table.values.length ? own * (weights?.[cell] ?? 1) : 0)
  }
  const byVariable = sharesOf(Array.from(firstCell, (cell) => (cell < 0 ? new Map() : givenToAll(shares, [cell]))))
  return {
    rules,
    system,
    needs: decideMagnitudeNeeds(system, firstCell, table.values.length, shares, rules, scale),
    scale,
    shares: byVariable,
    variablesOf: variablesByContributor(byVariable),
    cost,
  }
}

/**
 * Hidden cells of one sum that together are unsafe although nothing hides their total: it is the published whole less the published
 * parts. Only what the published cells alone tell; in the order of the sums.
 */
export function unsafeUnions(table: MagnitudeTable, isHidden: (cell: number) => boolean, rules: MagnitudeProtection): Union[] {
  const unions = new Map<string, Union>()
  cubeSums(table.dimensions).visit((whole, parts) => {
    if (isHidden(whole)) return
    const hidden = [...parts].filter(isHidden).sort((a, b) => a - b)
    if (hidden.length < 2) return
    const given = [...givenToAll(table, hidden).values()].sort((a, b) => b - a)
    if (isUnsafe(given, rules.primary)) unions.set(hidden.join(), hidden)
  })
  return [...unions.values()]
}

/** How far above its value a variable must be able to stand for a contributor, in the system's units. */
export function needAgainst({ shares, rules, scale }: MagnitudeProblem, variable: number, contributor: number): number {
  return neededAgainst(shares, variable, contributor, rules) / scale
}

function cellsOf(table: MagnitudeTable, unions: readonly Union[], scale: number): CountedCells {
  const own = table.values.length
  const sums = cubeSums(table.dimensions)
  const counts = new Float64Array(own + unions.length)
  for (const [cell, value] of table.values.entries()) counts[cell] = value / scale
  for (const [u, union] of unions.entries())
    counts[own + u] = union.reduce((sum, cell) => sum + (table.values[cell] ?? 0), 0) / scale
  if (unions.length === 0) return { sums, counts }
  const parts = unions.map((union) => Int32Array.from(union))
  const visit = (visitor: SumVisitor) => {
    sums.visit(visitor)
    for (const [u, members] of parts.entries()) visitor(own + u, members, true)
  }
  const roles = Uint8Array.from(counts, (_, cell) => (cell < own ? OPEN : DERIVED))
  return { sums: { cells: counts.length, visit }, counts, roles }
}

/** The table's shares with those of the unions behind them. */
function withUnions(table: MagnitudeTable, unions: readonly Union[]): Shares {
  if (unions.length === 0) return table
  const cells = Array.from(table.values, (_, cell) => givenToAll(table, [cell]))
  return sharesOf([...cells, ...unions.map((union) => givenToAll(table, union))])
}

function variablesByContributor({ start, contributor }: Shares): number[][] {
  const variables: number[][] = []
  for (let variable = 0; variable + 1 < start.length; variable++)
    for (let at = start[variable] ?? 0; at < (start[variable + 1] ?? 0); at++) {
      const who = contributor[at] ?? 0
      variables[who] ??= []
      variables[who]?.push(variable)
    }
  return variables
}

function decideMagnitudeNeeds(
  system: System,
  firstCell: Int32Array,
  tableCells: number,
  shares: Shares,
  rules: MagnitudeProtection,
  scale: number,
): Needs {
  const size = system.value.length
  const needs = {
    primary: new Uint8Array(size),
    alone: new Uint8Array(size),
    held: new Uint8Array(size),
    lower: new Float64Array(size),
    up: new Float64Array(size),
    down: new Float64Array(size),
    liftedByZeros: 0,
  }
  for (const [variable, cell] of firstCell.entries()) {
    if (cell < 0) continue
    if (givenTo(shares, cell).length === 1) needs.alone[variable] = 1
    if (cell >= tableCells) needs.held[variable] = 1
    const room = neededRoom(shares, cell, rules)
    if (!room) continue
    needs.primary[variable] = 1
    needs.up[variable] = room.up / scale
    needs.down[variable] = room.down / scale
  }
  return needs
}
