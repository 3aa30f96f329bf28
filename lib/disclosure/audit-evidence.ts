import type { PublishedTable } from './audited-systems.ts'
import type { CellMove } from './cell-move.ts'
import { type CellSums, cellSums } from './cell-sums.ts'
import { DERIVED, OPEN } from './counted-cells.ts'
import { MoveSearch } from './move-search.ts'
import { leastHidden } from './needs.ts'
import type { Rules } from './rules.ts'
import { buildSystem } from './system.ts'

/**
 * Evidence that cells can have other values: tables found by searching moves from the true one. Every such table is checked
 * here cell by cell and sum by sum before it counts, so that an error of the search can't pass for evidence.
 */
export class AuditEvidence {
  /** By address: the least and greatest value seen in a possible table. */
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly #table: PublishedTable
  readonly #truth: Float64Array
  readonly #least: number
  readonly #wantsWhole: boolean
  readonly #sums: CellSums
  readonly #classOf: Int32Array
  readonly #membersOf: readonly (readonly number[])[]
  readonly #search: MoveSearch
  /** Change of each sum while a table is checked; 0 in between. */
  readonly #left: Float64Array

  /** `truth`: the counts behind the published table. `examples`: changes of it that may lead to possible tables. */
  constructor(table: PublishedTable, truth: Float64Array, rules: Rules, examples: readonly CellMove[] = []) {
    const { counts, unseen } = table
    this.#table = table
    this.#truth = truth
    this.lower = truth.slice()
    this.upper = truth.slice()
    this.#least = leastHidden(rules)
    this.#wantsWhole = rules.intruder === 'informed'
    this.#sums = cellSums(counts.length, (visitor) => table.visit(visitor))
    const system = buildSystem(
      {
        sums: { cells: counts.length, visit: (visitor) => table.visit(visitor) },
        counts: truth,
        ...(unseen && { roles: unseen.map((isUnseen) => (isUnseen === 1 ? DERIVED : OPEN)) }),
      },
      !rules.protectZeros,
    )
    const frozen = new Uint8Array(system.value.length)
    const members: number[][] = Array.from({ length: system.classes }, () => [])
    for (const [cell, count] of counts.entries()) {
      const variable = system.classOf[cell] ?? -1
      if (variable < 0) continue
      members[variable]?.push(cell)
      if (count !== null) frozen[variable] = 1
    }
    this.#classOf = system.classOf
    this.#membersOf = members
    const fall = system.value.slice()
    for (const [variable, cells] of members.entries())
      if (cells.some((cell) => unseen?.[cell] !== 1)) fall[variable] = (fall[variable] ?? 0) - this.#least
    this.#search = new MoveSearch(system, { fall, price: new Float64Array(fall.length).fill(1), frozen })
    this.#left = new Float64Array(this.#sums.wholes.length)
    for (const example of examples) this.#show(example)
  }

  /** Whether possible tables show the cell as low as `low` and as high as `high`. False proves nothing. */
  proves(cell: number, low: number, high: number): boolean {
    const truth = this.#truth[cell] ?? 0
    const variable = this.#classOf[cell] ?? -1
    if (variable < 0) return low >= truth && high <= truth
    if ((this.upper[cell] ?? 0) < high) this.#try(variable, high - truth)
    if ((this.lower[cell] ?? 0) > low) this.#try(variable, low - truth)
    return (this.upper[cell] ?? 0) >= high && (this.lower[cell] ?? 0) <= low
  }

  #try(variable: number, amount: number): void {
    const answer = this.#search.find(variable, amount, Number.POSITIVE_INFINITY)
    if (answer.kind !== 'found') return
    const cells: number[] = []
    const deltas: number[] = []
    for (const [k, moved] of answer.move.variables.entries())
      for (const cell of this.#membersOf[moved] ?? []) {
        cells.push(cell)
        deltas.push(answer.move.deltas[k] ?? 0)
      }
    this.#show({ cells: Int32Array.from(cells), deltas: Float64Array.from(deltas) })
  }

  /** Notes the values of the table that a change leads to, and of the one that the opposite change leads to, as far as they are possible. */
  #show({ cells, deltas }: CellMove): void {
    for (const sign of [1, -1]) {
      if (!this.#isPossible(cells, deltas, sign)) continue
      for (const [k, cell] of cells.entries()) {
        const value = (this.#truth[cell] ?? 0) + sign * (deltas[k] ?? 0)
        this.lower[cell] = Math.min(this.lower[cell] ?? value, value)
        this.upper[cell] = Math.max(this.upper[cell] ?? value, value)
      }
    }
  }

  /** Whether the true table with these cells changed agrees with all that is published. */
  #isPossible(cells: Int32Array, deltas: Float64Array, sign: number): boolean {
    const { counts, unseen } = this.#table
    for (const [k, cell] of cells.entries()) {
      const value = (this.#truth[cell] ?? 0) + sign * (deltas[k] ?? 0)
      if (counts[cell] !== null || value < (unseen?.[cell] === 1 ? 0 : this.#least)) return false
      if (this.#wantsWhole && !Number.isInteger(value)) return false
    }
    return this.#keepsSums(cells, deltas) && this.#keepsOverlaps(cells, deltas, sign)
  }

  /** Whether every whole that is the sum of its parts stays so. */
  #keepsSums(cells: Int32Array, deltas: Float64Array): boolean {
    const { cellStart, sums, wholes, additive } = this.#sums
    const each = (visit: (s: number, change: number) => void) => {
      for (const [k, cell] of cells.entries())
        for (let at = cellStart[cell] ?? 0; at < (cellStart[cell + 1] ?? 0); at++) {
          const s = sums[at] ?? 0
          if (additive[s] === 1) visit(s, wholes[s] === cell ? -(deltas[k] ?? 0) : (deltas[k] ?? 0))
        }
    }
    let holds = true
    each((s, change) => {
      this.#left[s] = (this.#left[s] ?? 0) + change
    })
    each((s) => {
      if (Math.abs(this.#left[s] ?? 0) > 1e-6) holds = false
    })
    each((s) => {
      this.#left[s] = 0
    })
    return holds
  }

  /** Whether every whole whose parts overlap is at least each of them and at most what they add up to. */
  #keepsOverlaps(cells: Int32Array, deltas: Float64Array, sign: number): boolean {
    const { cellStart, sums, additive, wholes, partStart, parts } = this.#sums
    const changed = new Map(Array.from(cells, (cell, k) => [cell, sign * (deltas[k] ?? 0)]))
    const valueAt = (cell: number) => (this.#truth[cell] ?? 0) + (changed.get(cell) ?? 0)
    for (const cell of cells)
      for (let at = cellStart[cell] ?? 0; at < (cellStart[cell + 1] ?? 0); at++) {
        const s = sums[at] ?? 0
        if (additive[s] === 1) continue
        let sum = 0
        let largest = 0
        for (let k = partStart[s] ?? 0; k < (partStart[s + 1] ?? 0); k++) {
          const part = valueAt(parts[k] ?? 0)
          sum += part
          largest = Math.max(largest, part)
        }
        const whole = valueAt(wholes[s] ?? 0)
        if (whole > sum + 1e-6 || whole < largest - 1e-6) return false
      }
    return true
  }
}
