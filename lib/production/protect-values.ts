import type { RegisterValue } from '#lib/catalogue/register.ts'
import type { Specification, Statistic } from '#lib/catalogue/specification.ts'
import { percentileRule } from '#lib/disclosure/measure-rules.ts'
import type { ValueFigures } from '#lib/production/table-body.ts'
import type { Cube } from '#lib/tabulation/cube.ts'
import { type ValueRecords, type ValueStatistics, valueStatistics } from '#lib/tabulation/value-statistics.ts'

export interface ValueTask {
  readonly value: RegisterValue
  readonly specification: Specification
  /** Whether persons with several rows are counted: a mean is then per person. */
  readonly isPerPerson: boolean
  /** By address: above 0 where the count is hidden. */
  readonly status: Uint8Array
  readonly threshold: number
}

export interface ProtectedValues {
  readonly figures: ValueFigures
}

const SHARES = { median: [0.5], quartiles: [0.25, 0.75], mean: [], sum: [] } as const

/**
 * Percentiles of a number with what must not be told left out: they are given where the threshold of persons stands on either
 * side, where the count is published, and where not all numbers are alike.
 */
export function protectValues({ dimensions, counts }: Cube, records: ValueRecords, task: ValueTask): ProtectedValues {
  const { value, specification } = task
  const statistics = specification.value?.statistics ?? []
  const additive = dimensions.map((dimension) => ({ ...dimension, additive: true }))
  const shares = statistics.flatMap((statistic): readonly number[] => SHARES[statistic])
  const made = valueStatistics(additive, records, shares)
  const ofStatistic = (statistic: Statistic): ValueFigures['figures'] =>
    SHARES[statistic].map((share) => {
      const percentiles = made.percentiles[shares.indexOf(share)]
      const isGiven = (cell: number) => isSafePercentile(made, cell, share, task, counts)
      return {
        id: nameOf(share),
        values: give(counts.length, isGiven, (cell) => percentiles?.[cell], value.decimals, value.decimals + 1),
      }
    })
  return { figures: { id: value.id, figures: statistics.flatMap(ofStatistic) } }
}

function isSafePercentile(made: ValueStatistics, cell: number, share: number, task: ValueTask, counts: Float64Array): boolean {
  const { threshold, status } = task
  const isAlike = made.least[cell] === made.greatest[cell] && made.greatest[cell] !== 0
  const behind = { persons: made.persons[cell] ?? 0, share, isCountHidden: status[cell] !== 0 }
  return !isAlike && !hasFewWithout(made, cell, task, counts) && percentileRule(threshold)(behind) === null
}

/** A published count with a figure over all but a few of it would tell how many carry no number. */
function hasFewWithout(
  made: ValueStatistics,
  cell: number,
  { threshold, isPerPerson }: ValueTask,
  counts: Float64Array,
): boolean {
  const without = (counts[cell] ?? 0) - ((isPerPerson ? made.persons : made.rows)[cell] ?? 0)
  return without > 0 && without < threshold
}

/** In the unit of the register's value and rounded to `digits`; null where not given or nothing is there. */
function give(
  cells: number,
  isGiven: (cell: number) => boolean,
  valueAt: (cell: number) => number | undefined,
  decimals: number,
  digits: number,
): (number | null)[] {
  return Array.from({ length: cells }, (_, cell) => {
    const value = isGiven(cell) ? (valueAt(cell) ?? Number.NaN) : Number.NaN
    return Number.isFinite(value) ? Math.round((value / 10 ** decimals) * 10 ** digits) / 10 ** digits : null
  })
}

function nameOf(share: number): ValueFigures['figures'][number]['id'] {
  return share === 0.5 ? 'median' : share < 0.5 ? 'lower_quartile' : 'upper_quartile'
}
