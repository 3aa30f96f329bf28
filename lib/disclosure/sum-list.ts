import type { Sums, SumVisitor } from './sums.ts'

/** Sums written down one by one, for cells of several tables; an equal sum is kept once. */
export class SumList implements Sums {
  #cells = 0
  readonly #keys = new Set<string>()
  readonly #wholes: number[] = []
  readonly #parts: Int32Array[] = []
  readonly #additive: boolean[] = []

  get cells(): number {
    return this.#cells
  }

  /** A new cell; answers its number. */
  addCell(): number {
    return this.#cells++
  }

  /** Adds a sum of at least one part. False when it stands there already. */
  add(whole: number, parts: readonly number[], additive: boolean): boolean {
    const sorted = Int32Array.from(parts).sort()
    const key = `${whole}${additive ? '=' : '~'}${sorted.join(',')}`
    if (parts.length === 0 || this.#keys.has(key)) return false
    this.#keys.add(key)
    this.#wholes.push(whole)
    this.#parts.push(sorted)
    this.#additive.push(additive)
    return true
  }

  visit(visitor: SumVisitor): void {
    for (const [k, parts] of this.#parts.entries()) visitor(this.#wholes[k] ?? 0, parts, this.#additive[k] ?? true)
  }
}
