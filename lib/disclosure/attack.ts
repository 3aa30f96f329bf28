import type { Highs } from 'highs'
import { attackBlock } from './block-attack.ts'
import { attackBlockAsInsiders } from './block-insider.ts'
import { type Cover, canBeMet, coverOf, isViolated } from './covers.ts'
import { findNearby } from './exact-attack.ts'
import { hiddenParts } from './hidden-parts.ts'
import { insiderDemand } from './insider-attack.ts'
import { LocalAttack } from './local-attack.ts'
import type { Move } from './move-answer.ts'
import type { Needs } from './needs.ts'
import type { System } from './system.ts'
import { attackInWindows } from './window-attack.ts'

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
  /** Keeps a move that proved a demand up or down. */
  readonly keep: (move: Move) => void
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
/** How far a solver's change may be from the one that is needed. */
const SLIP = 1e-6
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
  const { task, blocks } = await attackTogether(highs, system, needs, hidden, open, options)
  const plain = await attackEach(task, (variable) => plainDemands(task, variable))
  if (plain.demands.length + plain.covers.length + plain.impossible.length > 0) return plain
  for (const part of blocks) {
    await options.pulse(0, 1)
    attackBlockAsInsiders(task, part)
  }
  return attackEach(task, (variable) => insiderDemand(task, variable))
}

/** Closes what circuits and programs over many variables prove. What stays open may still be provable one by one. */
export async function attackRoughly(...given: Parameters<typeof attack>): Promise<readonly Demand[]> {
  const { task } = await attackTogether(...given)
  return Array.from({ length: task.system.classes }, (_, variable) => openDemandsOf(task, variable)).flat()
}

async function attackTogether(...[highs, system, needs, hidden, open, options]: Parameters<typeof attack>) {
  const local = new LocalAttack(system, needs, hidden, options.whole)
  const task: AttackTask = { highs, system, needs, hidden, open, options, local }
  await attackQuickly(task)
  const parts = hiddenParts(system, hidden)
  const blocks = parts.filter((part) => part.length <= BLOCK_LIMIT)
  for (const block of blocks) {
    await options.pulse(0, 1)
    attackBlock(task, block)
  }
  // Where only whole moves count a window proves nothing as soon as something in it is broken.
  if (blocks.length < parts.length && !options.whole) await attackInWindows(task)
  return { task, blocks }
}

/** Where proofs are noted. */
export interface ProofKeeper {
  readonly needs: Needs
  readonly open: OpenDemands
  readonly options: Pick<AttackOptions, 'keep'>
}

export interface AttackTask {
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

/** Closes what small circuits prove: most of it, for little work. */
async function attackQuickly(task: AttackTask): Promise<void> {
  const { system, options } = task
  for (let variable = 0; variable < system.classes; variable++) {
    if (variable % PULSE === 0) await options.pulse(variable, system.classes)
    for (const demand of openDemandsOf(task, variable)) {
      const move = task.local.tryQuickly(demand)
      if (move) closeProven(task, move)
    }
  }
}

async function attackEach(task: AttackTask, failuresOf: (variable: number) => Failure[]): Promise<Findings> {
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
function plainDemands(task: AttackTask, variable: number): Failure[] {
  const { open } = task
  const failures: Failure[] = []
  for (const demand of openDemandsOf(task, variable)) {
    const state = demand.sign === 1 ? open.up : open.down
    if (state[variable] !== 1) continue
    const answer = task.local.try(demand)
    if (answer.kind === 'impossible') {
      failures.push({ demand, combination: answer.combination })
      continue
    }
    const move = answer.kind === 'met' ? answer.move : findNearby(task, demand)
    if (move) closeProven(task, move)
    else failures.push({ demand })
  }
  return failures
}

/** The demands up and down of a variable that are not proven yet. */
export function openDemandsOf({ needs, open }: AttackTask, variable: number): Demand[] {
  const demands: Demand[] = []
  if (open.up[variable] === 1) demands.push({ variable, sign: 1, need: needs.up[variable] ?? 0 })
  if (open.down[variable] === 1) demands.push({ variable, sign: -1, need: needs.down[variable] ?? 0 })
  return demands
}

/** Closes every demand up or down that a move proves, and keeps the move if there is one. */
export function closeProven({ needs, open, options }: ProofKeeper, move: Move): void {
  let proven = 0
  for (const [k, variable] of move.variables.entries()) {
    const change = move.deltas[k] ?? 0
    if (open.up[variable] === 1 && change >= (needs.up[variable] ?? 0) - SLIP) {
      open.up[variable] = 0
      proven++
    }
    if (open.down[variable] === 1 && -change >= (needs.down[variable] ?? 0) - SLIP) {
      open.down[variable] = 0
      proven++
    }
  }
  if (proven > 0) options.keep(move)
}
