import type { System } from './system.ts'

/** The members of every row that a search may use, in the order it should try them. */
export interface RowMembers {
  /** Members of row r stand from `start[r]` up to `start[r + 1]`. */
  readonly start: Int32Array
  readonly member: Int32Array
  readonly coefficient: Int8Array
}

/** The rows that steps of single variables have thrown out of balance, and how many of them each variable stands in. */
export class RowBalance {
  readonly #system: System
  readonly #members: RowMembers
  /** Coefficient of each variable in each of its rows, in the order of `variableRow`. */
  readonly #coefficient: Int8Array
  readonly #gap: Int8Array
  readonly #hits: Int16Array
  readonly #openRow: Int32Array
  readonly #openAt: Int32Array
  #open = 0
  /** Variables that stood in two rows out of balance when last looked at. */
  readonly #several: Int32Array
  readonly #isSeveral: Uint8Array
  #severalCount = 0

  constructor(system: System, members: RowMembers) {
    const size = system.value.length
    const rows = system.rowStart.length - 1
    this.#system = system
    this.#members = members
    this.#coefficient = coefficientsByVariable(system)
    this.#gap = new Int8Array(rows)
    this.#hits = new Int16Array(size)
    this.#openRow = new Int32Array(rows)
    this.#openAt = new Int32Array(rows)
    this.#several = new Int32Array(size)
    this.#isSeveral = new Uint8Array(size)
  }

  /** Rows out of balance. */
  get open(): number {
    return this.#open
  }

  gapOf(row: number): number {
    return this.#gap[row] ?? 0
  }

  /** Changes a variable by one unit. */
  shift(variable: number, sign: number): void {
    const { variableStart, variableRow } = this.#system
    for (let at = variableStart[variable] ?? 0; at < (variableStart[variable + 1] ?? 0); at++) {
      const row = variableRow[at] ?? 0
      const before = this.#gap[row] ?? 0
      const after = before + (this.#coefficient[at] ?? 0) * sign
      this.#gap[row] = after
      if (before === 0 && after !== 0) this.#openUp(row)
      else if (before !== 0 && after === 0) this.#closeDown(row)
    }
  }

  /** Rows out of balance that a step brings nearer to it less those it takes further away. */
  gainOf(variable: number, sign: number): number {
    const { variableStart, variableRow } = this.#system
    let gain = 0
    for (let at = variableStart[variable] ?? 0; at < (variableStart[variable + 1] ?? 0); at++) {
      const gap = this.#gap[variableRow[at] ?? 0] ?? 0
      if (gap !== 0) gain += gap > 0 === (this.#coefficient[at] ?? 0) * sign > 0 ? -1 : 1
    }
    return gain
  }

  shortestOpenRow(): number {
    const { start } = this.#members
    let shortest = -1
    let length = Number.POSITIVE_INFINITY
    for (let k = 0; k < this.#open; k++) {
      const row = this.#openRow[k] ?? 0
      const members = (start[row + 1] ?? 0) - (start[row] ?? 0)
      if (members >= length) continue
      length = members
      shortest = row
    }
    return shortest
  }

  /** Visits the usable variables that stand in two rows out of balance or more. */
  visitSeveral(visit: (variable: number, hits: number) => void): void {
    let kept = 0
    for (let k = 0; k < this.#severalCount; k++) {
      const variable = this.#several[k] ?? 0
      const hits = this.#hits[variable] ?? 0
      if (hits < 2) {
        this.#isSeveral[variable] = 0
        continue
      }
      this.#several[kept++] = variable
      visit(variable, hits)
    }
    this.#severalCount = kept
  }

  #openUp(row: number): void {
    const { start, member } = this.#members
    this.#openAt[row] = this.#open
    this.#openRow[this.#open++] = row
    for (let k = start[row] ?? 0; k < (start[row + 1] ?? 0); k++) {
      const variable = member[k] ?? 0
      const hits = (this.#hits[variable] ?? 0) + 1
      this.#hits[variable] = hits
      if (hits < 2 || this.#isSeveral[variable] === 1) continue
      this.#isSeveral[variable] = 1
      this.#several[this.#severalCount++] = variable
    }
  }

  #closeDown(row: number): void {
    const { start, member } = this.#members
    const at = this.#openAt[row] ?? 0
    const last = this.#openRow[--this.#open] ?? 0
    this.#openRow[at] = last
    this.#openAt[last] = at
    for (let k = start[row] ?? 0; k < (start[row + 1] ?? 0); k++) {
      const variable = member[k] ?? 0
      this.#hits[variable] = (this.#hits[variable] ?? 0) - 1
    }
  }
}

function coefficientsByVariable({ rowStart, rowVariable, rowCoefficient, variableStart, variableRow }: System): Int8Array {
  const coefficient = new Int8Array(variableRow.length)
  const next = variableStart.slice()
  for (let row = 0; row + 1 < rowStart.length; row++)
    for (let at = rowStart[row] ?? 0; at < (rowStart[row + 1] ?? 0); at++) {
      const variable = rowVariable[at] ?? 0
      const place = next[variable] ?? 0
      coefficient[place] = rowCoefficient[at] ?? 0
      next[variable] = place + 1
    }
  return coefficient
}
