import type { Highs } from 'highs'
import { type Combination, type Cover, coverOf, isViolated } from '../covers.ts'
import { hiddenParts } from '../hidden-parts.ts'
import { EVERYBODY, IntruderView, OUTSIDER } from './intruder-view.ts'
import { type MagnitudeProblem, needAgainst } from './magnitude-problem.ts'
import { BlockProgram, type Move, type MoveProof } from './move-program.ts'

/** What an unsafe variable must be able to do, for one intruder: stand `need` above (`sign` 1) or below (-1) its value. */
export interface MagnitudeDemand {
  readonly variable: number
  readonly sign: 1 | -1
  readonly need: number
  /** A contributor, or `OUTSIDER`. */
  readonly intruder: number
}

/** A demand that failed, with the condition that what is hidden does not meet, when it is known. */
export interface MagnitudeFailure {
  readonly demand: MagnitudeDemand
  readonly cover?: Cover
}

/** A hair of a need that the arithmetic of a solver may lose; the audit looks again. */
const SLIP = 1e-7
/** Times its need that a variable is moved to see how easily it moves. */
const FAR = 1000

/**
 * Attacks what is hidden: for every unsafe variable it looks for a possible table in which the variable stands as far off as it must,
 * for an outsider and for every contributor who knows her own share of all cells. What is proven stays proven when more is
 * hidden, so a further attack goes on where the last one stopped.
 */
export class MagnitudeAttack {
  readonly #highs: Highs
  readonly #problem: MagnitudeProblem
  readonly #hidden: Uint8Array
  readonly #view: IntruderView
  readonly #up: Uint8Array
  readonly #down: Uint8Array
  readonly #insiders: Uint8Array
  /** Contributors not yet proven harmless, by unsafe variable; absent while nobody was looked at. */
  readonly #suspects = new Map<number, Set<number>>()

  /** `hidden` may grow between attacks. */
  constructor(highs: Highs, problem: MagnitudeProblem, hidden: Uint8Array) {
    const { needs, rules } = problem
    this.#highs = highs
    this.#problem = problem
    this.#hidden = hidden
    this.#view = new IntruderView(problem)
    this.#up = Uint8Array.from(needs.up, (need) => (need > 0 ? 1 : 0))
    this.#down = Uint8Array.from(needs.down, (need) => (need > 0 ? 1 : 0))
    this.#insiders = rules.insider ? needs.primary.slice() : new Uint8Array(hidden.length)
  }

  /** All demands that fail as things stand; `pulse` is called between variables and throws to stop. */
  async run(pulse: (done: number, total: number) => Promise<void>): Promise<MagnitudeFailure[]> {
    const { system, needs } = this.#problem
    const failures: MagnitudeFailure[] = []
    this.#view.publish(this.#hidden)
    const total = needs.primary.reduce((sum, own) => sum + own, 0)
    let done = 0
    for (const part of hiddenParts(system, this.#hidden)) {
      const unsafe = part.filter((j) => needs.primary[j] === 1)
      if (!unsafe.some((j) => this.#isOpen(j))) continue
      const program = new BlockProgram(this.#highs, system, part)
      try {
        this.#closeMany(program, unsafe)
        const own: MagnitudeFailure[] = []
        for (const variable of unsafe) {
          await pulse(done++, total)
          own.push(...this.#outsiderFailures(program, variable))
        }
        if (own.length === 0) this.#clearMany(program, unsafe)
        for (const variable of own.length === 0 ? unsafe : []) {
          await pulse(done, total)
          own.push(...this.#insiderFailures(program, variable))
        }
        failures.push(...own)
      } finally {
        program.close()
      }
    }
    return failures
  }

  #isOpen(variable: number): boolean {
    return this.#up[variable] === 1 || this.#down[variable] === 1 || this.#insiders[variable] === 1
  }

  /** Moves all open variables at once, up and then down, as long as that closes a good share of them. */
  #closeMany(program: BlockProgram, unsafe: Int32Array): void {
    const { up, down } = this.#problem.needs
    const { fall, frozen } = this.#view
    for (const sign of [1, -1] as const) {
      const state = sign === 1 ? this.#up : this.#down
      const needs = sign === 1 ? up : down
      for (;;) {
        const open = unsafe.filter((j) => state[j] === 1)
        if (open.length < 2) break
        this.#close(program.towards(new Map(Array.from(open, (j) => [j, sign * (needs[j] ?? 0)])), fall, frozen))
        if (open.filter((j) => state[j] === 1).length > open.length * 0.96 - 1) break
      }
    }
  }

  /** The same for what all contributors know together. */
  #clearMany(program: BlockProgram, unsafe: Int32Array): void {
    this.#view.lookAs(EVERYBODY)
    for (;;) {
      const open = unsafe.filter((j) => this.#insiders[j] === 1 && this.#problem.needs.alone[j] !== 1)
      if (open.length < 2) break
      const goals = new Map(Array.from(open, (j) => [j, this.#worstNeed(j)]))
      const move = program.towards(goals, this.#view.fall, this.#view.frozen)
      for (const [j, goal] of goals) if ((move.get(j) ?? 0) >= goal * (1 - SLIP)) this.#insiders[j] = 0
      if (open.filter((j) => this.#insiders[j] === 1).length > open.length * 0.96 - 1) break
    }
    this.#view.lookAs(OUTSIDER)
  }

  #outsiderFailures(program: BlockProgram, variable: number): MagnitudeFailure[] {
    const { needs } = this.#problem
    const failures: MagnitudeFailure[] = []
    for (const sign of [1, -1] as const) {
      const state = sign === 1 ? this.#up : this.#down
      if (state[variable] !== 1) continue
      const need = (sign === 1 ? needs.up[variable] : needs.down[variable]) ?? 0
      const demand = { variable, sign, need, intruder: OUTSIDER }
      const answer = this.#ask(program, demand)
      if (answer.kind === 'met') this.#close(answer.move)
      else failures.push(this.#failure(demand, answer))
    }
    return failures
  }

  #close(move: Move): void {
    const { up, down } = this.#problem.needs
    for (const [variable, change] of move) {
      if (change > 0 && change >= (up[variable] ?? 0) * (1 - SLIP)) this.#up[variable] = 0
      if (change < 0 && -change >= (down[variable] ?? 0) * (1 - SLIP)) this.#down[variable] = 0
    }
  }

  /** The first contributor who comes too close to a variable, if any. */
  #insiderFailures(program: BlockProgram, variable: number): MagnitudeFailure[] {
    if (this.#insiders[variable] !== 1) return []
    const suspects = this.#suspects.get(variable) ?? this.#firstSuspects(program, variable)
    this.#suspects.set(variable, suspects)
    const failure = this.#clear(
      program,
      variable,
      suspects,
      [...suspects].sort((a, b) => a - b),
    )
    if (failure) return [failure]
    this.#insiders[variable] = 0
    return []
  }

  /**
   * Clears a group of suspects: by one move that respects what all of them know, or one half after the other. A move clears everybody whose
   * knowledge it respects. Answers with the first who can't be cleared.
   */
  #clear(program: BlockProgram, variable: number, suspects: Set<number>, asked: readonly number[]): MagnitudeFailure | null {
    const group = asked.filter((who) => suspects.has(who))
    const [intruder] = group
    if (intruder === undefined) return null
    const need = group.reduce((most, who) => Math.max(most, needAgainst(this.#problem, variable, who)), 0)
    this.#view.lookAsAll(group)
    const move = need === 0 ? new Map<number, number>() : this.#easiestRise(program, variable, need)
    this.#view.lookAs(OUTSIDER)
    if (move) {
      const deniers = this.#view.deniers(move)
      for (const who of suspects) if (!deniers.has(who) && needAgainst(this.#problem, variable, who) <= need) suspects.delete(who)
      for (const who of group) suspects.delete(who)
      return null
    }
    if (group.length === 1) {
      const demand = { variable, sign: 1, need, intruder } as const
      return this.#failure(demand, this.#ask(program, demand))
    }
    const half = group.length >> 1
    return (
      this.#clear(program, variable, suspects, group.slice(0, half)) ??
      this.#clear(program, variable, suspects, group.slice(half))
    )
  }

  /** Nobody when a single move respects what everybody knows; otherwise those whom an outsider's move does not clear. */
  #firstSuspects(program: BlockProgram, variable: number): Set<number> {
    const need = this.#worstNeed(variable)
    if (this.#ask(program, { variable, sign: 1, need, intruder: EVERYBODY }).kind === 'met') return new Set()
    const move = this.#easiestRise(program, variable, need)
    return move ? this.#view.deniers(move) : new Set(this.#problem.variablesOf.keys())
  }

  /**
   * A move by which a variable rises just as far as it must: the way to the table in which it stands far higher, so that other
   * variables change by small parts of what they hold and few contributors can tell. Null when it can't rise so far for whom
   * the view is set to.
   */
  #easiestRise(program: BlockProgram, variable: number, need: number): Move | null {
    const far = program.towards(new Map([[variable, FAR * need]]), this.#view.fall, this.#view.frozen)
    const reached = far.get(variable) ?? 0
    if (reached < need * (1 - SLIP)) return null
    const share = Math.min(1, need / reached)
    return new Map([...far].map(([j, change]) => [j, change * share]))
  }

  /** The most that any contributor demands of a variable. */
  #worstNeed(variable: number): number {
    const { shares } = this.#problem
    let need = needAgainst(this.#problem, variable, OUTSIDER)
    for (const contributor of shares.contributor.subarray(shares.start[variable], shares.start[variable + 1]))
      need = Math.max(need, needAgainst(this.#problem, variable, contributor))
    return need
  }

  #ask(program: BlockProgram, { variable, sign, need, intruder }: MagnitudeDemand): MoveProof {
    this.#view.lookAs(intruder)
    const answer = program.furthest({ fall: this.#view.fall, frozen: this.#view.frozen, variable, sign, need })
    this.#view.lookAs(OUTSIDER)
    return answer
  }

  /** What a failure demands of the cells hidden besides, scaled so that its need is 1. */
  #failure(demand: MagnitudeDemand, answer: MoveProof): MagnitudeFailure {
    if (answer.kind !== 'none') return { demand }
    const cover = coverAgainst(this.#problem, this.#view, answer.combination, demand)
    return cover && isViolated(cover, this.#hidden) ? { demand, cover } : { demand }
  }
}

/** The condition a combination of equations sets for one intruder; what she knows exactly gives her no doubt. */
export function coverAgainst(
  { system, needs }: MagnitudeProblem,
  view: IntruderView,
  combination: Combination,
  demand: MagnitudeDemand,
): Cover | undefined {
  const own = new Map(combination)
  for (const known of view.aloneIn(demand.intruder)) if (known !== demand.variable) own.delete(known)
  const cover = coverOf(system, { ...needs, lower: view.least(demand.intruder) }, own, demand)
  return cover && { variables: cover.variables, weights: cover.weights.map((weight) => weight / cover.need), need: 1 }
}
