import type { Demand } from './attack.ts'
import { type CircuitLimits, CircuitSearch } from './circuit-search.ts'
import type { Combination } from './covers.ts'
import { type Move, settled } from './move-answer.ts'
import { MoveSearch } from './move-search.ts'
import type { Needs } from './needs.ts'
import type { System } from './system.ts'

export type LocalAnswer =
  /** A move that meets the demand; changes of the variables it touches. */
  | { readonly kind: 'met'; readonly move: Move }
  /** No move does; a combination of equations shows it. */
  | { readonly kind: 'impossible'; readonly combination: Combination }
  /** Only a broken move was found, or the search was too long. */
  | { readonly kind: 'unclear' }

/** Moves through single persons' cells are dear, so that they are used only where nothing else is left. */
const DEAR = 50

/** Ways to price the variables; another price leads to another move where the first was broken. */
const PRICINGS = 4

/** How far circuits are followed before the search that also proves that there are none. */
const QUICK: CircuitLimits = { choices: 4, width: 6, steps: 100 }
const PATIENT: CircuitLimits = { choices: 6, width: 6, steps: 400 }

/** Attacks one demand at a time near its variable, through hidden variables alone. */
export class LocalAttack {
  readonly #system: System
  readonly #whole: boolean
  readonly #frozen: Uint8Array
  readonly #isFree: Uint8Array
  readonly #circuits: CircuitSearch
  readonly #longCircuits: CircuitSearch
  readonly #searches: readonly MoveSearch[]

  constructor(system: System, needs: Needs, hidden: Uint8Array, whole: boolean) {
    this.#system = system
    this.#whole = whole
    const frozen = hidden.map((isHidden) => 1 - isHidden)
    const fall = system.value.map((value, variable) => value - (needs.lower[variable] ?? 0))
    const isSingle = (variable: number) => needs.primary[variable] === 1 && system.value[variable] === 1
    this.#frozen = frozen
    this.#isFree = hidden.slice()
    const terms = { lower: needs.lower, isFree: this.#isFree }
    this.#circuits = new CircuitSearch(system, terms, QUICK)
    this.#longCircuits = new CircuitSearch(system, terms, PATIENT)
    this.#searches = Array.from({ length: whole ? PRICINGS : 1 }, (_, pricing) => {
      const price = (variable: number) => (isSingle(variable) ? DEAR : 1) * (1 + spread(variable, pricing))
      return new MoveSearch(system, { fall, price: Float64Array.from(system.value, (_, j) => price(j)), frozen })
    })
  }

  /** A small whole move that meets a demand, if it is found at once. */
  tryQuickly({ variable, sign, need }: Demand): Move | undefined {
    return Number.isInteger(need) ? this.#circuits.find(variable, sign * need) : undefined
  }

  try({ variable, sign, need, frozen }: Demand): LocalAnswer {
    if (frozen === undefined) return this.#answer(variable, sign * need)
    this.#frozen[frozen] = 1
    this.#isFree[frozen] = 0
    const answer = this.#answer(variable, sign * need)
    this.#frozen[frozen] = 0
    this.#isFree[frozen] = 1
    return answer
  }

  #answer(variable: number, amount: number): LocalAnswer {
    const circuits = Number.isInteger(amount) ? this.#longCircuits.find(variable, amount) : undefined
    if (circuits) return { kind: 'met', move: circuits }
    for (const search of this.#searches) {
      const answer = search.find(variable, amount, Number.POSITIVE_INFINITY)
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
function settle(move: Move, whole: boolean): Move | undefined {
  const deltas = move.deltas.map(settled)
  return whole && deltas.some((delta) => !Number.isInteger(delta)) ? undefined : { variables: move.variables, deltas }
}

/** Whether a move keeps every equation it touches. */
function isSound(system: System, { variables, deltas }: Move): boolean {
  const left = new Map<number, number>()
  for (const [k, variable] of variables.entries())
    for (let at = system.variableStart[variable] ?? 0; at < (system.variableStart[variable + 1] ?? 0); at++) {
      const row = system.variableRow[at] ?? 0
      left.set(row, (left.get(row) ?? 0) + coefficientIn(system, row, variable) * (deltas[k] ?? 0))
    }
  return [...left.values()].every((sum) => Math.abs(sum) < 1e-6)
}

function coefficientIn({ rowStart, rowVariable, rowCoefficient }: System, row: number, variable: number): number {
  for (let k = rowStart[row] ?? 0; k < (rowStart[row + 1] ?? 0); k++)
    if (rowVariable[k] === variable) return rowCoefficient[k] ?? 0
  return 0
}
