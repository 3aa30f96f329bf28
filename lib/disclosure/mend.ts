import type { Demand } from './attack.ts'
import type { Move } from './move-answer.ts'
import { MoveSearch } from './move-search.ts'
import type { Needs } from './needs.ts'
import type { System } from './system.ts'

/** What became of a demand: proven by a whole move through what is hidden now, or given more room, or there is no more to give. */
export type Mended = { readonly kind: 'met'; readonly move: Move } | { readonly kind: 'hidden' } | { readonly kind: 'stuck' }

/** Price of a hidden variable, so that of two free ways the shorter is taken. */
export const NEXT_TO_NOTHING = 1 / 128

/**
 * Answers single demands by hiding what the cheapest move that meets them touches (Kelly, Golden and Assad 1992). Quicker than
 * a new choice of everything, and it always gets on: used where the conditions of the attack don't help or take too long.
 */
export class Mender {
  readonly #system: System
  readonly #hidden: Uint8Array
  readonly #cost: Float64Array
  readonly #price: Float64Array
  readonly #frozen: Uint8Array
  readonly #search: MoveSearch

  /** Extends `hidden` in place. */
  constructor(system: System, needs: Needs, cost: Float64Array, hidden: Uint8Array) {
    this.#system = system
    this.#hidden = hidden
    this.#cost = cost
    this.#frozen = new Uint8Array(hidden.length)
    this.#price = cost.map((own, variable) => NEXT_TO_NOTHING + (hidden[variable] === 1 ? 0 : own))
    this.#search = new MoveSearch(system, {
      fall: system.value.map((value, variable) => value - (needs.lower[variable] ?? 0)),
      price: this.#price,
      frozen: this.#frozen,
    })
  }

  /** Hides what the cheapest move that meets the demand touches, or `neighbours` more where none was found or only a broken one. */
  mend({ variable, sign, need, frozen }: Demand, neighbours = 1): Mended {
    if (frozen !== undefined) this.#frozen[frozen] = 1
    const answer = this.#search.find(variable, sign * need, Number.POSITIVE_INFINITY)
    if (frozen !== undefined) this.#frozen[frozen] = 0
    let isMore = false
    if (answer.kind === 'found') {
      for (const touched of answer.move.variables) isMore = this.#hide(touched) || isMore
      const isWhole = answer.move.deltas.every((delta) => Number.isInteger(delta))
      if (isWhole && frozen === undefined) return { kind: 'met', move: answer.move }
    }
    if (isMore) return { kind: 'hidden' }
    let hidden = 0
    while (hidden < neighbours && this.#hideCheapestNeighbour(variable)) hidden++
    return { kind: hidden > 0 ? 'hidden' : 'stuck' }
  }

  #hide(variable: number): boolean {
    if (this.#hidden[variable] === 1) return false
    this.#hidden[variable] = 1
    this.#price[variable] = NEXT_TO_NOTHING
    return true
  }

  /** Where a move exists but only a broken one, more room is made: the cheapest variable next to what hangs together here. */
  #hideCheapestNeighbour(start: number): boolean {
    const { variableStart, variableRow, rowStart, rowVariable } = this.#system
    const seen = new Set([start])
    let ring = [start]
    while (ring.length > 0) {
      const next: number[] = []
      let best = -1
      for (const variable of ring)
        for (let at = variableStart[variable] ?? 0; at < (variableStart[variable + 1] ?? 0); at++) {
          const row = variableRow[at] ?? 0
          for (let k = rowStart[row] ?? 0; k < (rowStart[row + 1] ?? 0); k++) {
            const other = rowVariable[k] ?? 0
            if (seen.has(other)) continue
            seen.add(other)
            if (this.#hidden[other] === 1) next.push(other)
            else if (best < 0 || (this.#cost[other] ?? 0) < (this.#cost[best] ?? 0)) best = other
          }
        }
      if (best >= 0) return this.#hide(best)
      ring = next
    }
    return false
  }
}
