import { cubeSums } from '#lib/disclosure/sums.ts'
import type { Cube } from '#lib/tabulation/cube.ts'

/** What decides how many safe cells must be hidden beside the unsafe ones. Expected numbers. */
export interface SecondaryFeatures {
  /** Sums in which exactly one cell is unsafe, and it would be given away: by whether the sum adds up. */
  readonly lone: number
  readonly loneOverlapping: number
  /** Sums in which exactly two are: together they may still be too few. */
  readonly double: number
  /** By cell: its part in the lone sums, so that what must be hidden falls where it is needed. */
  readonly pull: Float64Array
}

/**
 * Goes through every sum of a table. `unsafe` and `zero`: chances by cell, in the address order of the dimensions. Cells are
 * taken to be independent. 30 000 cells of three dimensions take some 10 ms.
 */
export function secondaryFeatures(
  dimensions: Cube['dimensions'],
  unsafe: Float64Array,
  zero: Float64Array,
  expected: Float64Array,
): SecondaryFeatures {
  const pull = new Float64Array(unsafe.length)
  let [lone, loneOverlapping, double] = [0, 0, 0]
  cubeSums(dimensions).visit((whole, parts, additive) => {
    let none = 1 - (unsafe[whole] ?? 0)
    let odds = oddsOf(unsafe[whole] ?? 0)
    let squares = odds * odds
    let room = 0
    for (const part of parts) {
      const chance = unsafe[part] ?? 0
      none *= 1 - Math.min(chance, MOST)
      const own = oddsOf(chance)
      odds += own
      squares += own * own
      room += weightOf(part, unsafe, zero, expected)
    }
    if (odds === 0 || parts.length < 2) return
    const one = none * odds
    if (additive) {
      lone += one
      double += (none * Math.max(0, odds * odds - squares)) / 2
    } else loneOverlapping += one
    if (room <= 0) return
    for (const part of parts) pull[part] = (pull[part] ?? 0) + (one * weightOf(part, unsafe, zero, expected)) / room
  })
  return { lone, loneOverlapping, double, pull }
}

const MOST = 1 - 1e-9

function oddsOf(chance: number): number {
  return chance / (1 - Math.min(chance, MOST))
}

/** The smaller a safe cell, the cheaper it is to hide. */
function weightOf(cell: number, unsafe: Float64Array, zero: Float64Array, expected: Float64Array): number {
  return Math.max(0, 1 - (unsafe[cell] ?? 0) - (zero[cell] ?? 0)) / (5 + (expected[cell] ?? 0))
}
