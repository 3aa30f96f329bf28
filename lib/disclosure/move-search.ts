import { type Move, type MoveAnswer, type MoveTerms, proofOfRow } from './move-answer.ts'
import { insertEntry, type MoveRow, positionOf, subtractRow, TINY } from './move-row.ts'
import type { System } from './system.ts'

const AT_REST = 0
const BASIC = 1
const AT_FLOOR = 2
const HELD = 3
const SLIP = 1e-7
const MOST_PIVOTS = 600
/** Matrix entries one search may touch; beyond it a general solver is the better tool. */
const MOST_WORK = 2_000_000

/**
 * Finds the cheapest move in which one variable changes by a wanted amount.
 *
 * A dual simplex that starts from rest and writes down an equation only when one of its variables first moves, so that the
 * work depends on how far the move reaches and not on the size of the table (the network-flow idea of Kelly, Golden and
 * Assad 1992, carried over to tables of any number of dimensions). Prices are per unit and the same up and down.
 */
export class MoveSearch {
  readonly #system: System
  readonly #terms: MoveTerms
  readonly #state: Uint8Array
  /** +1 while a basic variable is at or above its true value, -1 while below. */
  readonly #side: Int8Array
  readonly #shift: Float64Array
  readonly #dual: Float64Array
  readonly #isTouched: Uint8Array
  readonly #isOpen: Uint8Array
  readonly #touched: number[] = []
  readonly #equations: number[] = []
  #rows: MoveRow[] = []
  #work = 0
  #lastViolation = 0

  constructor(system: System, terms: MoveTerms) {
    const variables = system.value.length
    this.#system = system
    this.#terms = terms
    this.#state = new Uint8Array(variables)
    this.#side = new Int8Array(variables)
    this.#shift = new Float64Array(variables)
    this.#dual = new Float64Array(variables)
    this.#isTouched = new Uint8Array(variables)
    this.#isOpen = new Uint8Array(system.rowStart.length - 1)
  }

  /** `amount`: wanted change of the variable. `limit`: a move that costs more is not looked for any further. */
  find(variable: number, amount: number, limit: number): MoveAnswer {
    this.#touch(variable)
    this.#state[variable] = HELD
    this.#shift[variable] = amount
    this.#openEquations(variable)
    const answer = this.#solve(limit)
    this.#reset()
    return answer
  }

  #solve(limit: number): MoveAnswer {
    let cost = 0
    for (let pivot = 0; pivot < MOST_PIVOTS && this.#work < MOST_WORK; pivot++) {
      const row = this.#mostViolated()
      if (!row) return { kind: 'found', move: this.#collect() }
      const target = this.#targetOf(row)
      const ratio = this.#step(row, target)
      if (ratio < 0) return { kind: 'none', ...proofOfRow(this.#system, row) }
      cost += ratio * this.#lastViolation
      if (cost > limit) return { kind: 'too-dear' }
    }
    return { kind: 'gave-up' }
  }

  #mostViolated(): MoveRow | null {
    let worst = SLIP
    let chosen: MoveRow | null = null
    for (const row of this.#rows) {
      const by = Math.abs(row.value - this.#targetOf(row))
      if (by > worst) {
        worst = by
        chosen = row
      }
    }
    this.#lastViolation = worst
    return chosen
  }

  /** The nearest value a row's basic variable may take. */
  #targetOf(row: MoveRow): number {
    if (row.basic < 0) return 0
    if ((this.#side[row.basic] ?? 0) > 0) return Math.max(row.value, 0)
    if (row.value > 0) return 0
    const floor = -(this.#terms.fall[row.basic] ?? 0)
    return Math.max(row.value, floor)
  }

  /** Brings the row's basic variable to its target. Answers the price per unit of doing so, or -1 when nothing can. */
  #step(row: MoveRow, target: number): number {
    const { at, ratio } = this.#cheapestEntry(row, target - row.value)
    const { basic } = row
    // Through its true value and out on the other side: the variable stays basic at twice its price.
    const twice = basic >= 0 ? 2 * (this.#terms.price[basic] ?? 0) : Number.POSITIVE_INFINITY
    const isTurn = target === 0 && twice <= ratio && ((this.#side[basic] ?? 0) < 0 || (this.#terms.fall[basic] ?? 0) > 0)
    if (isTurn) {
      const side = (this.#side[basic] ?? 0) > 0 ? -1 : 1
      this.#addDual(row, side * twice)
      this.#dual[basic] = (side * twice) / 2
      this.#side[basic] = side
      return twice
    }
    if (at < 0) return -1
    this.#pivot(row, at, row.indices[at] ?? 0, target)
    return ratio
  }

  /** The entry whose variable changes the basic one for the least price; `at` is -1 when none can. */
  #cheapestEntry(row: MoveRow, change: number): { at: number; ratio: number } {
    let best = Number.POSITIVE_INFINITY
    let bestPivot = 0
    let at = -1
    for (let k = 0; k < row.indices.length; k++) {
      const j = row.indices[k] ?? 0
      const t = row.coefficients[k] ?? 0
      const size = Math.abs(t)
      if (j >= this.#state.length) break
      if (size < TINY) continue
      const ratio = this.#slope(j, change * t < 0) / size
      if (ratio < best - TINY || (ratio < best + TINY && size > bestPivot + TINY)) {
        best = Math.min(best, ratio)
        bestPivot = size
        at = k
      }
    }
    return { at, ratio: best }
  }

  /** What a unit more or less of a variable at rest or at its floor adds to the price; infinite when it can't go there. */
  #slope(j: number, rises: boolean): number {
    const price = this.#terms.price[j] ?? 0
    const dual = this.#dual[j] ?? 0
    if (this.#state[j] === AT_FLOOR) return rises ? Math.max(0, -price - dual) : Number.POSITIVE_INFINITY
    if (rises) return Math.max(0, price - dual)
    return (this.#terms.fall[j] ?? 0) > 0 ? Math.max(0, price + dual) : Number.POSITIVE_INFINITY
  }

  #addDual(row: MoveRow, factor: number): void {
    if (factor === 0) return
    for (let k = 0; k < row.indices.length; k++) {
      const j = row.indices[k] ?? 0
      if (j >= this.#state.length) break
      this.#touch(j)
      this.#dual[j] = (this.#dual[j] ?? 0) + factor * (row.coefficients[k] ?? 0)
    }
  }

  #pivot(row: MoveRow, at: number, entering: number, target: number): void {
    const pivot = row.coefficients[at] ?? 1
    const price = this.#terms.price[entering] ?? 0
    const rises = (target - row.value) * pivot < 0
    const fromFloor = this.#state[entering] === AT_FLOOR
    const wanted = rises && !fromFloor ? price : -price
    const { basic } = row
    const factor = (wanted - (this.#dual[entering] ?? 0)) / pivot
    this.#touch(entering)
    this.#addDual(row, factor)
    if (basic >= 0) this.#dual[basic] = (this.#dual[basic] ?? 0) + factor
    this.#openEquations(entering)
    const by = -(target - row.value) / pivot
    for (let k = 0; k < row.coefficients.length; k++) row.coefficients[k] = (row.coefficients[k] ?? 0) / pivot
    row.indices.splice(at, 1)
    row.coefficients.splice(at, 1)
    insertEntry(row, basic >= 0 ? basic : this.#state.length - 1 - basic, 1 / pivot)
    if (basic >= 0) {
      this.#state[basic] = target === 0 ? AT_REST : AT_FLOOR
      this.#shift[basic] = target
    }
    for (const other of this.#rows) {
      if (other === row) continue
      const place = positionOf(other.indices, entering)
      if (place < 0) continue
      const t = other.coefficients[place] ?? 0
      other.value -= t * by
      subtractRow(other, place, row, t)
      this.#work += other.indices.length
    }
    row.basic = entering
    row.value = (this.#shift[entering] ?? 0) + by
    this.#state[entering] = BASIC
    this.#side[entering] = rises && !fromFloor ? 1 : -1
    this.#dual[entering] = wanted
  }

  /** Writes down the equations of a variable that is about to move. */
  #openEquations(variable: number): void {
    const { variableStart, variableRow, rowStart, rowVariable, rowCoefficient } = this.#system
    const { frozen } = this.#terms
    const held = this.#state[variable] === HELD
    for (let e = variableStart[variable] ?? 0; e < (variableStart[variable + 1] ?? 0); e++) {
      const equation = variableRow[e] ?? 0
      if (this.#isOpen[equation] === 1) continue
      const row: MoveRow = { basic: -1 - equation, value: 0, indices: [], coefficients: [] }
      for (let k = rowStart[equation] ?? 0; k < (rowStart[equation + 1] ?? 0); k++) {
        const j = rowVariable[k] ?? 0
        const t = rowCoefficient[k] ?? 0
        if (held && j === variable) row.value -= t * (this.#shift[variable] ?? 0)
        if (frozen[j] === 1 || (held && j === variable)) continue
        row.indices.push(j)
        row.coefficients.push(t)
      }
      this.#isOpen[equation] = 1
      this.#equations.push(equation)
      this.#rows.push(row)
    }
  }

  #collect(): Move {
    const moved: [number, number][] = []
    for (const row of this.#rows) if (row.basic >= 0) this.#shift[row.basic] = row.value
    for (const j of this.#touched) {
      const by = this.#state[j] === AT_REST ? 0 : (this.#shift[j] ?? 0)
      if (Math.abs(by) < SLIP) continue
      const whole = Math.round(by)
      moved.push([j, Math.abs(by - whole) < 1e-6 ? whole : by])
    }
    moved.sort(([a], [b]) => a - b)
    return { variables: Int32Array.from(moved, ([j]) => j), deltas: Float64Array.from(moved, ([, by]) => by) }
  }

  #touch(j: number): void {
    if (this.#isTouched[j] === 1) return
    this.#isTouched[j] = 1
    this.#touched.push(j)
  }

  #reset(): void {
    for (const j of this.#touched) {
      this.#state[j] = AT_REST
      this.#side[j] = 0
      this.#shift[j] = 0
      this.#dual[j] = 0
      this.#isTouched[j] = 0
    }
    for (const equation of this.#equations) this.#isOpen[equation] = 0
    this.#touched.length = 0
    this.#equations.length = 0
    this.#work = 0
    this.#rows = []
  }
}
