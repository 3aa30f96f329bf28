import { anyOf, type CellRule, minimumFrequency, type UnsafeReason } from './cell-rules.ts'
import { type Contribution, type MagnitudeRules, unsafeMagnitude } from './magnitudes/magnitude-rules.ts'

/**
 * Rules for what is computed from few persons. Each answers for one cell why its figure must not be published, or null.
 *
 * They look at one figure at a time. Two things are left to the caller. A figure that is safe alone can be worked out from others:
 * a mean beside its published count is a sum, and sums with margins give each other away. And a figure with many digits says more than
 * it should: `numeratorsBehind` tells what a printed rate leaves possible.
 */
export interface PersonsBehind {
  /** Persons the figure is computed from. */
  readonly persons: number
  /** True where that number is hidden in the same delivery, for whatever reason. */
  readonly isCountHidden?: boolean
}

export interface SumOrMean extends PersonsBehind {
  /** What each person gave; with it the p%-rule and dominance can be asked. */
  readonly contributions?: readonly Contribution[]
  /** Least and greatest value of a person, where they are known to the caller. */
  readonly range?: readonly [least: number, greatest: number]
}

/**
 * A sum or a mean: too few persons, one of them too large a part of it, or everybody with the same value, so that the mean tells
 * each one's (group disclosure). Where the count is hidden the mean is hidden too: its fraction tells what the count divides by.
 */
export function sumOrMeanRule(threshold: number, magnitude: MagnitudeRules = {}): CellRule<SumOrMean> {
  return anyOf<SumOrMean>(
    hiddenCount,
    fewPersons(threshold),
    ({ contributions }) => (contributions ? unsafeMagnitude(contributions, magnitude) : null),
    ({ persons, range }) => (range && persons > 0 && range[0] === range[1] && range[0] !== 0 ? 'all-alike' : null),
  )
}

export interface Rate {
  /** Events or persons counted, and what they are counted of (persons, or person-years rounded to whole ones). */
  readonly numerator: number
  readonly denominator: number
  /** True where the count is hidden in the same delivery, or would be if it were shown. */
  readonly isNumeratorHidden?: boolean
  /** True where the denominator is hidden; false when anybody can look it up. */
  readonly isDenominatorHidden?: boolean
  /** True when the denominator counts the persons the numerator is a part of, so that a rate of 100 % tells of everybody. */
  readonly isShare?: boolean
}

/**
 * A rate is a count for whoever knows the other one: unsafe when numerator or denominator is 1 to `threshold` - 1, when either is
 * hidden (a rate of zero tells of a hidden denominator nothing), and when everybody in the denominator is in the numerator.
 */
export function rateRule(threshold: number): CellRule<Rate> {
  const few = minimumFrequency(threshold, false)
  return anyOf<Rate>(
    ({ numerator }) => few({ count: numerator }),
    ({ denominator }) => few({ count: denominator }),
    ({ isNumeratorHidden }) => (isNumeratorHidden ? 'hidden-numerator' : null),
    ({ isDenominatorHidden, numerator }) => (isDenominatorHidden && numerator > 0 ? 'hidden-denominator' : null),
    ({ isShare, numerator, denominator }) => (isShare && numerator > 0 && numerator >= denominator ? 'group' : null),
  )
}

export interface Percentile extends PersonsBehind {
  /** Which percentile, as a share: 0.5 the median, 0.25 and 0.75 the quartiles. Above 0 and below 1. */
  readonly share: number
}

/**
 * A percentile stands where one person stands, so `threshold` persons must lie on either side of it: a median wants 2 x threshold
 * persons, a quartile 4 x threshold, a 5 % percentile 20 x threshold.
 */
export function percentileRule(threshold: number): CellRule<Percentile> {
  return anyOf<Percentile>(hiddenCount, fewPersons(threshold), ({ persons, share }) =>
    persons > 0 && persons * Math.min(share, 1 - share) < threshold - 1e-9 ? 'few-in-tail' : null,
  )
}

export interface Extreme extends PersonsBehind {
  /** Persons who have exactly the largest (or smallest) value. */
  readonly atExtreme: number
}

/** A maximum or minimum is the value of those who have it: they must be at least `threshold`. */
export function extremeRule(threshold: number): CellRule<Extreme> {
  return anyOf<Extreme>(hiddenCount, fewPersons(threshold), ({ persons, atExtreme }) =>
    persons > 0 && atExtreme < threshold ? 'few-at-extreme' : null,
  )
}

/** Why each figure of a list is unsafe, in its order; null where it may be published. */
export function unsafeFigures<Cell>(cells: readonly Cell[], rule: CellRule<Cell>): (UnsafeReason | null)[] {
  return cells.map(rule)
}

/**
 * Whole numerators that a rate printed in steps of `step` leaves possible: from the printed rate an outsider who knows the
 * denominator computes [least, most]. `scale`: what the rate is per, for instance 100 000. A hidden count of 1 to T - 1 is kept
 * only when [1, T - 1] lies within.
 */
export function numeratorsBehind(rate: { printed: number; step: number; scale: number; denominator: number }): {
  least: number
  most: number
} {
  const { printed, step, scale, denominator } = rate
  const least = Math.max(0, Math.ceil(((printed - step / 2) * denominator) / scale - 1e-9))
  return { least, most: Math.floor(((printed + step / 2) * denominator) / scale + 1e-9) }
}

function hiddenCount({ isCountHidden }: PersonsBehind): UnsafeReason | null {
  return isCountHidden ? 'hidden-count' : null
}

function fewPersons(threshold: number): CellRule<PersonsBehind> {
  const few = minimumFrequency(threshold, false)
  return ({ persons }) => few({ count: persons })
}
