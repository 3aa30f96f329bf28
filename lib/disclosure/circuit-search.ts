import type { Move } from './move-answer.ts'
import { RowBalance, type RowMembers } from './row-balance.ts'
import type { System } from './system.ts'

/** What a search may use. Arrays by variable; they are read at every search, so the owner may change them in between. */
export interface CircuitTerms {
  /** The least value an intruder must allow of each variable. */
  readonly lower: Float64Array
  /** 1 where a variable may move; fewer may than when the search was made, never more. */
  readonly isFree: Uint8Array
}

export interface CircuitLimits {
  /** Free choices in one circuit at most; every other step is forced by the sums that are out of balance. */
  readonly choices: number
  /** Variables tried at each free choice. */
  readonly width: number
  /** Steps one circuit may take. */
  readonly steps: number
}

/**
 * Finds small whole moves: circuits of steps of one unit that keep every sum, found depth first.
 *
 * A step of one variable throws the sums it stands in out of balance. A variable that brings two or more of them back is taken at
 * once; only where there is none, one of the sums is chosen and its members are tried one by one. In a table of k dimensions a
 * circuit of 2^k cells so takes k free choices (the hypercubes of Repsilber 1994), and longer circuits a few more. After t of
 * them such a circuit has at most (k - t) * 2^t sums out of balance; what has more is given up early.
 */
export class CircuitSearch {
  readonly #system: System
  readonly #terms: CircuitTerms
  readonly #limits: CircuitLimits
  readonly #members: RowMembers
  readonly #balance: RowBalance
  readonly #value: Float64Array
  readonly #step: Int8Array
  readonly #path: Int32Array
  #depth = 0
  #steps = 0
  #turn = 0

  constructor(system: System, terms: CircuitTerms, limits: CircuitLimits) {
    const size = system.value.length
    this.#system = system
    this.#terms = terms
    this.#limits = limits
    this.#members = usableMembers(system, terms)
    this.#balance = new RowBalance(system, this.#members)
    this.#value = system.value.slice()
    this.#step = new Int8Array(size)
    this.#path = new Int32Array(size)
  }

  /** A whole move that changes the variable by `amount`, made of circuits of one unit; undefined when none was found, which proves nothing. */
  find(variable: number, amount: number): Move | undefined {
    const sign = Math.sign(amount)
    const touched = new Set<number>()
    let reached = 0
    while (reached !== amount && this.#circuit(variable, sign, touched)) reached += sign
    const move = reached === amount ? this.#moveOf(touched) : undefined
    for (const moved of touched) this.#value[moved] = this.#system.value[moved] ?? 0
    return move
  }

  /** One more unit of the variable; on success the values stand after it. */
  #circuit(variable: number, sign: number, touched: Set<number>): boolean {
    if (!this.#canStep(variable, sign)) return false
    for (let choices = 1; choices <= this.#limits.choices; choices += choices < 4 ? 1 : 2) {
      this.#steps = 0
      this.#depth = 0
      this.#take(variable, sign)
      if (!this.#close(0, choices)) {
        this.#takeBack()
        continue
      }
      for (let k = 0; k < this.#depth; k++) {
        const moved = this.#path[k] ?? 0
        this.#value[moved] = (this.#value[moved] ?? 0) + (this.#step[moved] ?? 0)
        this.#step[moved] = 0
        touched.add(moved)
      }
      return true
    }
    return false
  }

  /** Brings all rows back into balance, with `choices` free choices of which `made` are made. */
  #close(made: number, choices: number): boolean {
    const { open } = this.#balance
    if (open === 0) return true
    if (++this.#steps > this.#limits.steps) return false
    const forced = this.#bestForced()
    if (forced !== 0) {
      this.#take(Math.abs(forced) - 1, Math.sign(forced))
      if (this.#close(made, choices)) return true
      this.#takeBack()
      return false
    }
    if (made >= choices || open > (choices - made) * 2 ** made) return false
    return this.#choose(made, choices)
  }

  /** Tries the members of the shortest row out of balance. */
  #choose(made: number, choices: number): boolean {
    const { start, member, coefficient } = this.#members
    const row = this.#balance.shortestOpenRow()
    const from = start[row] ?? 0
    const length = (start[row + 1] ?? 0) - from
    const direction = this.#balance.gapOf(row) > 0 ? -1 : 1
    const turn = this.#nextTurn(length)
    let tried = 0
    for (let k = 0; k < length && tried < this.#limits.width; k++) {
      const at = from + ((k + turn) % length)
      const variable = member[at] ?? 0
      const sign = direction * Math.sign(coefficient[at] ?? 0)
      if (!this.#canStep(variable, sign)) continue
      tried++
      this.#take(variable, sign)
      if (this.#close(made + 1, choices)) return true
      this.#takeBack()
      if (this.#steps > this.#limits.steps) return false
    }
    return false
  }

  /** Where to begin, so that circuits spread over the table; always the same way. */
  #nextTurn(length: number): number {
    this.#turn = (Math.imul(this.#turn, 1664525) + 1013904223) >>> 0
    return (this.#turn >>> 8) % length
  }

  /** The step that brings most rows back, two at least: variable + 1 with its sign; 0 when there is none. */
  #bestForced(): number {
    let best = 0
    let bestGain = 1
    this.#balance.visitSeveral((variable, hits) => {
      if (hits <= bestGain) return
      for (const sign of [-1, 1]) {
        if (!this.#canStep(variable, sign)) continue
        const gain = this.#balance.gainOf(variable, sign)
        if (gain <= bestGain) continue
        best = sign * (variable + 1)
        bestGain = gain
      }
    })
    return best
  }

  #canStep(variable: number, sign: number): boolean {
    if (this.#terms.isFree[variable] !== 1 || this.#step[variable] !== 0) return false
    return sign > 0 || (this.#value[variable] ?? 0) - 1 >= (this.#terms.lower[variable] ?? 0)
  }

  #take(variable: number, sign: number): void {
    this.#path[this.#depth++] = variable
    this.#step[variable] = sign
    this.#balance.shift(variable, sign)
  }

  #takeBack(): void {
    const variable = this.#path[--this.#depth] ?? 0
    const sign = this.#step[variable] ?? 0
    this.#step[variable] = 0
    this.#balance.shift(variable, -sign)
  }

  #moveOf(touched: ReadonlySet<number>): Move {
    const at = (variable: number) => (this.#value[variable] ?? 0) - (this.#system.value[variable] ?? 0)
    const changed = Int32Array.from(touched)
      .filter((variable) => at(variable) !== 0)
      .sort()
    return { variables: changed, deltas: Float64Array.from(changed, at) }
  }
}

/** The free members of every row. */
function usableMembers(system: System, { isFree }: CircuitTerms): RowMembers {
  const { rowStart, rowVariable, rowCoefficient } = system
  const start = new Int32Array(rowStart.length)
  const member = new Int32Array(rowVariable.length)
  const coefficient = new Int8Array(rowVariable.length)
  let length = 0
  for (let row = 0; row + 1 < rowStart.length; row++) {
    for (let at = rowStart[row] ?? 0; at < (rowStart[row + 1] ?? 0); at++) {
      const variable = rowVariable[at] ?? 0
      if (isFree[variable] !== 1) continue
      member[length] = variable
      coefficient[length++] = rowCoefficient[at] ?? 0
    }
    start[row + 1] = length
  }
  return { start, member: member.slice(0, length), coefficient: coefficient.slice(0, length) }
}
