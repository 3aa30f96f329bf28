import type { Highs } from 'highs'
import { attack, attackRoughly, closeProven, type Demand, type OpenDemands, openDemands } from './attack.ts'
import type { CountedCells } from './counted-cells.ts'
import { type Cover, isHiddenAnyway, rowCovers } from './covers.ts'
import { hideForCovers, type MasterOptions } from './master.ts'
import { Mender } from './mend.ts'
import type { Move } from './move-answer.ts'
import { decideNeeds, type Needs } from './needs.ts'
import type { Rules } from './rules.ts'
import { personOfSingles } from './same-person.ts'
import { buildSystem, type System } from './system.ts'
import { mendInWindows } from './window-mender.ts'

export interface OptimiseOptions {
  /** Cost of hiding each cell. */
  readonly costs: Float64Array
  /** Unsafe cells that are known too well whatever is decided now; nothing is hidden for them. */
  readonly exempt?: ReadonlySet<number>
  /** True when half of the time is over: what is safe already is kept and not improved further. */
  readonly isLate?: () => boolean
  /** Called between steps; throws to stop. */
  readonly pulse: (phase: 'hiding' | 'proving', done: number, total: number) => Promise<void>
}

export interface Optimised {
  readonly system: System
  readonly needs: Needs
  /** Per variable: 1 hidden. */
  readonly hidden: Uint8Array
  /** Proven lower bound on the cost of the secondary cells; 0 when nothing was proven. */
  readonly bound: number
  /** Unsafe variables that stay too well known with everything hidden that may be. */
  readonly stuck: readonly number[]
  /** Moves through what is hidden that together prove every demand up and down. */
  readonly moves: readonly Move[]
}

/** Candidate columns up to which the whole problem is solved at once. */
const WHOLE_PROBLEM = 20_000
/** Within this share of the proven bound no further attempt is made. */
const NEAR_ENOUGH = 0.003
/** Conditions found by attacks after which a further attempt would take longer than it gains. A limit of work, not of time. */
const COVERS_ENOUGH = 250

/**
 * Chooses what to hide: the cheapest set that meets a growing list of conditions. The list starts with what every single
 * equation demands; then the attacker's linear program is solved for every unsafe cell, and each success of his becomes a
 * further condition (Fischetti and Salazar 2001), until he has none.
 */
export async function optimise(highs: Highs, cells: CountedCells, rules: Rules, options: OptimiseOptions): Promise<Optimised> {
  const system = buildSystem(cells, !rules.protectZeros)
  const needs = decideNeeds(cells, system, rules, options.exempt)
  const cost = variableCosts(system, options.costs)
  const covers = rowCovers(system, needs, rules.insider)
  const person = personOf(cells, system)
  const task: Task = { highs, system, needs, cost, covers, rules, person, options, master: masterOptions(system, needs) }
  const atFirst = covers.length
  let best: Attempt | undefined
  let bound = 0
  for (let attempt = 0; attempt < attemptsFor(system, needs); attempt++) {
    if (best && (options.isLate?.() || covers.length - atFirst > COVERS_ENOUGH)) break
    const found = await attemptOnce(task)
    bound = Math.max(bound, found.bound)
    if (!best || isBetter(found, best)) best = found
    if (best.stuck.length === 0 && best.spent <= bound * (1 + NEAR_ENOUGH)) break
  }
  const hidden = best?.hidden ?? new Uint8Array(system.value.length)
  return { system, needs, hidden, bound, stuck: best?.stuck ?? [], moves: best?.moves ?? [] }
}

interface Task {
  readonly highs: Highs
  readonly system: System
  readonly needs: Needs
  readonly cost: Float64Array
  /** Grows with every attack that succeeds. */
  readonly covers: Cover[]
  readonly rules: Rules
  readonly person: Int32Array
  readonly options: OptimiseOptions
  readonly master: MasterOptions
}

interface Attempt {
  readonly hidden: Uint8Array
  /** Cost of the secondary variables. */
  readonly spent: number
  readonly bound: number
  readonly stuck: readonly number[]
  readonly moves: readonly Move[]
}

/** Steps in which a demand gets one more neighbour each; after that the number doubles, for it may be impossible. */
const SINGLE_STEPS = 8

/** How much further a demand that keeps failing is looked at, and how many neighbours it is given. */
class Patience {
  readonly #steps = new Map<string, number>()

  of({ variable, sign }: Demand): number {
    const steps = this.#steps.get(`${variable} ${sign}`) ?? 0
    return steps <= SINGLE_STEPS ? 1 : 2 ** Math.min(20, steps - SINGLE_STEPS)
  }

  /** The same after one more failure. */
  next(demand: Demand): number {
    const key = `${demand.variable} ${demand.sign}`
    this.#steps.set(key, (this.#steps.get(key) ?? 0) + 1)
    return this.of(demand)
  }
}

/** Solves all conditions known so far from nothing, then adds what further attacks demand until there are none. */
async function attemptOnce(task: Task): Promise<Attempt> {
  const { highs, system, needs, cost, covers, rules, person, options, master } = task
  const hidden = Uint8Array.from(needs.primary, (_, variable) => (isHiddenAnyway(system, needs, variable) ? 1 : 0))
  await options.pulse('hiding', 0, 1)
  const bound = hideForCovers(highs, system, cost, covers, hidden, master)
  const open = openDemands(needs, rules.insider)
  const patience = new Patience()
  const moves: Move[] = []
  const attackOptions = {
    whole: rules.intruder === 'informed',
    person,
    pulse: (done: number, total: number) => options.pulse('proving', done, total),
    patience: (demand: Demand) => patience.of(demand),
    keep: (move: Move) => moves.push(move),
  }
  if (isLarge(task) && !attackOptions.whole)
    await mendInWindows(
      {
        ...task,
        hidden,
        isOpen: (demand) => isOpen(open, demand),
        met: (move) => closeProven({ needs, open, options: attackOptions }, move),
        pulse: attackOptions.pulse,
      },
      await attackRoughly(highs, system, needs, hidden, open, attackOptions),
    )
  for (;;) {
    const found = await attack(highs, system, needs, hidden, open, attackOptions)
    if (found.impossible.length > 0)
      return {
        hidden,
        spent: spentOn(task, hidden),
        bound,
        stuck: [...new Set(found.impossible.map(({ variable }) => variable))],
        moves,
      }
    covers.push(...found.covers)
    await options.pulse('hiding', 0, 1)
    if (found.covers.length > 0) hideForCovers(highs, system, cost, found.covers, hidden, master)
    const mender = new Mender(system, needs, cost, hidden)
    const stuck: number[] = []
    for (const demand of found.demands) {
      if (!isOpen(open, demand)) continue
      const mended = mender.mend(demand, patience.next(demand))
      if (mended.kind === 'met') closeProven({ needs, open, options: attackOptions }, mended.move)
      else if (mended.kind === 'stuck') stuck.push(demand.variable)
    }
    if (found.covers.length + found.demands.length === 0 || stuck.length > 0)
      return { hidden, spent: spentOn(task, hidden), bound, stuck, moves }
  }
}

/** Whether a demand still waits for a proof. */
function isOpen(open: OpenDemands, { variable, sign, frozen }: Demand): boolean {
  if (frozen !== undefined) return open.insider[variable] === 1
  return (sign === 1 ? open.up : open.down)[variable] === 1
}

/** Safe beats stuck, then cheaper beats dearer. */
function isBetter(a: Attempt, b: Attempt): boolean {
  if ((a.stuck.length === 0) !== (b.stuck.length === 0)) return a.stuck.length === 0
  return a.spent < b.spent
}

function spentOn({ system, needs, cost }: Task, hidden: Uint8Array): number {
  let spent = 0
  for (let variable = 0; variable < system.classes; variable++)
    if (hidden[variable] === 1 && !isHiddenAnyway(system, needs, variable)) spent += cost[variable] ?? 0
  return spent
}

/** Small problems are worth several attempts: each starts with the conditions the one before has met. */
function attemptsFor(system: System, needs: Needs): number {
  const candidates = countCandidates(system, needs)
  if (candidates <= 1000) return 4
  return candidates <= 3000 ? 2 : 1
}

/** Whether the problem is too large to be solved at once. */
function isLarge({ system, needs }: Pick<Task, 'system' | 'needs'>): boolean {
  return countCandidates(system, needs) > WHOLE_PROBLEM
}

function masterOptions(system: System, needs: Needs): MasterOptions {
  const { held } = needs
  if (!isLarge({ system, needs })) return { reach: 'all', most: Number.POSITIVE_INFINITY, gap: 0.002, nodes: 300, held }
  return { reach: 'near', most: 8, gap: 0.005, nodes: 50, held }
}

function variableCosts(system: System, costs: Float64Array): Float64Array {
  const sums = new Float64Array(system.value.length)
  for (let address = 0; address < system.classOf.length; address++) {
    const variable = system.classOf[address] ?? -1
    if (variable >= 0) sums[variable] = (sums[variable] ?? 0) + (costs[address] ?? 0)
  }
  return sums
}

function personOf(cells: CountedCells, system: System): Int32Array {
  const persons = personOfSingles(cells)
  const person = new Int32Array(system.value.length).fill(-1)
  for (let address = 0; address < persons.length; address++) {
    const variable = system.classOf[address] ?? -1
    if (variable >= 0) person[variable] = persons[address] ?? -1
  }
  return person
}

function countCandidates(system: System, needs: Needs): number {
  let count = 0
  for (let variable = 0; variable < system.classes; variable++) if (!isHiddenAnyway(system, needs, variable)) count++
  return count
}
