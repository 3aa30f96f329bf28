import { type MoveRow, TINY } from './move-row.ts'
import type { System } from './system.ts'

/** A change of the table that keeps every sum: variables and by how much each moves. The truth plus a move is another possible table. */
export interface Move {
  readonly variables: Int32Array
  readonly deltas: Float64Array
}

/** A solver's change without dust: the whole number next to it where it is that near. */
export function settled(change: number): number {
  const nearest = Math.round(change)
  return Math.abs(change - nearest) < 1e-6 ? nearest : change
}

/** What a search may use. Arrays by variable; they are read at every search, so the owner may change them in between. */
export interface MoveTerms {
  /** How far each variable may fall: its value less the least value an intruder must allow. */
  readonly fall: Float64Array
  /** Price per unit moved, above 0. */
  readonly price: Float64Array
  /** 1 where a variable must keep its value. */
  readonly frozen: Uint8Array
}

export type MoveAnswer =
  | { readonly kind: 'found'; readonly move: Move }
  /** No move exists. `equations`: the weights with which they add up to `combination` (coefficient by variable), which shows it. */
  | {
      readonly kind: 'none'
      readonly equations: ReadonlyMap<number, number>
      readonly combination: ReadonlyMap<number, number>
    }
  /** Every move costs more than the limit, or the search took too many steps. */
  | { readonly kind: 'too-dear' | 'gave-up' }

/** The equations behind a row that can't be met, weighted and added up. Entries beyond the variables stand for equations. */
export function proofOfRow(system: System, row: MoveRow) {
  const { rowStart, rowVariable, rowCoefficient } = system
  const first = system.value.length
  const equations = new Map<number, number>(row.basic < 0 ? [[-1 - row.basic, 1]] : [])
  for (const [k, j] of row.indices.entries()) if (j >= first) equations.set(j - first, row.coefficients[k] ?? 0)
  const combination = new Map<number, number>()
  for (const [equation, weight] of equations)
    for (let k = rowStart[equation] ?? 0; k < (rowStart[equation + 1] ?? 0); k++) {
      const j = rowVariable[k] ?? 0
      combination.set(j, (combination.get(j) ?? 0) + weight * (rowCoefficient[k] ?? 0))
    }
  for (const [j, weight] of combination) if (Math.abs(weight) < TINY) combination.delete(j)
  return { equations, combination }
}
