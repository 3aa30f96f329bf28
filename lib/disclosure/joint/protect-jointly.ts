import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { brokenSum, type CountedCells, type KnownBounds } from '../counted-cells.ts'
import { knownBounds } from '../known-bounds.ts'
import { PRIMARY, SECONDARY } from '../primary.ts'
import {
  type ProtectCellsRefusal,
  type ProtectContext,
  type ProtectedCells,
  type ProtectReport,
  protectCells,
} from '../protect-cells.ts'
import type { Rules } from '../rules.ts'
import { givenAway, onlyTied, unavoidable } from './known-already.ts'
import { type JointLayout, type JointQuestion, layOut } from './lay-out.ts'
import type { PlacedTable } from './placed-table.ts'
import { type EarlierTable, tiesToEarlier } from './ties-to-earlier.ts'

/** One table decided now: by address its marks and what an outsider can compute. */
export interface JointTable {
  readonly id: string
  readonly status: Uint8Array
  readonly lower: Float64Array
  readonly upper: Float64Array
}

export interface JointReport {
  /** Cells of the joint problem, those of refinements included. */
  readonly cells: number
  readonly earlier: readonly EarlierTable[]
  /** Unsafe cells that were too well known before, from earlier releases alone. */
  readonly alreadyKnown: number
}

export interface JointlyProtected {
  /** The tables decided now, in the order given. */
  readonly tables: readonly JointTable[]
  readonly report: ProtectReport
  readonly joint: JointReport
}

export type JointRefusal =
  | (Refusal<'joint-too-large'> & { readonly cells: number; readonly limit: number })
  | Refusal<'joint-contradiction'>
  /** Together with what was released before, the table would give unsafe cells away. */
  | (Refusal<'reveals-with-earlier'> & { readonly cells: number; readonly earlier: readonly string[] })
  | Exclude<ProtectCellsRefusal, { readonly kind: 'cannot-protect' }>

/** Times that less is asked of cells that can't reach what is wanted of them, and everything is tried again. */
const MOST_TRIES = 8

/**
 * Protects tables together with everything released before: all are one problem over their common refinements, in which earlier
 * cells are fixed. What can be computed by subtracting tables from each other is protected like a cell. Refused when the new
 * tables, whatever they hide, would give something away that earlier releases did not.
 */
export async function protectJointly(
  question: JointQuestion,
  rules: Rules,
  context: ProtectContext = {},
): Promise<Result<JointlyProtected, JointRefusal>> {
  const layout = await layOut(question)
  if ('tooLarge' in layout) return refuse('joint-too-large', { cells: layout.tooLarge, limit: question.maxCells })
  const all = layout.cells.freeze()
  if (layout.cells.contradicted >= 0 || brokenSum(all) >= 0) return refuse('joint-contradiction')
  const tied = onlyTied(all, !rules.protectZeros)
  const { before: exempt, now } = givenAway(tied, rules)
  if (now.size > 0) return revealed(question, layout, [...now])
  const { least, most } = knownBounds(tied)
  const cells = { ...tied, known: { least: least.slice(), most: most.slice() } }
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const weights = weightsOf(question, layout, context)
    const result = await protectCells(cells, rules, { ...context, ...weights }, undefined, exempt)
    if (result.ok) return ok(told(question, layout, cells, result.value, exempt.size))
    if (result.kind !== 'cannot-protect') return result
    const lost = await narrowWanted(cells, rules, result.stuck, exempt)
    if (lost.length > 0) return revealed(question, layout, lost)
  }
  return revealed(question, layout, [])
}

/**
 * Cells that can't reach the wanted interval whatever is hidden: asks no more of them than is possible. One that earlier releases
 * alone give away is set aside; those that only the new table would give away are answered.
 */
async function narrowWanted(
  cells: CountedCells & { readonly roles: Uint8Array; readonly known: KnownBounds },
  rules: Rules,
  stuck: readonly number[],
  exempt: Set<number>,
): Promise<number[]> {
  const lost: number[] = []
  const possible = await unavoidable(cells, rules, stuck, true)
  const single = [...possible].filter(([, { least, most }]) => !(least < most)).map(([cell]) => cell)
  const before = await unavoidable(cells, rules, single, false)
  for (const [cell, { least, most }] of possible) {
    const earlier = before.get(cell)
    const isNarrower = least > (cells.known.least[cell] ?? 0) || most < (cells.known.most[cell] ?? 0)
    if (earlier && !(earlier.least < earlier.most)) exempt.add(cell)
    else if (earlier || !isNarrower) lost.push(cell)
    else {
      cells.known.least[cell] = Math.max(cells.known.least[cell] ?? 0, least)
      cells.known.most[cell] = Math.min(cells.known.most[cell] ?? 0, most)
    }
  }
  return lost
}

function revealed({ tables }: JointQuestion, { cellOf }: JointLayout, stuck: readonly number[]) {
  const isOf = (t: number) => stuck.some((cell) => cellOf[t]?.includes(cell))
  const earlier = tables.filter(({ hidden }, t) => hidden !== null && (isOf(t) || stuck.length === 0)).map(({ id }) => id)
  return refuse('reveals-with-earlier', { cells: stuck.length, earlier })
}

/** Weights are given by address of the first table. */
function weightsOf({ tables }: JointQuestion, { cells, cellOf }: JointLayout, { weights }: ProtectContext) {
  if (!weights || tables[0]?.hidden !== null) return {}
  const own = new Float64Array(cells.size).fill(1)
  for (const [address, cell] of (cellOf[0] ?? []).entries()) own[cell] = weights[address] ?? 1
  return { weights: own }
}

function told(
  { tables }: JointQuestion,
  { cells: { size }, cellOf }: JointLayout,
  cells: CountedCells,
  protectedCells: ProtectedCells,
  alreadyKnown: number,
): JointlyProtected {
  const { status, lower, upper, report } = protectedCells
  const byAddress = (table: PlacedTable, t: number): JointTable => {
    const own = cellOf[t] ?? new Int32Array()
    return {
      id: table.id,
      status: Uint8Array.from(own, (cell) => status[cell] ?? 0),
      lower: Float64Array.from(own, (cell) => lower[cell] ?? 0),
      upper: Float64Array.from(own, (cell) => upper[cell] ?? 0),
    }
  }
  const now = tables.flatMap((table, t) => (table.hidden === null ? [{ table, t, ...byAddress(table, t) }] : []))
  let [primary, secondary, hiddenValue, shown] = [0, 0, 0, 0]
  for (const { table, status: own } of now)
    for (const [address, mark] of own.entries()) {
      shown++
      if (mark === PRIMARY) primary++
      if (mark !== SECONDARY) continue
      secondary++
      hiddenValue += table.counts[address] ?? 0
    }
  return {
    tables: now.map(({ id, status: own, lower: low, upper: high }) => ({ id, status: own, lower: low, upper: high })),
    report: { ...report, cells: shown, primary, secondary, hiddenValue },
    joint: { cells: size, earlier: tiesToEarlier(tables, cellOf, cells, status), alreadyKnown },
  }
}
