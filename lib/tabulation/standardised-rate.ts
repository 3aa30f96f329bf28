import type { RateInterval } from '#lib/catalogue/specification.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { gammaQuantile } from './gamma-quantile.ts'
import { RATE_PER } from './rate.ts'

/** One stratum, usually an age group: what was counted, the people or person-years behind it, and its standard weight. */
export interface Stratum {
  readonly count: number
  readonly people: number
  /** People of the standard population; only the proportions matter. */
  readonly standard: number
}

export interface StandardisedRate {
  /** Per 100 000. */
  readonly crude: number
  readonly rate: number
  readonly lower: number
  readonly upper: number
}

export type StandardisationRefusal =
  /** A stratum that weighs in the standard has nobody in it, so that its rate does not exist. */
  (Refusal<'stratum-without-people'> & { stratum: number }) | (Refusal<'malformed-stratum'> & { stratum: number })

export const CONFIDENCE = 0.95

/**
 * Directly standardised rate per 100 000 with confidence limits: by default the gamma limits of Fay and Feuer (Statistics in
 * Medicine 16, 1997, 791-801), exact when the standard is proportional to the population and conservative otherwise.
 */
export function standardisedRate(
  strata: readonly Stratum[],
  interval: RateInterval = 'gamma',
  confidence = CONFIDENCE,
): Result<StandardisedRate, StandardisationRefusal> {
  for (const [position, { count, people, standard }] of strata.entries()) {
    const isSound =
      Number.isSafeInteger(count) && count >= 0 && people >= 0 && standard >= 0 && Number.isFinite(people + standard)
    if (!isSound) return refuse('malformed-stratum', { stratum: position })
    if (standard > 0 && people === 0) return refuse('stratum-without-people', { stratum: position })
  }
  const count = strata.reduce((sum, stratum) => sum + stratum.count, 0)
  const people = strata.reduce((sum, stratum) => sum + stratum.people, 0)
  return ok({ crude: (count / people) * RATE_PER, ...weightedRate(strata, interval, confidence) })
}

/** The rate and its limits. Counts may be estimates that are not whole; every stratum that weighs has people. */
export function weightedRate(
  strata: readonly Stratum[],
  interval: RateInterval,
  confidence = CONFIDENCE,
): Omit<StandardisedRate, 'crude'> {
  const standardTotal = strata.reduce((sum, stratum) => sum + stratum.standard, 0)
  const sums = { count: 0, rate: 0, variance: 0, largestWeight: 0 }
  for (const { count, people, standard } of strata) {
    if (standard === 0) continue
    const weight = standard / standardTotal / people
    sums.count += count
    sums.rate += weight * count
    sums.variance += weight * weight * count
    sums.largestWeight = Math.max(sums.largestWeight, weight)
  }
  const tail = (1 - confidence) / 2
  const { lower, upper } = interval === 'gamma' ? gammaLimits(sums, tail) : dobsonLimits(sums, tail)
  return { rate: sums.rate * RATE_PER, lower: lower * RATE_PER, upper: upper * RATE_PER }
}

interface WeightedSums {
  readonly count: number
  readonly rate: number
  readonly variance: number
  readonly largestWeight: number
}

function gammaLimits({ rate, variance, largestWeight }: WeightedSums, tail: number) {
  const upperMean = rate + largestWeight
  const upperVariance = variance + largestWeight ** 2
  return {
    lower: rate === 0 ? 0 : (variance / rate) * gammaQuantile(tail, rate ** 2 / variance),
    upper: (upperVariance / upperMean) * gammaQuantile(1 - tail, upperMean ** 2 / upperVariance),
  }
}

/**
 * Dobson, Kuulasmaa, Eberle and Scherer (Statistics in Medicine 10, 1991, 457-462): the exact Poisson limits of the number
 * counted, moved and scaled to the rate. Without anything counted the method has no scale; the gamma limits stand in.
 */
function dobsonLimits(sums: WeightedSums, tail: number) {
  const { count, rate, variance } = sums
  if (count === 0) return gammaLimits(sums, tail)
  const scale = Math.sqrt(variance / count)
  const exact = poissonLimits(count, tail)
  return { lower: Math.max(0, rate + scale * (exact.lower - count)), upper: rate + scale * (exact.upper - count) }
}

/** Exact limits of a Poisson count (Garwood, Biometrika 28, 1936, 437-442) with `tail` beyond each. */
export function poissonLimits(count: number, tail = (1 - CONFIDENCE) / 2): { readonly lower: number; readonly upper: number } {
  return { lower: count === 0 ? 0 : gammaQuantile(tail, count), upper: gammaQuantile(1 - tail, count + 1) }
}
