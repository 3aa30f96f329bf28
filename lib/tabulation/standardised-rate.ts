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

/**
 * Directly standardised rate per 100 000 with the gamma confidence interval of Fay and Feuer (Statistics in Medicine 16,
 * 1997, 791-801): exact when the standard is proportional to the population, conservative otherwise.
 */
export function standardisedRate(
  strata: readonly Stratum[],
  confidence = 0.95,
): Result<StandardisedRate, StandardisationRefusal> {
  const standardTotal = strata.reduce((sum, stratum) => sum + stratum.standard, 0)
  let rate = 0
  let variance = 0
  let largestWeight = 0
  for (const [position, { count, people, standard }] of strata.entries()) {
    const isSound =
      Number.isSafeInteger(count) && count >= 0 && people >= 0 && standard >= 0 && Number.isFinite(people + standard)
    if (!isSound) return refuse('malformed-stratum', { stratum: position })
    if (standard === 0) continue
    if (people === 0) return refuse('stratum-without-people', { stratum: position })
    const weight = standard / standardTotal / people
    rate += weight * count
    variance += weight * weight * count
    largestWeight = Math.max(largestWeight, weight)
  }
  const tail = (1 - confidence) / 2
  const upperMean = rate + largestWeight
  const upperVariance = variance + largestWeight ** 2
  const count = strata.reduce((sum, stratum) => sum + stratum.count, 0)
  const people = strata.reduce((sum, stratum) => sum + stratum.people, 0)
  return ok({
    crude: (count / people) * RATE_PER,
    rate: rate * RATE_PER,
    lower: rate === 0 ? 0 : (variance / rate) * gammaQuantile(tail, rate ** 2 / variance) * RATE_PER,
    upper: (upperVariance / upperMean) * gammaQuantile(1 - tail, upperMean ** 2 / upperVariance) * RATE_PER,
  })
}
