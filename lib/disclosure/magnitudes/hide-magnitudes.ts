import type { Highs } from 'highs'
import { type Cover, canBeMet, isHiddenAnyway, rowCombination } from '../covers.ts'
import { hideForCovers, type MasterOptions } from '../master.ts'
import { IntruderView, OUTSIDER } from './intruder-view.ts'
import { coverAgainst, MagnitudeAttack, type MagnitudeDemand, type MagnitudeFailure } from './magnitude-attack.ts'
import { type MagnitudeProblem, needAgainst } from './magnitude-problem.ts'
import { cheapestMove } from './move-program.ts'

export interface HideOptions {
  /** True when so much of the time is over that what is safe is kept as it is. */
  readonly isLate: () => boolean
  /** Called between steps; throws to stop. */
  readonly pulse: (phase: 'hiding' | 'proving', done: number, total: number) => Promise<void>
}

export interface HiddenMagnitudes {
  /** By variable: 1 hidden. */
  readonly hidden: Uint8Array
  /** Cost of what is hidden besides the unsafe variables. */
  readonly spent: number
  /** Unsafe variables that can't be protected whatever is hidden. */
  readonly stuck: readonly number[]
}

/** Candidates up to which the whole problem is solved at once. */
const WHOLE_PROBLEM = 500
const NEXT_TO_NOTHING = 1 / 128

/**
 * Chooses what to hide besides the unsafe variables, at the least cost found: the cheapest set that meets a growing list of conditions
 * (Fischetti and Salazar 2001), as for counts, but in amounts and against contributors who know their own. `covers` starts with
 * what is known already and grows.
 */
export async function hideMagnitudes(
  highs: Highs,
  problem: MagnitudeProblem,
  covers: Cover[],
  options: HideOptions,
): Promise<HiddenMagnitudes> {
  if (covers.length === 0) covers.push(...rowCoversOf(problem))
  let best: HiddenMagnitudes | undefined
  const attempts = attemptsFor(problem)
  for (let attempt = 0; attempt < attempts && !(best && options.isLate()); attempt++) {
    const before = covers.length
    const found = await attemptOnce(highs, problem, covers, options)
    if (!best || (best.stuck.length > 0 && found.stuck.length === 0) || found.spent < best.spent) best = found
    if (covers.length === before) break
  }
  return best ?? { hidden: new Uint8Array(problem.system.value.length), spent: 0, stuck: [] }
}

async function attemptOnce(
  highs: Highs,
  problem: MagnitudeProblem,
  covers: Cover[],
  { pulse }: HideOptions,
): Promise<HiddenMagnitudes> {
  const { system, needs, cost } = problem
  const master = masterOptions(problem)
  const hidden = Uint8Array.from(needs.primary, (_, j) => (isHiddenAnyway(system, needs, j) ? 1 : 0))
  await pulse('hiding', 0, 1)
  hideForCovers(highs, system, cost, covers, hidden, master)
  const attack = new MagnitudeAttack(highs, problem, hidden)
  for (;;) {
    const failures = await attack.run((done, total) => pulse('proving', done, total))
    if (failures.length === 0) return { hidden, spent: spentOn(problem, hidden), stuck: [] }
    const hopeless = failures.filter(({ cover }) => cover && !canBeMet(cover))
    if (hopeless.length > 0) return stuckAt(hidden, hopeless)
    const fresh = failures.flatMap(({ cover }) => cover ?? [])
    const before = countOf(hidden)
    await pulse('hiding', 0, 1)
    covers.push(...fresh)
    if (fresh.length > 0) hideForCovers(highs, system, cost, fresh, hidden, master)
    // A condition that is met but for a solver's tolerance hides nothing more: then the demands behind it are answered one by one.
    const unanswered = countOf(hidden) > before ? failures.filter(({ cover }) => !cover) : failures
    const unmended = unanswered.filter(({ demand }) => !mend(highs, problem, hidden, demand))
    if (countOf(hidden) === before) return stuckAt(hidden, unmended)
  }
}

function stuckAt(hidden: Uint8Array, failures: readonly MagnitudeFailure[]): HiddenMagnitudes {
  return { hidden, spent: Number.POSITIVE_INFINITY, stuck: [...new Set(failures.map(({ demand }) => demand.variable))] }
}

function countOf(hidden: Uint8Array): number {
  return hidden.reduce((sum, own) => sum + own, 0)
}

/** Hides what the cheapest move that meets a demand touches (Kelly, Golden and Assad 1992). False when there is none. */
function mend(highs: Highs, problem: MagnitudeProblem, hidden: Uint8Array, demand: MagnitudeDemand): boolean {
  const { variable, sign, need, intruder } = demand
  const { system, cost } = problem
  const view = new IntruderView(problem)
  view.lookAs(intruder)
  const price = cost.map((own, j) => NEXT_TO_NOTHING + (hidden[j] === 1 ? 0 : own))
  const { fall, frozen } = view
  const touched = cheapestMove(highs, system, { fall, frozen, variable, sign, need }, price)?.keys()
  let isMore = false
  for (const j of touched ?? []) {
    if (hidden[j] !== 1) isMore = true
    hidden[j] = 1
  }
  return isMore
}

/** What single sums demand: of an outsider, and of each contributor who is alone in another unsafe cell of the sum. */
function rowCoversOf(problem: MagnitudeProblem): Cover[] {
  const { system, needs, rules, shares } = problem
  const view = new IntruderView(problem)
  const covers: Cover[] = []
  for (let row = 0; row + 1 < system.rowStart.length; row++) {
    const members = system.rowVariable.subarray(system.rowStart[row], system.rowStart[row + 1])
    const unsafe = [...members].filter((j) => needs.primary[j] === 1)
    const combination = rowCombination(system, row)
    for (const variable of unsafe) {
      const demands: MagnitudeDemand[] = [{ variable, sign: 1, need: needs.up[variable] ?? 0, intruder: OUTSIDER }]
      const down = needs.down[variable] ?? 0
      if (down > 0) demands.push({ variable, sign: -1, need: down, intruder: OUTSIDER })
      const singles = rules.insider ? unsafe.filter((j) => needs.alone[j] === 1 && j !== variable) : []
      for (const single of singles) {
        const intruder = shares.contributor[shares.start[single] ?? 0] ?? OUTSIDER
        const need = needAgainst(problem, variable, intruder)
        if (need > 0) demands.push({ variable, sign: 1, need, intruder })
      }
      for (const demand of demands) {
        const cover = coverAgainst(problem, view, combination, demand)
        if (cover) covers.push(cover)
      }
    }
  }
  return covers
}

function attemptsFor(problem: MagnitudeProblem): number {
  const candidates = countCandidates(problem)
  if (candidates <= 1000) return 4
  return candidates <= 3000 ? 2 : 1
}

function masterOptions(problem: MagnitudeProblem): MasterOptions {
  const { held } = problem.needs
  const candidates = countCandidates(problem)
  if (candidates <= WHOLE_PROBLEM) return { reach: 'all', most: Number.POSITIVE_INFINITY, gap: 0.005, nodes: 5, held }
  return { reach: 'near', most: 12, gap: 0.01, nodes: 20, held }
}

function countCandidates({ system, needs }: MagnitudeProblem): number {
  let count = 0
  for (let j = 0; j < system.classes; j++) if (!isHiddenAnyway(system, needs, j)) count++
  return count
}

function spentOn({ system, needs, cost }: MagnitudeProblem, hidden: Uint8Array): number {
  let spent = 0
  for (let j = 0; j < system.classes; j++) if (hidden[j] === 1 && !isHiddenAnyway(system, needs, j)) spent += cost[j] ?? 0
  return spent
}
