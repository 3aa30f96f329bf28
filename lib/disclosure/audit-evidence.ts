import type { PublishedTable } from './audited-systems.ts'
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

  /** `truth`: the counts behind the published table. */
  constructor(table: PublishedTable, truth: Float64Array, rules: Rules) {
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
    for (const sign of [1, -1]) {
      const changed = new Map<number, number>()
      for (const [k, moved] of answer.move.variables.entries())
        for (const cell of this.#membersOf[moved] ?? [])
          changed.set(cell, (this.#truth[cell] ?? 0) + sign * (answer.move.deltas[k] ?? 0))
      if (!this.#isPossible(changed)) continue
      for (const [cell, value] of changed) {
        this.lower[cell] = Math.min(this.lower[cell] ?? value, value)
        this.upper[cell] = Math.max(this.upper[cell] ?? value, value)
      }
    }
  }

  /** Whether the true table with these cells changed agrees with all that is published. */
  #isPossible(changed: ReadonlyMap<number, number>): boolean {
    for (const [cell, value] of changed) {
      const least = this.#table.unseen?.[cell] === 1 ? 0 : this.#least
      if (this.#table.counts[cell] !== null || value < least) return false
      if (this.#wantsWhole && !Number.isInteger(value)) return false
    }
    const { cellStart, sums } = this.#sums
    for (const cell of changed.keys())
      for (let at = cellStart[cell] ?? 0; at < (cellStart[cell + 1] ?? 0); at++)
        if (!this.#holds(changed, sums[at] ?? 0)) return false
    return true
  }

  /** Whether a whole agrees with its parts. */
  #holds(changed: ReadonlyMap<number, number>, s: number): boolean {
    const { wholes, additive, partStart, parts } = this.#sums
    const at = (cell: number) => changed.get(cell) ?? this.#truth[cell] ?? 0
    let sum = 0
    let largest = 0
    for (let k = partStart[s] ?? 0; k < (partStart[s + 1] ?? 0); k++) {
      const part = at(parts[k] ?? 0)
      sum += part
      largest = Math.max(largest, part)
    }
    const whole = at(wholes[s] ?? 0)
    if (additive[s] === 1) return Math.abs(whole - sum) < 1e-6
    return whole <= sum + 1e-6 && whole >= largest - 1e-6
  }
}
