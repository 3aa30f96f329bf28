import type { Highs } from 'highs'
import { type Cover, coverOf, TOLERANCE } from './covers.ts'
import { hiddenParts } from './hidden-parts.ts'
import { attackAsInsiders } from './insider-attack.ts'
import { type Move, MoveModel } from './move-model.ts'
import type { Needs } from './needs.ts'
import type { System } from './system.ts'

/** One thing an unsafe variable must be able to do, not proven yet. */
export interface Demand {
  readonly variable: number
  readonly sign: 1 | -1
  readonly need: number
  /** A variable the intruder knows. */
  readonly frozen?: number
}

/** Unsafe variables that wait for a proof: 1 while open. Proofs stay good when more is hidden. */
export interface OpenDemands {
  readonly up: Uint8Array
  readonly down: Uint8Array
  /** Unsafe variables that an insider might still compute. */
  readonly insider: Uint8Array
}

export function openDemands(needs: Needs, insider: boolean): OpenDemands {
  return {
    up: Uint8Array.from(needs.up, (need) => (need > 0 ? 1 : 0)),
    down: Uint8Array.from(needs.down, (need) => (need > 0 ? 1 : 0)),
    insider: insider ? needs.primary.slice() : new Uint8Array(needs.primary.length),
  }
}

export interface AttackOptions {
  /** The intruder knows that counts are whole: only whole moves count. */
  readonly whole: boolean
  /** Who is alone in each variable of value 1; -1 elsewhere. */
  readonly person: Int32Array
  /** Called between steps; throws to stop. */
  readonly pulse: (done: number, total: number) => Promise<void>
}

/**
 * Looks for a move that meets each open demand and closes it. What stays open can be computed too closely; the covers that
 * answer it come back, each violated by `hidden`. An empty answer means every demand is met.
 */
export async function attack(
  highs: Highs,
  system: System,
  needs: Needs,
  hidden: Uint8Array,
  open: OpenDemands,
  options: AttackOptions,
): Promise<Cover[]> {
  const covers: Cover[] = []
  const parts = hiddenParts(system, hidden)
  const total = parts.reduce((sum, part) => sum + part.length, 0)
  let done = 0
  for (const part of parts) {
    await options.pulse(done, total)
    done += part.length
    if (!part.some((variable) => open.up[variable] === 1 || open.down[variable] === 1 || open.insider[variable] === 1)) continue
    const demands = attackPart(highs, system, needs, open, part, options)
    covers.push(...coversOf(highs, system, needs, hidden, demands, part, options))
  }
  return covers
}

/** Proves what it can in one block and returns what stays open. Insiders are asked about once everything else is proven. */
function attackPart(
  highs: Highs,
  system: System,
  needs: Needs,
  open: OpenDemands,
  part: Int32Array,
  { whole, person }: AttackOptions,
): Demand[] {
  const model = new MoveModel(highs, system, needs.lower, part, true)
  try {
    if (model.variables.length > 0) {
      proveTogether(model, needs, open, whole)
      proveOneByOne(model, needs, open, whole)
    }
    const demands = Array.from(part).flatMap((variable) => demandsOf(needs, open, variable))
    if (demands.length > 0 || model.variables.length === 0) return demands
    const pairs = attackAsInsiders({ system, needs, model, open: open.insider, person, whole })
    return pairs.map(({ variable, single }) => ({ variable, sign: 1, need: 1, frozen: single }))
  } finally {
    model.dispose()
  }
}

/** Moves all open variables of a block at once, again and again, as long as it closes a good share of the demands. */
function proveTogether(model: MoveModel, needs: Needs, open: OpenDemands, whole: boolean): void {
  for (const sign of [1, -1] as const) {
    const state = sign === 1 ? open.up : open.down
    for (;;) {
      const before = countOpen(model, state)
      if (before < 2) break
      const { objective, low, high } = wishes(model, needs, state, sign)
      const move = model.maximise(objective, low, high)
      if (move) accept(model, needs, open, move, whole)
      if (before - countOpen(model, state) < 1 + before / 20) break
    }
  }
}

function countOpen(model: MoveModel, state: Uint8Array): number {
  let count = 0
  for (const variable of model.variables) count += state[variable] ?? 0
  return count
}

function wishes(model: MoveModel, needs: Needs, state: Uint8Array, sign: 1 | -1) {
  const columns = model.variables.length
  const objective = new Float64Array(columns)
  const low = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY)
  const high = new Float64Array(columns).fill(FAR)
  for (const [column, variable] of model.variables.entries()) {
    if (state[variable] !== 1) continue
    objective[column] = sign
    if (sign === 1) high[column] = needs.up[variable] ?? 0
    else low[column] = -(needs.down[variable] ?? 0)
  }
  return { objective, low, high }
}

/** Far enough above every threshold that no bound of this kind is felt. */
const FAR = 1e7

/** Closes every demand a move proves. */
function accept(model: MoveModel, needs: Needs, open: OpenDemands, { change }: Move, whole: boolean): void {
  const isWhole = whole ? model.wholeColumns(change) : undefined
  for (const [column, variable] of model.variables.entries()) {
    if (isWhole && isWhole[column] !== 1) continue
    const amount = change[column] ?? 0
    if (open.up[variable] === 1 && amount >= (needs.up[variable] ?? 0) - 1e-6) open.up[variable] = 0
    if (open.down[variable] === 1 && -amount >= (needs.down[variable] ?? 0) - 1e-6) open.down[variable] = 0
  }
}

/** Tries what is left alone; where only a broken move was found and counts are whole, by integer search. */
function proveOneByOne(model: MoveModel, needs: Needs, open: OpenDemands, whole: boolean): void {
  const columns = model.variables.length
  const objective = new Float64Array(columns)
  const low = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY)
  const high = new Float64Array(columns).fill(FAR)
  for (const [column, variable] of model.variables.entries())
    for (const sign of [1, -1] as const) {
      const state = sign === 1 ? open.up : open.down
      if (state[variable] !== 1) continue
      const need = (sign === 1 ? needs.up[variable] : needs.down[variable]) ?? 0
      objective[column] = sign
      if (sign === 1) high[column] = need
      else low[column] = -need
      const move = model.maximise(objective, low, high)
      if (move) accept(model, needs, open, move, whole)
      const reached = (move?.change[column] ?? 0) * sign
      if (state[variable] === 1 && whole && reached >= need - 1e-6) {
        const exact = model.maximise(objective, low, high, true)
        if (exact) accept(model, needs, open, exact, whole)
      }
      objective[column] = 0
      low[column] = Number.NEGATIVE_INFINITY
      high[column] = FAR
    }
}

/** The covers that the demands still open in a block violate. */
function coversOf(
  highs: Highs,
  system: System,
  needs: Needs,
  hidden: Uint8Array,
  demands: readonly Demand[],
  part: Int32Array,
  { whole }: AttackOptions,
): Cover[] {
  if (demands.length === 0) return []
  const covers: Cover[] = []
  const model = new MoveModel(highs, system, needs.lower, part, false)
  try {
    for (const demand of demands) {
      const cover = coverFromDuals(system, needs, model, demand)
      if (cover && isViolated(cover, hidden)) covers.push(cover)
      else if (whole || !cover) covers.push(somethingMore(system, hidden, part))
    }
  } finally {
    model.dispose()
  }
  return covers
}

function demandsOf(needs: Needs, open: OpenDemands, variable: number): Demand[] {
  const demands: Demand[] = []
  if (open.up[variable] === 1) demands.push({ variable, sign: 1, need: needs.up[variable] ?? 0 })
  if (open.down[variable] === 1) demands.push({ variable, sign: -1, need: needs.down[variable] ?? 0 })
  return demands
}

/** The dual solution of the attack is the combination of equations that bounds it (Fischetti and Salazar 2001). */
export function coverFromDuals(system: System, needs: Needs, model: MoveModel, demand: Demand): Cover | undefined {
  const columns = model.variables.length
  const objective = new Float64Array(columns)
  const low = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY)
  const high = new Float64Array(columns).fill(FAR)
  const column = model.column(demand.variable) ?? 0
  objective[column] = demand.sign
  if (demand.sign === 1) high[column] = demand.need
  const still = demand.frozen === undefined ? undefined : model.column(demand.frozen)
  if (still !== undefined) {
    low[still] = 0
    high[still] = 0
  }
  const move = model.maximise(objective, low, high)
  if (!move) return undefined
  const combination = new Map<number, number>()
  for (const [k, row] of model.rows.entries()) {
    const multiplier = move.duals[k] ?? 0
    if (Math.abs(multiplier) < TOLERANCE) continue
    for (let at = system.rowStart[row] ?? 0; at < (system.rowStart[row + 1] ?? 0); at++) {
      const variable = system.rowVariable[at] ?? 0
      combination.set(variable, (combination.get(variable) ?? 0) + multiplier * (system.rowCoefficient[at] ?? 0))
    }
  }
  return coverOf(system, needs, combination, demand)
}

export function isViolated({ variables, weights, need }: Cover, hidden: Uint8Array): boolean {
  let reached = 0
  for (const [k, variable] of variables.entries()) if (hidden[variable] === 1) reached += weights[k] ?? 0
  return reached < need - TOLERANCE
}

/** Where only whole numbers close the way, any further variable next to the block may open it. */
export function somethingMore(system: System, hidden: Uint8Array, part: Int32Array): Cover {
  const near = new Set<number>()
  for (const variable of part)
    for (let at = system.variableStart[variable] ?? 0; at < (system.variableStart[variable + 1] ?? 0); at++) {
      const row = system.variableRow[at] ?? 0
      for (let k = system.rowStart[row] ?? 0; k < (system.rowStart[row + 1] ?? 0); k++) {
        const other = system.rowVariable[k] ?? 0
        if (hidden[other] !== 1) near.add(other)
      }
    }
  const variables = Int32Array.from(near).sort()
  return { variables, weights: new Float64Array(variables.length).fill(1), need: 1 }
}
