import type { System } from './system.ts'

/** A change of the table that keeps every sum: variables and by how much each moves. The truth plus a move is another possible table. */
export interface Move {
  readonly variables: Int32Array
  readonly deltas: Float64Array
}

/** What a search may use. Arrays by variable; they are read at every search, so the owner may change them in between. */
export interface MoveTerms {
  /** How far each variable may fall: its value less the least value an intruder must allow. */
  readonly fall: Float64Array
  /** Price per unit moved, above 0. */
  readonly price: Float64Array
  /** 1 where a variable must keep its value. */
  readonly frozen: Uint8Array
}

export type MoveAnswer =
  | { readonly kind: 'found'; readonly move: Move }
  /** No move exists. `combination`: a weighted sum of equations that shows it, coefficient by variable. */
  | { readonly kind: 'none'; readonly combination: ReadonlyMap<number, number> }
  /** Every move costs more than the limit, or the search took too many steps. */
  | { readonly kind: 'too-dear' | 'gave-up' }

const AT_REST = 0
const BASIC = 1
const AT_FLOOR = 2
const HELD = 3
const TINY = 1e-9
const SLIP = 1e-7
const MOST_PIVOTS = 600
/** Matrix entries one search may touch; beyond it a general solver is the better tool. */
const MOST_WORK = 2_000_000

interface Row {
  /** Basic variable, or -1 - row for the artificial of an equation. */
  basic: number
  value: number
  indices: number[]
  coefficients: number[]
}

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
  #rows: Row[] = []
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
      if (ratio < 0) return { kind: 'none', combination: this.#combinationOf(row) }
      cost += ratio * this.#lastViolation
      if (cost > limit) return { kind: 'too-dear' }
    }
    return { kind: 'gave-up' }
  }

  #mostViolated(): Row | null {
    let worst = SLIP
    let chosen: Row | null = null
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
  #targetOf(row: Row): number {
    if (row.basic < 0) return 0
    if ((this.#side[row.basic] ?? 0) > 0) return row.value < 0 ? 0 : row.value
    if (row.value > 0) return 0
    const floor = -(this.#terms.fall[row.basic] ?? 0)
    return row.value < floor ? floor : row.value
  }

  /** One pivot: brings the row's basic variable to its target. Answers the price ratio, or -1 when nothing can. */
  #step(row: Row, target: number): number {
    const change = target - row.value
    const { price, fall } = this.#terms
    let best = Number.POSITIVE_INFINITY
    let bestPivot = 0
    let entering = -1
    let at = -1
    const variables = this.#state.length
    for (let k = 0; k < row.indices.length; k++) {
      const j = row.indices[k] ?? 0
      const t = row.coefficients[k] ?? 0
      const size = t < 0 ? -t : t
      if (j >= variables) break
      const state = this.#state[j]
      if (size < TINY) continue
      const rises = change * t < 0
      let slope: number
      if (state === AT_FLOOR) {
        if (!rises) continue
        slope = -((price[j] ?? 0) + (this.#dual[j] ?? 0))
      } else if (rises) slope = (price[j] ?? 0) - (this.#dual[j] ?? 0)
      else {
        if ((fall[j] ?? 0) <= 0) continue
        slope = (price[j] ?? 0) + (this.#dual[j] ?? 0)
      }
      const ratio = (slope < 0 ? 0 : slope) / size
      if (ratio < best - TINY || (ratio < best + TINY && size > bestPivot + TINY)) {
        best = Math.min(best, ratio)
        bestPivot = size
        entering = j
        at = k
      }
    }
    const { basic } = row
    // Through its true value and out on the other side: the variable stays basic at twice its price.
    if (basic >= 0 && target === 0 && 2 * (price[basic] ?? 0) <= best) {
      const toSide = (this.#side[basic] ?? 0) > 0 ? -1 : 1
      if (toSide > 0 || (fall[basic] ?? 0) > 0) {
        const twice = 2 * (price[basic] ?? 0)
        this.#addDual(row, toSide > 0 ? twice : -twice)
        this.#dual[basic] = (price[basic] ?? 0) * toSide
        this.#side[basic] = toSide
        return twice
      }
    }
    if (entering < 0) return -1
    this.#pivot(row, at, entering, target)
    return best
  }

  #addDual(row: Row, factor: number): void {
    if (factor === 0) return
    for (let k = 0; k < row.indices.length; k++) {
      const j = row.indices[k] ?? 0
      if (j >= this.#state.length) break
      this.#touch(j)
      this.#dual[j] = (this.#dual[j] ?? 0) + factor * (row.coefficients[k] ?? 0)
    }
  }

  #pivot(row: Row, at: number, entering: number, target: number): void {
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
    insert(row, basic >= 0 ? basic : this.#state.length - 1 - basic, 1 / pivot)
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
      subtract(other, place, row, t)
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
      const row: Row = { basic: -1 - equation, value: 0, indices: [], coefficients: [] }
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

  /** The equations of an impossible row, weighted and added up. */
  #combinationOf(row: Row): Map<number, number> {
    const { rowStart, rowVariable, rowCoefficient } = this.#system
    const first = this.#state.length
    const combination = new Map<number, number>()
    const add = (equation: number, weight: number) => {
      for (let k = rowStart[equation] ?? 0; k < (rowStart[equation + 1] ?? 0); k++) {
        const j = rowVariable[k] ?? 0
        combination.set(j, (combination.get(j) ?? 0) + weight * (rowCoefficient[k] ?? 0))
      }
    }
    if (row.basic < 0) add(-1 - row.basic, 1)
    for (const [k, j] of row.indices.entries()) if (j >= first) add(j - first, row.coefficients[k] ?? 0)
    for (const [j, weight] of combination) if (Math.abs(weight) < TINY) combination.delete(j)
    return combination
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

function positionOf(indices: readonly number[], wanted: number): number {
  let low = 0
  let high = indices.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const there = indices[middle] ?? 0
    if (there === wanted) return middle
    if (there < wanted) low = middle + 1
    else high = middle - 1
  }
  return -1
}

function insert(row: Row, index: number, coefficient: number): void {
  let at = row.indices.length
  while (at > 0 && (row.indices[at - 1] ?? 0) > index) at--
  row.indices.splice(at, 0, index)
  row.coefficients.splice(at, 0, coefficient)
}

/** other -= factor * row, without the entry at `skip`. Both sorted by index. */
function subtract(other: Row, skip: number, row: Row, factor: number): void {
  const indices: number[] = []
  const coefficients: number[] = []
  let a = 0
  let b = 0
  const { indices: left, coefficients: leftValues } = other
  const { indices: right, coefficients: rightValues } = row
  while (a < left.length || b < right.length) {
    if (a === skip) {
      a++
      continue
    }
    const i = a < left.length ? (left[a] ?? 0) : Number.POSITIVE_INFINITY
    const j = b < right.length ? (right[b] ?? 0) : Number.POSITIVE_INFINITY
    if (i < j) {
      indices.push(i)
      coefficients.push(leftValues[a++] ?? 0)
    } else if (j < i) {
      indices.push(j)
      coefficients.push(-factor * (rightValues[b++] ?? 0))
    } else {
      const value = (leftValues[a++] ?? 0) - factor * (rightValues[b++] ?? 0)
      if (value > TINY || value < -TINY) {
        indices.push(i)
        coefficients.push(value)
      }
    }
  }
  other.indices = indices
  other.coefficients = coefficients
}
