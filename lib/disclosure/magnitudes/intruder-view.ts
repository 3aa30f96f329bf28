import type { MagnitudeProblem } from './magnitude-problem.ts'

/** Somebody who knows the sums alone. */
export const OUTSIDER = -1
/** All contributors at once: no cell falls below its largest contribution, and one with a single contributor is known. */
export const EVERYBODY = -2

/**
 * What an intruder knows: how far below its true value each variable can be, and which variables stand still for him. Arrays are
 * reused; they hold for the intruder that was last looked as.
 */
export class IntruderView {
  readonly fall: Float64Array
  readonly frozen: Uint8Array
  readonly #problem: MagnitudeProblem
  readonly #published: Uint8Array
  #touched: readonly number[] = []

  constructor(problem: MagnitudeProblem) {
    const size = problem.system.value.length
    this.#problem = problem
    this.#published = new Uint8Array(size)
    this.fall = problem.system.value.slice()
    this.frozen = new Uint8Array(size)
  }

  /** Takes what is not hidden for published. Ends the view of an intruder. */
  publish(hidden: Uint8Array): void {
    this.lookAs(OUTSIDER)
    for (let j = 0; j < hidden.length; j++) {
      this.#published[j] = hidden[j] === 1 ? 0 : 1
      this.frozen[j] = this.#published[j] ?? 0
    }
  }

  lookAs(intruder: number): void {
    const { system, needs } = this.#problem
    this.#restore()
    this.#touched = intruder === EVERYBODY ? [...system.value.keys()] : this.#variablesOf(intruder)
    for (const j of this.#touched) {
      this.fall[j] = (system.value[j] ?? 0) - this.leastOf(j, intruder)
      if (needs.alone[j] === 1) this.frozen[j] = 1
    }
  }

  /** Looks with the eyes of several contributors at once: for each cell the largest of what they gave. */
  lookAsAll(intruders: Iterable<number>): void {
    const { system, needs } = this.#problem
    this.#restore()
    const touched: number[] = []
    for (const intruder of intruders)
      for (const j of this.#variablesOf(intruder)) {
        touched.push(j)
        this.fall[j] = Math.min(this.fall[j] ?? 0, (system.value[j] ?? 0) - this.leastOf(j, intruder))
        if (needs.alone[j] === 1) this.frozen[j] = 1
      }
    this.#touched = touched
  }

  #restore(): void {
    for (const j of this.#touched) {
      this.fall[j] = this.#problem.system.value[j] ?? 0
      this.frozen[j] = this.#published[j] ?? 0
    }
  }

  /** What an intruder knows a variable to hold at least: what she gave to it herself. */
  leastOf(variable: number, intruder: number): number {
    const { shares, scale } = this.#problem
    for (let at = shares.start[variable] ?? 0; at < (shares.start[variable + 1] ?? 0); at++)
      if (intruder === EVERYBODY || shares.contributor[at] === intruder) return (shares.gave[at] ?? 0) / scale
    return 0
  }

  /** The least of every variable, for an intruder. */
  least(intruder: number): Float64Array {
    const least = new Float64Array(this.fall.length)
    for (const j of this.#variablesOf(intruder)) least[j] = this.leastOf(j, intruder)
    return least
  }

  /** Variables an intruder knows exactly because nobody else gave to them. */
  aloneIn(intruder: number): number[] {
    return this.#variablesOf(intruder).filter((j) => this.#problem.needs.alone[j] === 1)
  }

  /** Contributors whose knowledge rules a move out: it takes a cell below what they gave, or moves one they know. */
  deniers(move: ReadonlyMap<number, number>): Set<number> {
    const { system, shares, scale, needs } = this.#problem
    const deniers = new Set<number>()
    for (const [j, change] of move) {
      const left = ((system.value[j] ?? 0) + change) * scale + 1e-6
      for (let at = shares.start[j] ?? 0; at < (shares.start[j + 1] ?? 0); at++) {
        if (needs.alone[j] !== 1 && (shares.gave[at] ?? 0) <= left) break
        deniers.add(shares.contributor[at] ?? 0)
      }
    }
    return deniers
  }

  #variablesOf(intruder: number): readonly number[] {
    return intruder < 0 ? [] : (this.#problem.variablesOf[intruder] ?? [])
  }
}
