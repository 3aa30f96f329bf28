import { poissonLimits } from './standardised-rate.ts'

/** One age group: the people of a cell, and the people and events of the whole table that the cell is compared with. */
export interface RatioStratum {
  readonly people: number
  readonly tablePeople: number
  /** Null where hidden; a hidden count is at least 1 when zeros are published. */
  readonly tableCount: number | null
}

export interface StandardisedRatio {
  /** Observed over expected, times 100: 100 where the cell has the rates of the whole table. */
  readonly ratio: number
  readonly lower: number
  readonly upper: number
  readonly expected: number
}

const RATIO_PER = 100

/**
 * Indirectly standardised ratio (SMR) of a published count with exact Poisson limits: observed over what was to be expected
 * had every age of the cell the rate it has in the whole table (Breslow and Day, Statistical Methods in Cancer Research II, IARC
 * 1987, section 2.3). Made of the protected table alone: hidden ages of the whole table, whose sum is known, are spread by
 * their people, and the limits hold for every other spread. Null where nothing is to be expected.
 */
export function standardisedRatio(count: number, tableTotal: number, strata: readonly RatioStratum[]): StandardisedRatio | null {
  const lived = strata.filter(({ tablePeople }) => tablePeople > 0)
  const hidden = lived.filter(({ tableCount }) => tableCount === null)
  const shareOf = ({ people, tablePeople }: RatioStratum) => people / tablePeople
  const known = lived.reduce((sum, stratum) => sum + (stratum.tableCount ?? 0) * shareOf(stratum), 0)
  const rest = tableTotal - lived.reduce((sum, { tableCount }) => sum + (tableCount ?? 0), 0)
  const hiddenPeople = hidden.reduce((sum, { tablePeople }) => sum + tablePeople, 0)
  const spread = hidden.reduce((sum, stratum) => sum + (rest * stratum.tablePeople * shareOf(stratum)) / hiddenPeople, 0)
  const shares = hidden.map(shareOf)
  const expected = known + spread
  const least = known + (hidden.length > 0 ? rest * Math.min(...shares) : 0)
  const most = known + (hidden.length > 0 ? rest * Math.max(...shares) : 0)
  if (!(least > 0)) return null
  const { lower, upper } = poissonLimits(count)
  return {
    ratio: (count / expected) * RATIO_PER,
    lower: (lower / most) * RATIO_PER,
    upper: (upper / least) * RATIO_PER,
    expected,
  }
}
