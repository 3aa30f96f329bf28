import type { Highs } from 'highs'
import { attackBlock } from './block-attack.ts'
import { attackBlockAsInsiders } from './block-insider.ts'
import { type Cover, canBeMet, coverOf, isViolated } from './covers.ts'
import { proveNearby } from './exact-attack.ts'
import { hiddenParts } from './hidden-parts.ts'
import { insiderDemand } from './insider-attack.ts'
import { LocalAttack } from './local-attack.ts'
import type { Needs } from './needs.ts'
import type { System } from './system.ts'

/** One thing an unsafe variable must be able to do: stand `need` above (`sign` 1) or below (-1) its value. */
export interface Demand {
  readonly variable: number
  readonly sign: 1 | -1
  readonly need: number
  /** A variable the intruder knows: it must stand still. */
  readonly frozen?: number
}

/** Unsafe variables that wait for a proof: 1 while open. Proofs stay good when more is hidden. */
export interface OpenDemands {
  readonly up: Uint8Array
  readonly down: Uint8Array
  /** Unsafe variables that an insider might still compute. */
  readonly insider: Uint8Array
}

/** All demands the needs make, none proven. */
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
  /** How many times further than at first a demand is looked at; more than 1 when it has failed often. */
  readonly patience: (demand: Demand) => number
}

/** What an attack found: conditions that what is hidden does not meet, and demands that fail without such a condition. */
export interface Findings {
  readonly covers: readonly Cover[]
  readonly demands: readonly Demand[]
  /** Demands that fail whatever is hidden. */
  readonly impossible: readonly Demand[]
}

/** Blocks up to this size are moved as a whole by the general solver before their variables are looked at one by one. */
const BLOCK_LIMIT = 6000
/** Variables between two looks at the clock. */
const PULSE = 200

/**
 * Looks for a move that meets each open demand and closes it. What stays open can be computed too closely and comes back.
 * Insiders are asked about once everything else is proven.
 */
export async function attack(
  highs: Highs,
  system: System,
  needs: Needs,
  hidden: Uint8Array,
  open: OpenDemands,
  options: AttackOptions,
): Promise<Findings> {
  const blocks = hiddenParts(system, hidden).filter((part) => part.length <= BLOCK_LIMIT)
  for (const part of blocks) {
    await options.pulse(0, 1)
    attackBlock(highs, system, needs, open, part, options.whole)
  }
  const task: Task = { highs, system, needs, hidden, open, options, local: new LocalAttack(system, needs, hidden, options.whole) }
  const plain = await attackEach(task, (variable) => plainDemands(task, variable))
  if (plain.demands.length + plain.covers.length + plain.impossible.length > 0) return plain
  for (const part of blocks) {
    await options.pulse(0, 1)
    attackBlockAsInsiders(task, part)
  }
  return attackEach(task, (variable) => insiderDemand(task, variable))
}

export interface Task {
  readonly highs: Highs
  readonly system: System
  readonly needs: Needs
  readonly hidden: Uint8Array
  readonly open: OpenDemands
  readonly options: AttackOptions
  readonly local: LocalAttack
}

/** A demand that failed, with what shows it when that is known. */
export interface Failure {
  readonly demand: Demand
  readonly combination?: ReadonlyMap<number, number>
}

async function attackEach(task: Task, failuresOf: (variable: number) => Failure[]): Promise<Findings> {
  const { system, needs, hidden, options } = task
  const demands: Demand[] = []
  const covers: Cover[] = []
  const impossible: Demand[] = []
  for (let variable = 0; variable < system.classes; variable++) {
    if (variable % PULSE === 0) await options.pulse(variable, system.classes)
    for (const { demand, combination } of failuresOf(variable)) {
      const cover = combination && coverOf(system, needs, combination, demand)
      if (!cover || !isViolated(cover, hidden)) demands.push(demand)
      else if (canBeMet(cover)) covers.push(cover)
      else impossible.push(demand)
    }
  }
  return { demands, covers, impossible }
}

/** The demands up and down of one variable that fail. Every move found closes what it proves of other variables as well. */
function plainDemands(task: Task, variable: number): Failure[] {
  const { needs, open } = task
  const failures: Failure[] = []
  for (const sign of [1, -1] as const) {
    const state = sign === 1 ? open.up : open.down
    if (state[variable] !== 1) continue
    const demand = { variable, sign, need: (sign === 1 ? needs.up[variable] : needs.down[variable]) ?? 0 }
    const answer = task.local.try(demand)
    if (answer.kind === 'met') closeProven(needs, open, answer.move)
    else if (answer.kind === 'impossible') failures.push({ demand, combination: answer.combination })
    else if (proveNearby(task, demand)) state[variable] = 0
    else failures.push({ demand })
  }
  return failures
}

function closeProven(needs: Needs, open: OpenDemands, move: ReadonlyMap<number, number>): void {
  for (const [variable, change] of move) {
    if (open.up[variable] === 1 && change >= (needs.up[variable] ?? 0) - 1e-9) open.up[variable] = 0
    if (open.down[variable] === 1 && -change >= (needs.down[variable] ?? 0) - 1e-9) open.down[variable] = 0
  }
}
