/** Probabilities of each deviation for one true count; they sum to 1. */
export interface PerturbationRow {
  readonly deviations: Int32Array
  readonly probabilities: Float64Array
}

export interface PerturbationRules {
  /** Largest deviation up or down. */
  readonly largest: number
  /** Variance of the deviations, where the allowed ones can have it. */
  readonly variance: number
  /** Published counts of 1 up to this one do not occur; 0 when all may. */
  readonly avoidedUpTo: number
}

/** How far a mean or variance may stay from what is wanted. */
const CLOSE = 1e-10
const MOST_STEPS = 200

/**
 * The perturbation table of the cell-key method (Fraser and Wooton 2005; Marley and Leaver 2011; maximum entropy as Giessing
 * 2016): zeros stay zero, deviations are whole, have mean 0 and the wanted variance and are otherwise as even as can be. The
 * row of a count above `largest` + `avoidedUpTo` is the last one.
 */
export function perturbationTable(rules: PerturbationRules): PerturbationRow[] {
  const rows: PerturbationRow[] = []
  for (let count = 0; count <= rules.largest + rules.avoidedUpTo + 1; count++) rows.push(rowOf(count, rules))
  return rows
}

function rowOf(count: number, { largest, variance, avoidedUpTo }: PerturbationRules): PerturbationRow {
  const allowed: number[] = []
  for (let by = -largest; by <= largest; by++) {
    const published = count + by
    if (published === 0 || published > avoidedUpTo) allowed.push(by)
  }
  if (count === 0) return { deviations: Int32Array.of(0), probabilities: Float64Array.of(1) }
  return { deviations: Int32Array.from(allowed), probabilities: evenest(allowed.map(Number), variance) }
}

/** Probabilities proportional to exp(a d + b d^2): mean 0, variance as near to the wanted one as the deviations allow. */
function evenest(deviations: readonly number[], variance: number): Float64Array {
  let low = -8
  let high = 8
  let best = tilted(deviations, 0)
  for (let step = 0; step < MOST_STEPS && high - low > CLOSE; step++) {
    const middle = (low + high) / 2
    best = tilted(deviations, middle)
    const spread = best.reduce((sum, p, k) => sum + p * (deviations[k] ?? 0) ** 2, 0)
    if (spread > variance) high = middle
    else low = middle
  }
  return best
}

/** For a given weight of d^2, the weight of d that makes the mean 0, by bisection: the mean grows with it. */
function tilted(deviations: readonly number[], square: number): Float64Array {
  let low = -60
  let high = 60
  let best = new Float64Array(deviations.length)
  for (let step = 0; step < MOST_STEPS && high - low > CLOSE; step++) {
    const middle = (low + high) / 2
    const powers = deviations.map((d) => middle * d + square * d * d)
    const top = Math.max(...powers)
    const weights = powers.map((power) => Math.exp(power - top))
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    best = Float64Array.from(weights, (weight) => weight / total)
    const mean = best.reduce((sum, p, k) => sum + p * (deviations[k] ?? 0), 0)
    if (mean > 0) high = middle
    else low = middle
  }
  return best
}
