import { type Cube, type CubeDimension, cellCount } from '#lib/tabulation/cube.ts'
import { foldMargins } from '#lib/tabulation/fold-margins.ts'
import { narrowBounds } from './bounds.ts'
import { type PerturbationRules, perturbationTable } from './perturbation-table.ts'

export interface Perturbed {
  /** Perturbed counts by address. Margins do not add up exactly; each is as accurate as any other cell. */
  readonly counts: Float64Array
  /** What an outsider who knows the method can bound each true count to. */
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly report: PerturbationReport
}

export interface PerturbationReport {
  readonly largestDeviation: number
  readonly meanAbsoluteDeviation: number
  /** Cells of 1 to threshold - 1 units, and how many of them can be worked out exactly all the same. */
  readonly small: number
  readonly exposed: number
}

/**
 * The key of every cell: the keys of its records added up, whole part dropped. The same records get the same key in every
 * table, so that asking again averages nothing out. `innerKeys` holds at innermost addresses the sum of record keys in [0, 1),
 * zero elsewhere; dimensions add up.
 */
export function cellKeys(dimensions: readonly CubeDimension[], innerKeys: Float64Array): Float64Array {
  const keys = innerKeys.slice()
  foldMargins(dimensions, keys)
  return keys.map((key) => key - Math.floor(key))
}

/**
 * Adds the noise that each cell's key looks up in the perturbation table. `threshold`: which cells count as small in the
 * report. Throws when the keys are not one per cell.
 */
export function perturbByCellKey(cube: Cube, keys: Float64Array, rules: PerturbationRules, threshold: number): Perturbed {
  const { dimensions, counts } = cube
  if (keys.length !== cellCount(dimensions)) throw new Error('one key per cell is needed')
  const table = perturbationTable(rules)
  const perturbed = counts.map((count, address) => {
    const row = table[Math.min(count, table.length - 1)]
    let left = keys[address] ?? 0
    for (const [k, p] of row?.probabilities.entries() ?? []) {
      left -= p
      if (left < 0) return count + (row?.deviations[k] ?? 0)
    }
    return count + (row?.deviations.at(-1) ?? 0)
  })
  // Zeros stay zero, so whatever is above zero in print is above zero in truth; a printed zero may be a small count.
  const { lower, upper } = narrowBounds(dimensions, {
    lower: perturbed.map((count) => (count > 0 ? Math.max(1, count - rules.largest) : 0)),
    upper: perturbed.map((count) => count + rules.largest),
  })
  return { counts: perturbed, lower, upper, report: reportOf(counts, perturbed, lower, upper, threshold) }
}

/** The stated accuracy of a table that was altered cell by cell, and what of its small cells is exposed all the same. */
export function reportOf(
  counts: Float64Array,
  altered: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
  threshold: number,
): PerturbationReport {
  let largestDeviation = 0
  let sum = 0
  let small = 0
  let exposed = 0
  for (const [address, count] of counts.entries()) {
    const by = Math.abs((altered[address] ?? 0) - count)
    largestDeviation = Math.max(largestDeviation, by)
    sum += by
    if (count < 1 || count >= threshold) continue
    small++
    if (lower[address] === upper[address]) exposed++
  }
  return { largestDeviation, meanAbsoluteDeviation: sum / Math.max(1, counts.length), small, exposed }
}
