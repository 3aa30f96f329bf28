import type { Demand } from './attack.ts'
import type { Combination } from './covers.ts'
import { MoveSearch } from './move-search.ts'
import type { Needs } from './needs.ts'
import type { System } from './system.ts'

export type LocalAnswer =
  /** A move that meets the demand; changes of the variables it touches. */
  | { readonly kind: 'met'; readonly move: ReadonlyMap<number, number> }
  /** No move does; a combination of equations shows it. */
  | { readonly kind: 'impossible'; readonly combination: Combination }
  /** Only a broken move was found, or the search was too long. */
  | { readonly kind: 'unclear' }

/** Moves through single persons' cells are dear, so that they are used only where nothing else is left. */
const DEAR = 50

/** Ways to price the variables; another price leads to another move where the first was broken. */
const PRICINGS = 4

/** Attacks one demand at a time near its variable, through hidden variables alone. */
export class LocalAttack {
  readonly #system: System
  readonly #whole: boolean
  readonly #frozen: Uint8Array
  readonly #searches: readonly MoveSearch[]

  constructor(system: System, needs: Needs, hidden: Uint8Array, whole: boolean) {
    this.#system = system
    this.#whole = whole
    const frozen = hidden.map((isHidden) => 1 - isHidden)
    const fall = system.value.map((value, variable) => value - (needs.lower[variable] ?? 0))
    const isSingle = (variable: number) => needs.primary[variable] === 1 && system.value[variable] === 1
    this.#frozen = frozen
    this.#searches = Array.from({ length: whole ? PRICINGS : 1 }, (_, pricing) => {
      const price = (variable: number) => (isSingle(variable) ? DEAR : 1) * (1 + spread(variable, pricing))
      return new MoveSearch(system, { fall, price: Float64Array.from(system.value, (_, j) => price(j)), frozen })
    })
  }

  try({ variable, sign, need, frozen }: Demand): LocalAnswer {
    for (const search of this.#searches) {
      if (frozen !== undefined) this.#frozen[frozen] = 1
      const answer = search.find(variable, sign * need, Number.POSITIVE_INFINITY)
      if (frozen !== undefined) this.#frozen[frozen] = 0
      if (answer.kind === 'none') return { kind: 'impossible', combination: answer.combination }
      if (answer.kind !== 'found') return { kind: 'unclear' }
      const move = settle(answer.move, this.#whole)
      if (move && isSound(this.#system, move)) return { kind: 'met', move }
    }
    return { kind: 'unclear' }
  }
}

/** A fixed scatter of prices, none in the first pricing. */
function spread(variable: number, pricing: number): number {
  return pricing === 0 ? 0 : ((Math.imul(variable + 1, 0x9e3779b1 + 2 * pricing) >>> 8) & 0xff) / 64
}

/** The move without dust; undefined when it is broken and whole numbers are asked for. */
function settle(move: { variables: Int32Array; deltas: Float64Array }, whole: boolean): Map<number, number> | undefined {
  const settled = new Map<number, number>()
  for (const [k, variable] of move.variables.entries()) {
    const delta = move.deltas[k] ?? 0
    const nearest = Math.round(delta)
    const isNear = Math.abs(delta - nearest) < 1e-6
    if (whole && !isNear) return undefined
    const amount = isNear ? nearest : delta
    if (amount !== 0) settled.set(variable, amount)
  }
  return settled
}

/** Whether a move keeps every equation it touches. */
function isSound(system: System, move: ReadonlyMap<number, number>): boolean {
  for (const variable of move.keys())
    for (let at = system.variableStart[variable] ?? 0; at < (system.variableStart[variable + 1] ?? 0); at++) {
      const row = system.variableRow[at] ?? 0
      let sum = 0
      for (let k = system.rowStart[row] ?? 0; k < (system.rowStart[row + 1] ?? 0); k++)
        sum += (system.rowCoefficient[k] ?? 0) * (move.get(system.rowVariable[k] ?? 0) ?? 0)
      if (Math.abs(sum) > 1e-6) return false
    }
  return true
}
