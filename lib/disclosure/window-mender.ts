import type { Highs } from 'highs'
import type { Demand } from './attack.ts'
import { NEXT_TO_NOTHING } from './mend.ts'
import type { Move } from './move-answer.ts'
import type { Needs } from './needs.ts'
import { cheapestMove } from './priced-move.ts'
import type { System } from './system.ts'
import { WindowGrower } from './window-grower.ts'

/** How far is looked: variables in the window, and how many times the cheapest price what is not hidden may cost. */
const STAGES = [
  { size: 1500, times: 4 },
  { size: 3000, times: 12 },
  { size: 6000, times: Number.POSITIVE_INFINITY },
  { size: 12_000, times: Number.POSITIVE_INFINITY },
]

export interface WindowMending {
  readonly highs: Highs
  readonly system: System
  readonly needs: Needs
  readonly cost: Float64Array
  /** Grows in place. */
  readonly hidden: Uint8Array
  /** False once a demand is proven by a move that was made for another. */
  readonly isOpen: (demand: Demand) => boolean
  /** Takes a move that proves a demand now that all it touches is hidden. */
  readonly met: (move: Move) => void
  /** Called between steps; throws to stop. */
  readonly pulse: (done: number, total: number) => Promise<void>
}

/**
 * Answers open demands by hiding what the cheapest move in a window around each of them touches (after Kelly, Golden and Assad 1992),
 * in larger windows with dearer variables for what has no move in small ones. What none of them answers stays open.
 */
export async function mendInWindows(mending: WindowMending, demands: readonly Demand[]): Promise<void> {
  const { highs, system, needs, cost, hidden, isOpen, met, pulse } = mending
  const grower = new WindowGrower(system)
  const price = cost.map((own, variable) => (hidden[variable] === 1 ? NEXT_TO_NOTHING : own))
  const cheapest = price.reduce((least, own) => (own > NEXT_TO_NOTHING ? Math.min(least, own) : least), Number.POSITIVE_INFINITY)
  const terms = { lower: needs.lower, price }
  let left = demands
  for (const { size, times } of STAGES) {
    left = left.filter(isOpen)
    for (const [k, demand] of left.entries()) {
      if (!isOpen(demand)) continue
      await pulse(k, left.length)
      const { variable, sign, need } = demand
      const window = grower.around(variable, size, (other) => (price[other] ?? 0) <= times * cheapest)
      const move = cheapestMove(highs, system, terms, window, { variable, amount: sign * need })
      if (!move) continue
      for (const touched of move.variables) {
        hidden[touched] = 1
        price[touched] = NEXT_TO_NOTHING
      }
      met(move)
    }
  }
}
