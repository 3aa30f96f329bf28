/** Growing sparse rows with coefficients +1 and -1; an equal row is stored once. */
export class RowStore {
  readonly #classes: number
  readonly #byHash = new Map<number, number>()
  #start = [0]
  #variable = new Int32Array(1024)
  #coefficient = new Int8Array(1024)
  #length = 0

  /** `classes`: variables from this index on are slacks, which don't make two rows different. */
  constructor(classes: number) {
    this.#classes = classes
  }

  /**
   * Adds the row sum(plus) - sum(minus) = 0. False when it says nothing or is there already. `bounds`: known cells were left out
   * of the row, so a slack with a single cell says something, and slacks of the same cells may leave different room.
   */
  add(plus: readonly number[], minus: readonly number[], bounds = false): boolean {
    const entries = new Map<number, number>()
    for (const variable of plus) entries.set(variable, (entries.get(variable) ?? 0) + 1)
    for (const variable of minus) entries.set(variable, (entries.get(variable) ?? 0) - 1)
    const sorted = [...entries].filter(([, coefficient]) => coefficient !== 0).sort(([a], [b]) => a - b)
    const cells = sorted.filter(([variable]) => variable < this.#classes)
    const isPlainRow = cells.length === sorted.length
    if (cells.length < (bounds && !isPlainRow ? 1 : 2)) return false
    // An equation may stand with either sign; an inequality keeps its direction.
    const sign = isPlainRow && (cells[0]?.[1] ?? 1) < 0 ? -1 : 1
    let hash = isPlainRow ? 17 : 23
    for (const [variable, coefficient] of cells)
      hash = (Math.imul(hash ^ (variable * 2 + coefficient * sign), 0x01000193) >>> 3) | 0
    while (isPlainRow || !bounds) {
      const there = this.#byHash.get(hash)
      if (there === undefined) break
      if (this.#isSame(there, cells, sign, isPlainRow)) return false
      hash = (hash + 1) | 0
    }
    if (isPlainRow || !bounds) this.#byHash.set(hash, this.#start.length - 1)
    for (const [variable, coefficient] of sorted) this.#push(variable, coefficient * sign)
    this.#start.push(this.#length)
    return true
  }

  /** The rows in both directions. `variables`: how many there are. */
  freeze(variables: number) {
    const rowStart = Int32Array.from(this.#start)
    const rowVariable = this.#variable.slice(0, this.#length)
    const variableStart = new Int32Array(variables + 1)
    for (const variable of rowVariable) variableStart[variable + 1] = (variableStart[variable + 1] ?? 0) + 1
    for (let j = 0; j < variables; j++) variableStart[j + 1] = (variableStart[j + 1] ?? 0) + (variableStart[j] ?? 0)
    const next = variableStart.slice()
    const variableRow = new Int32Array(this.#length)
    for (let row = 0; row + 1 < rowStart.length; row++)
      for (let at = rowStart[row] ?? 0; at < (rowStart[row + 1] ?? 0); at++) {
        const variable = rowVariable[at] ?? 0
        variableRow[next[variable] ?? 0] = row
        next[variable] = (next[variable] ?? 0) + 1
      }
    return { rowStart, rowVariable, rowCoefficient: this.#coefficient.slice(0, this.#length), variableStart, variableRow }
  }

  #isSame(row: number, cells: readonly (readonly [number, number])[], sign: number, isPlainRow: boolean): boolean {
    const start = this.#start[row] ?? 0
    const end = this.#start[row + 1] ?? 0
    if (isPlainRow !== (this.#variable[end - 1] ?? 0) < this.#classes) return false
    if (end - start !== cells.length + (isPlainRow ? 0 : 1)) return false
    return cells.every(
      ([variable, coefficient], k) =>
        this.#variable[start + k] === variable && this.#coefficient[start + k] === coefficient * sign,
    )
  }

  #push(variable: number, coefficient: number): void {
    if (this.#length === this.#variable.length) {
      const wider = new Int32Array(this.#length * 2)
      wider.set(this.#variable)
      this.#variable = wider
      const coefficients = new Int8Array(this.#length * 2)
      coefficients.set(this.#coefficient)
      this.#coefficient = coefficients
    }
    this.#variable[this.#length] = variable
    this.#coefficient[this.#length++] = coefficient
  }
}
