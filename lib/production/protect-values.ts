import type { RegisterValue } from '#lib/catalogue/register.ts'
import type { Specification, Statistic } from '#lib/catalogue/specification.ts'
import { defaultMagnitudeProtection } from '#lib/disclosure/magnitudes/magnitude-protection.ts'
import { foldContributions } from '#lib/disclosure/magnitudes/magnitude-table.ts'
import {
  type MagnitudeCertificate,
  type ProtectedMagnitudes,
  protectMagnitudes,
} from '#lib/disclosure/magnitudes/protect-magnitudes.ts'
import { percentileRule, sumOrMeanRule } from '#lib/disclosure/measure-rules.ts'
import type { ProtectCellsRefusal, ProtectContext } from '#lib/disclosure/protect-cells.ts'
import { ok, type Result } from '#lib/kernel/result.ts'
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
  /** True when a sum is withheld although its count is published: other tables of the same sums could then give it away. */
  readonly isWithheld: boolean
  /** Of the sums, against persons and against other contributors; none when percentiles alone were ordered. */
  readonly certificates: readonly MagnitudeCertificate[]
}

const SHARES = { median: [0.5], quartiles: [0.25, 0.75], mean: [], sum: [] } as const

/**
 * Statistics of a number with what must not be told left out. Sums are protected as a table of their own (p%-rule, at least the
 * threshold of contributors, against every contributor) and audited; a sum or mean is given where its sum and its count are
 * both published. No sum that can be computed then tells of a hidden cell: the same computation would give its count. Percentiles
 * are given where the threshold of persons stands on either side.
 */
export async function protectValues(
  { dimensions, counts }: Cube,
  records: ValueRecords,
  task: ValueTask,
  context: ProtectContext,
): Promise<Result<ProtectedValues, ProtectCellsRefusal>> {
  const { value, specification, threshold } = task
  const statistics = specification.value?.statistics ?? []
  const additive = dimensions.map((dimension) => ({ ...dimension, additive: true }))
  const shares = statistics.flatMap((statistic): readonly number[] => SHARES[statistic])
  const made = valueStatistics(additive, records, shares)
  const needsSums = statistics.some((statistic) => statistic === 'mean' || statistic === 'sum')
  const sums = needsSums ? await protectSums(additive, records, threshold, context) : ok([])
  if (!sums.ok) return sums
  const isSumHidden = (cell: number) => sums.value.some(({ status }) => status[cell] !== 0)
  const ofStatistic = (statistic: Statistic): ValueFigures['figures'] => {
    if (statistic === 'mean' || statistic === 'sum') {
      const isGiven = (cell: number) => !isSumHidden(cell) && isSafeSum(made, cell, task, counts)
      const valueAt = statistic === 'sum' ? (cell: number) => made.sums[cell] : (cell: number) => meanOf(made, cell, task)
      // A mean of whole numbers has a decimal; one of amounts is as fine as they are.
      const digits = statistic === 'sum' ? value.decimals : Math.max(1, value.decimals)
      return [{ id: statistic, values: give(counts.length, isGiven, valueAt, value.decimals, digits) }]
    }
    return SHARES[statistic].map((share) => {
      const percentiles = made.percentiles[shares.indexOf(share)]
      const isGiven = (cell: number) => isSafePercentile(made, cell, share, task, counts)
      return {
        id: nameOf(share),
        values: give(counts.length, isGiven, (cell) => percentiles?.[cell], value.decimals, value.decimals + 1),
      }
    })
  }
  return ok({
    figures: { id: value.id, figures: statistics.flatMap(ofStatistic) },
    isWithheld: counts.some((_, cell) => task.status[cell] === 0 && isSumHidden(cell)),
    certificates: sums.value.map(({ certificate }) => certificate),
  })
}

/**
 * The sums protected against persons, and against who else gave them. What is hidden of either is left out, so that each
 * protection stands with less published than it allows.
 */
async function protectSums(
  dimensions: Cube['dimensions'],
  records: ValueRecords,
  threshold: number,
  context: ProtectContext,
): Promise<Result<ProtectedMagnitudes[], ProtectCellsRefusal>> {
  const persons = { ...defaultMagnitudeProtection, primary: { pPercent: P_PERCENT, leastContributors: threshold } }
  const others = { ...defaultMagnitudeProtection, primary: { pPercent: P_PERCENT } }
  const wanted = [
    { by: records.persons, rules: persons },
    ...(records.contributors ? [{ by: records.contributors, rules: others }] : []),
  ]
  const made: ProtectedMagnitudes[] = []
  for (const { by, rules } of wanted) {
    const result = await protectMagnitudes(contributionsOf(dimensions, by, records), rules, context)
    if (!result.ok) return result
    made.push(result.value)
  }
  return ok(made)
}

/** No contributor may be known to within this many per cent of what she gave. */
const P_PERCENT = 10

function contributionsOf(dimensions: Cube['dimensions'], by: Int32Array, { addresses, values, rows }: ValueRecords) {
  const numbers = new Map<number, number>()
  const contributors = by.map((contributor) => {
    const known = numbers.get(contributor) ?? numbers.size
    numbers.set(contributor, known)
    return known
  })
  return foldContributions(dimensions, { addresses, contributors, values: values.map((each, k) => each * (rows[k] ?? 0)) })
}

function isSafeSum(made: ValueStatistics, cell: number, task: ValueTask, counts: Float64Array): boolean {
  const { threshold, status } = task
  const rule = sumOrMeanRule(threshold)
  const persons = made.persons[cell] ?? 0
  const range = [made.least[cell] ?? 0, made.greatest[cell] ?? 0] as const
  return !hasFewWithout(made, cell, task, counts) && rule({ persons, range, isCountHidden: status[cell] !== 0 }) === null
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

function meanOf(made: ValueStatistics, cell: number, { isPerPerson }: ValueTask): number {
  return (made.sums[cell] ?? 0) / ((isPerPerson ? made.persons : made.rows)[cell] ?? 0)
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
