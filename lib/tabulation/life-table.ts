/** What happened in one interval of follow-up; null where hidden. A hidden number is at least 1 when zeros are published. */
export interface FollowedInterval {
  readonly events: number | null
  readonly withdrawn: number | null
  /** What hidden numbers are spread by; only the proportions matter. */
  readonly expectedEvents: number
  readonly expectedWithdrawn: number
}

/** Where the curve stands at the end of an interval. */
export interface SurvivalPoint {
  /** Persons at risk when the interval began; null where hidden numbers leave it open. */
  readonly atRisk: number | null
  /** Share without the event, 0 to 1, with 95 % limits widened by what hidden numbers leave open. */
  readonly survival: number
  readonly lower: number
  readonly upper: number
}

/**
 * When in an interval those who withdraw leave: at its `end`, after the events, as in the product-limit estimate where an
 * interval is a moment; or `half` on average in its middle, as in the life table of years.
 */
export type Withdrawal = 'end' | 'half'

/** Fewest persons at risk for the curve to go on. */
export const LEAST_AT_RISK = 10

const Z = 1.959963984540054

/**
 * The survival curve of a group from a protected table alone: the product-limit estimate (Kaplan and Meier, JASA 53, 1958, 457-481),
 * over years the actuarial life table (Cutler and Ederer, Journal of Chronic Diseases 8, 1958, 699-712). Greenwood's variance,
 * limits on the log minus log scale. Hidden numbers, whose sums are known, are spread by what is expected; the limits are
 * widened by as far as the curve moves when all that is free falls in one interval. The curve ends, with nulls, where too few
 * are at risk or hiding leaves more open than chance does. `events` and `withdrawn`: totals of the group.
 */
export function lifeTable(
  totals: { readonly events: number; readonly withdrawn: number },
  intervals: readonly FollowedInterval[],
  withdrawal: Withdrawal = 'half',
): (SurvivalPoint | null)[] {
  const events = fill(
    totals.events,
    intervals.map((each) => each.events),
    intervals.map((each) => each.expectedEvents),
  )
  const withdrawn = fill(
    totals.withdrawn,
    intervals.map((each) => each.withdrawn),
    intervals.map((each) => each.expectedWithdrawn),
  )
  const people = totals.events + totals.withdrawn
  const estimate = curve(people, events.spread, withdrawn.spread, withdrawal)
  const others = events.extremes.flatMap((e) => withdrawn.extremes.map((w) => curve(people, e, w, withdrawal)))
  let isOver = false
  return estimate.map(({ atRisk, survival, lower, upper }, k) => {
    const possible = others.map((other) => other[k]?.survival ?? survival)
    const least = Math.min(survival, ...possible)
    const most = Math.max(survival, ...possible)
    const isOpen = most - least > 1e-12
    isOver ||= atRisk < LEAST_AT_RISK || (isOpen && most - least > upper - lower)
    if (isOver) return null
    return {
      atRisk: isKnown(intervals, k) ? Math.round(atRisk) : null,
      survival,
      lower: Math.max(0, lower - (survival - least)),
      upper: Math.min(1, upper + (most - survival)),
    }
  })
}

/** Hidden numbers spread by expectation, and every way to put all that is free in one of them. */
function fill(total: number, numbers: readonly (number | null)[], expected: readonly number[]) {
  const hidden = numbers.flatMap((number, k) => (number === null ? [k] : []))
  const rest = total - numbers.reduce<number>((sum, number) => sum + (number ?? 0), 0)
  if (rest < hidden.length || (hidden.length === 0 && rest !== 0)) throw new Error('the intervals do not add up to their total')
  const free = rest - hidden.length
  const guide = hidden.reduce((sum, k) => sum + (expected[k] ?? 0), 0)
  const shareOf = (k: number) => (guide > 0 ? (expected[k] ?? 0) / guide : 1 / hidden.length)
  const put = (own: (k: number) => number) => numbers.map((number, k) => number ?? 1 + own(k))
  const extremes = hidden.length > 1 ? hidden.map((one) => put((k) => (k === one ? free : 0))) : []
  const spread = put((k) => free * shareOf(k))
  return { spread, extremes: extremes.length > 0 ? extremes : [spread] }
}

interface CurvePoint extends Omit<SurvivalPoint, 'atRisk'> {
  readonly atRisk: number
}

function curve(people: number, events: readonly number[], withdrawn: readonly number[], withdrawal: Withdrawal): CurvePoint[] {
  let atRisk = people
  let survival = 1
  let variance = 0
  return events.map((count, k) => {
    const leaving = withdrawn[k] ?? 0
    const before = atRisk
    const exposed = withdrawal === 'half' ? before - leaving / 2 : before
    if (exposed > 0) survival *= Math.max(0, 1 - count / exposed)
    if (exposed > count) variance += count / (exposed * (exposed - count))
    atRisk = before - count - leaving
    return { atRisk: before, survival, ...limits(survival, variance) }
  })
}

function limits(survival: number, variance: number): { lower: number; upper: number } {
  if (survival <= 0 || survival >= 1) return { lower: survival, upper: survival }
  const step = (Z * Math.sqrt(variance)) / Math.abs(Math.log(survival))
  return { lower: survival ** Math.exp(step), upper: survival ** Math.exp(-step) }
}

/** Whether the number at risk follows from what is published: nothing hidden before the interval, or nothing from it on. */
function isKnown(intervals: readonly FollowedInterval[], k: number): boolean {
  const isHidden = ({ events, withdrawn }: FollowedInterval) => events === null || withdrawn === null
  return !intervals.slice(0, k).some(isHidden) || !intervals.slice(k).some(isHidden)
}
