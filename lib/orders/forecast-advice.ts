import { type CoarserSpecification, coarserSpecifications } from '#lib/catalogue/coarser-specifications.ts'
import type { Marginals } from '#lib/catalogue/marginals.ts'
import type { Specification } from '#lib/catalogue/specification.ts'
import { type Ore, ore } from '#lib/kernel/money.ts'
import type { QuotedCustomer } from '#lib/pricing/quote.ts'
import { type Composition, compose, type Terms } from './compose.ts'
import type { HiddenForecast } from './forecast-hidden.ts'
import { keptForecast } from './forecast-kept.ts'

/** One change that gets cells back: what it is, and how the table, its price and its date differ with it. */
export interface Advice {
  /** `merge-years` is leaving out the calendar year; `drop` leaving out any other variable. */
  readonly kind: 'coarser' | 'merge-years' | 'drop'
  readonly variable: string
  /** The level now and then; `to` is null where the variable goes. */
  readonly from: string
  readonly to: string | null
  readonly specification: Specification
  readonly cells: number
  readonly hidden: number
  /** How much smaller the share of hidden cells gets: 0.38 is 38 % smaller. */
  readonly gain: number
  /** Saved, with VAT; never negative. */
  readonly savingOre: Ore
  /** Working days sooner. */
  readonly daysSooner: number
}

const MOST_ADVICE = 5
/** A change must make the share of hidden cells at least so much smaller. */
const LEAST_GAIN = 0.05
/** A variable that goes answers another question, so it comes after what only answers more roughly. */
const DROPPED = 0.5

/**
 * Changes to a table that get cells back, best first: those that take away the most hidden cells for the least detail. Each is
 * forecast and priced like the table itself, so that applying it gives what it promised. None when nothing is hidden.
 */
export function adviseOn(
  composition: Composition,
  forecast: HiddenForecast,
  marginals: Marginals,
  terms: Terms,
  customer: QuotedCustomer,
  today: string,
): Advice[] {
  if (forecast.hidden === 0) return []
  const { specification, register } = composition.resolved
  const share = forecast.hidden / forecast.cells
  const changes = changesTo(specification, terms).flatMap(({ variable, level, specification: changed }): Scored[] => {
    const then = compose(changed, terms, customer, today)
    const hidden = then.ok ? keptForecast(then.value.resolved, marginals, terms.catalogue) : null
    if (!then.ok || !hidden) return []
    const gain = 1 - hidden.hidden / hidden.cells / share
    if (gain < LEAST_GAIN || hidden.hidden >= forecast.hidden) return []
    const kind = level !== null ? 'coarser' : variable === register.periodVariable ? 'merge-years' : 'drop'
    const from = [...specification.rows, ...specification.columns].find((axis) => axis.variable === variable)?.level ?? ''
    const advice: Advice = {
      kind,
      variable,
      from,
      to: level,
      specification: changed,
      cells: hidden.cells,
      hidden: hidden.hidden,
      gain,
      savingOre: ore(Math.max(0, composition.quote.totalOre - then.value.quote.totalOre)),
      daysSooner: Math.max(0, (composition.expected?.workingDays ?? 0) - (then.value.expected?.workingDays ?? 0)),
    }
    return [{ advice, score: gain * Math.sqrt(hidden.cells / forecast.cells) * (kind === 'drop' ? DROPPED : 1) }]
  })
  return changes
    .sort((a, b) => b.score - a.score || (a.advice.variable < b.advice.variable ? -1 : 1))
    .slice(0, MOST_ADVICE)
    .map(({ advice }) => advice)
}

interface Scored {
  readonly advice: Advice
  readonly score: number
}

/** One step coarser on each axis, and each axis gone that isn't the only row. */
function changesTo(specification: Specification, { catalogue }: Terms): CoarserSpecification[] {
  const coarser = coarserSpecifications(specification, catalogue)
  const gone = [...specification.rows, ...specification.columns].flatMap((axis): CoarserSpecification[] => {
    const isOffered = coarser.some((each) => each.variable === axis.variable && each.level === null)
    const rows = specification.rows.filter((each) => each !== axis)
    if (isOffered || rows.length === 0) return []
    const columns = specification.columns.filter((each) => each !== axis)
    return [{ variable: axis.variable, level: null, specification: { ...specification, rows, columns } }]
  })
  return [...coarser, ...gone]
}
