import { addressStrides, type Cube } from '#lib/tabulation/cube.ts'

/**
 * An oracle that shares no code with the engine: it asks, by trying whole numbers cell after cell, whether a table exists that
 * agrees with everything published. Only for tables of a few dozen cells.
 */
export class PossibleTables {
  readonly #sums: { parent: number; children: number[]; additive: boolean }[] = []
  readonly #sumsOf: number[][]
  readonly #low: Int32Array
  readonly #high: Int32Array
  /** Cells whose value was asked for while this many values had been tried; beyond it the answer is unknown. */
  tries = 0

  constructor(cube: Cube, isHidden: (cell: number) => boolean, least: number, most: number) {
    const cells = cube.counts.length
    this.#low = Int32Array.from(cube.counts, (count, cell) => (isHidden(cell) ? Math.min(least, count) : count))
    this.#high = Int32Array.from(cube.counts, (count, cell) => (isHidden(cell) ? most : count))
    this.#sumsOf = Array.from({ length: cells }, () => [])
    const strides = addressStrides(cube.dimensions)
    for (let cell = 0; cell < cells; cell++)
      for (const [d, { parents, codes, additive }] of cube.dimensions.entries()) {
        const stride = strides[d] ?? 1
        const node = Math.floor(cell / stride) % codes.length
        const children = [...parents.keys()].filter((n) => parents[n] === node).map((n) => cell + (n - node) * stride)
        if (children.length === 0) continue
        for (const member of [cell, ...children]) this.#sumsOf[member]?.push(this.#sums.length)
        this.#sums.push({ parent: cell, children, additive })
      }
  }

  /** Whether a table exists in which the given cells have the given values. */
  allows(...fixed: readonly (readonly [cell: number, value: number])[]): boolean {
    const low = this.#low.slice()
    const high = this.#high.slice()
    for (const [cell, value] of fixed) {
      if (value < (low[cell] ?? 0) || value > (high[cell] ?? 0)) return false
      low[cell] = value
      high[cell] = value
    }
    this.tries = 0
    return this.#tighten(low, high, [...this.#sums.keys()]) && this.#search(low, high)
  }

  #search(low: Int32Array, high: Int32Array): boolean {
    let open = -1
    let narrowest = Number.POSITIVE_INFINITY
    for (let cell = 0; cell < low.length; cell++) {
      const width = (high[cell] ?? 0) - (low[cell] ?? 0)
      if (width > 0 && width < narrowest) {
        narrowest = width
        open = cell
      }
    }
    if (open < 0) return true
    for (let value = low[open] ?? 0; value <= (high[open] ?? 0); value++) {
      if (++this.tries > 200_000) throw new Error('the table is too large for the oracle')
      const nextLow = low.slice()
      const nextHigh = high.slice()
      nextLow[open] = value
      nextHigh[open] = value
      if (this.#tighten(nextLow, nextHigh, [...(this.#sumsOf[open] ?? [])]) && this.#search(nextLow, nextHigh)) return true
    }
    return false
  }

  /** Narrows the values every sum leaves, until nothing changes. False when a cell has none left. */
  #tighten(low: Int32Array, high: Int32Array, queue: number[]): boolean {
    while (queue.length > 0) {
      const sum = this.#sums[queue.pop() ?? 0]
      if (!sum) continue
      const before = [sum.parent, ...sum.children].map((cell) => [low[cell], high[cell]])
      const lows = sum.children.reduce((total, cell) => total + (low[cell] ?? 0), 0)
      const highs = sum.children.reduce((total, cell) => total + (high[cell] ?? 0), 0)
      const at = (cell: number) => ({ low: low[cell] ?? 0, high: high[cell] ?? 0 })
      const largestLow = Math.max(...sum.children.map((cell) => at(cell).low))
      const parent = at(sum.parent)
      low[sum.parent] = Math.max(parent.low, sum.additive ? lows : largestLow)
      high[sum.parent] = Math.min(parent.high, highs)
      for (const child of sum.children) {
        const own = at(child)
        low[child] = Math.max(own.low, at(sum.parent).low - (highs - own.high))
        high[child] = Math.min(own.high, sum.additive ? at(sum.parent).high - (lows - own.low) : at(sum.parent).high)
      }
      for (const [k, cell] of [sum.parent, ...sum.children].entries()) {
        if ((low[cell] ?? 0) > (high[cell] ?? 0)) return false
        if (before[k]?.[0] !== low[cell] || before[k]?.[1] !== high[cell]) queue.push(...(this.#sumsOf[cell] ?? []))
      }
    }
    return true
  }
}
