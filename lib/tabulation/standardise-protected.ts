import type { RateInterval } from '#lib/catalogue/specification.ts'
import { RATE_PER } from './rate.ts'
import { weightedRate } from './standardised-rate.ts'

/** One age group of a cell as it stands in the protected table. */
export interface ProtectedStratum {
  /** Null where hidden; a hidden count is at least 1 when zeros are published. */
  readonly count: number | null
  readonly people: number
  readonly standard: number
  /** What the hidden counts are spread by: events expected from the ages of the whole table. Only the proportions matter. */
  readonly expected: number
}

export interface ProtectedRate {
  /** Per 100 000. */
  readonly rate: number
  /** Confidence limits, widened by what the hidden ages leave open. */
  readonly lower: number
  readonly upper: number
  /** True when no age of the cell is hidden. */
  readonly isExact: boolean
}

/** Fewest events for a standardised rate; below it chance is all there is (Eurostat and national practice, 10 to 25). */
export const LEAST_EVENTS = 10

/**
 * A directly standardised rate from nothing but a protected table: the published total of a cell, its ages with some hidden, and
 * the population. Hidden counts are spread by what is expected; the limits are moved apart by as much as any other spread could
 * move the rate. Null when there are too few events, or when hiding leaves more open than chance does. It tells an outsider
 * nothing: anybody with the protected table computes the same figure.
 */
export function standardiseProtected(
  total: number,
  ages: readonly ProtectedStratum[],
  interval: RateInterval,
): ProtectedRate | null {
  if (total > 0 && total < LEAST_EVENTS) return null
  const strata = joinEmpty(ages)
  if (!strata) return null
  const hiddenCells = strata.reduce((sum, stratum) => sum + stratum.hiddenCells, 0)
  const rest = total - strata.reduce((sum, stratum) => sum + stratum.known, 0)
  if (rest < hiddenCells || (hiddenCells === 0 && rest > 0)) throw new Error('the ages of a cell do not add up to it')
  const free = rest - hiddenCells
  const guide = strata.reduce((sum, { hiddenCells: cells, expected }) => sum + (cells > 0 ? expected : 0), 0)
  const spread = strata.map(({ known, hiddenCells: cells, expected, people, standard }) => ({
    count: known + (cells === 0 ? 0 : cells + (guide > 0 ? (free * expected) / guide : (free * cells) / hiddenCells)),
    people,
    standard,
  }))
  const { rate, lower, upper } = weightedRate(spread, interval)
  if (hiddenCells === 0) return { rate, lower, upper, isExact: true }
  const { least, most } = rangeOf(strata, free)
  if (most - least > upper - lower) return null
  return { rate, lower: Math.max(0, lower - (rate - least)), upper: upper + (most - rate), isExact: false }
}

interface JoinedStratum {
  known: number
  hiddenCells: number
  people: number
  standard: number
  expected: number
}

/** Ages without people are joined to the younger neighbour, the first to the next; null when nobody lives there at all. */
function joinEmpty(ages: readonly ProtectedStratum[]): JoinedStratum[] | null {
  const joined: JoinedStratum[] = []
  for (const { count, people, standard, expected } of ages) {
    const own = { known: count ?? 0, hiddenCells: count === null ? 1 : 0, people, standard, expected }
    const last = joined.at(-1)
    if (!last || (people > 0 && last.people > 0)) joined.push(own)
    else {
      last.known += own.known
      last.hiddenCells += own.hiddenCells
      last.people += people
      last.standard += standard
      last.expected += expected
    }
  }
  return joined.length > 0 && joined.every(({ people }) => people > 0) ? joined : null
}

/** The lowest and highest rate that any spread of the hidden counts gives: all that is free in the lightest or heaviest age. */
function rangeOf(strata: readonly JoinedStratum[], free: number): { least: number; most: number } {
  const standardTotal = strata.reduce((sum, { standard }) => sum + standard, 0)
  const weights = strata.map(({ standard, people }) => (standard / standardTotal / people) * RATE_PER)
  const settled = strata.reduce((sum, { known, hiddenCells }, k) => sum + (known + hiddenCells) * (weights[k] ?? 0), 0)
  const open = weights.filter((_, k) => (strata[k]?.hiddenCells ?? 0) > 0)
  return { least: settled + free * Math.min(...open), most: settled + free * Math.max(...open) }
}
