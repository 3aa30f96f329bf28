import type { System } from './system.ts'

/** Part of a window that is given to the sums of the variable it is grown around. */
const OWN_SUMS = 1 / 4

/**
 * Grows windows: the variables around one of them that can move together with it. The members of its own sums come first; then, again
 * and again, the variable that stands in most of the sums the window touches, so that what a small move needs is inside.
 */
export class WindowGrower {
  readonly #system: System
  /** Sums of the window that each variable stands in. */
  readonly #hits: Int16Array
  readonly #isIn: Uint8Array
  readonly #isTouched: Uint8Array

  constructor(system: System) {
    this.#system = system
    this.#hits = new Int16Array(system.value.length)
    this.#isIn = new Uint8Array(system.value.length)
    this.#isTouched = new Uint8Array(system.rowStart.length - 1)
  }

  /** At most `size` variables around `seed`, itself among them, that `mayJoin`. In rising order. */
  around(seed: number, size: number, mayJoin: (variable: number) => boolean): Int32Array {
    const growth: Growth = { window: [], rows: [], seen: [], byHits: [], most: 0 }
    this.#join(growth, seed, mayJoin)
    for (const near of growth.seen.slice()) if (growth.window.length < size * OWN_SUMS) this.#join(growth, near, mayJoin)
    while (growth.window.length < size && growth.most > 0) {
      const next = growth.byHits[growth.most]?.next()
      if (next === undefined) growth.most--
      else if (this.#isIn[next] !== 1 && this.#hits[next] === growth.most) this.#join(growth, next, mayJoin)
    }
    for (const variable of [seed, ...growth.seen]) {
      this.#hits[variable] = 0
      this.#isIn[variable] = 0
    }
    for (const row of growth.rows) this.#isTouched[row] = 0
    return Int32Array.from(growth.window).sort()
  }

  #join(growth: Growth, variable: number, mayJoin: (variable: number) => boolean): void {
    const { variableStart, variableRow, rowStart, rowVariable } = this.#system
    this.#isIn[variable] = 1
    growth.window.push(variable)
    for (let at = variableStart[variable] ?? 0; at < (variableStart[variable + 1] ?? 0); at++) {
      const row = variableRow[at] ?? 0
      if (this.#isTouched[row] === 1) continue
      this.#isTouched[row] = 1
      growth.rows.push(row)
      for (let k = rowStart[row] ?? 0; k < (rowStart[row + 1] ?? 0); k++) {
        const other = rowVariable[k] ?? 0
        if (this.#isIn[other] !== 1 && mayJoin(other)) this.#hit(growth, other)
      }
    }
  }

  #hit(growth: Growth, variable: number): void {
    const hits = (this.#hits[variable] ?? 0) + 1
    this.#hits[variable] = hits
    if (hits === 1) growth.seen.push(variable)
    while (growth.byHits.length <= hits) growth.byHits.push(new Queue())
    growth.byHits[hits]?.push(variable)
    growth.most = Math.max(growth.most, hits)
  }
}

interface Growth {
  readonly window: number[]
  /** Sums touched. */
  readonly rows: number[]
  readonly seen: number[]
  /** Variables in the order in which they came to stand in so many of the window's sums. */
  readonly byHits: Queue[]
  most: number
}

class Queue {
  readonly #waiting: number[] = []
  #first = 0

  push(variable: number): void {
    this.#waiting.push(variable)
  }

  next(): number | undefined {
    return this.#first < this.#waiting.length ? this.#waiting[this.#first++] : undefined
  }
}
