/** Lanczos approximation (g = 7, n = 9; Godfrey 2001), about 15 significant digits. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]

/** Natural logarithm of the gamma function for positive `x`. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const shifted = x - 1
  const base = shifted + 7.5
  const sum = LANCZOS.reduce((total, coefficient, i) => (i === 0 ? coefficient : total + coefficient / (shifted + i)), 0)
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(base) - base + Math.log(sum)
}

const MAX_TERMS = 100_000
const RELATIVE_ERROR = 1e-15

/** Regularised lower incomplete gamma function P(shape, x): series below `shape + 1`, continued fraction above (Lentz). */
export function gammaProbability(shape: number, x: number): number {
  if (x <= 0) return 0
  const front = Math.exp(shape * Math.log(x) - x - logGamma(shape))
  return x < shape + 1 ? front * lowerSeries(shape, x) : 1 - front * upperFraction(shape, x)
}

function lowerSeries(shape: number, x: number): number {
  let term = 1 / shape
  let sum = term
  for (let n = 1; n < MAX_TERMS && term > sum * RELATIVE_ERROR; n++) {
    term *= x / (shape + n)
    sum += term
  }
  return sum
}

function upperFraction(shape: number, x: number): number {
  const tiny = 1e-300
  let b = x + 1 - shape
  let c = 1 / tiny
  let d = 1 / b
  let fraction = d
  for (let n = 1; n < MAX_TERMS; n++) {
    const a = -n * (n - shape)
    b += 2
    d = 1 / (Math.abs(a * d + b) < tiny ? tiny : a * d + b)
    c = Math.abs(b + a / c) < tiny ? tiny : b + a / c
    const step = c * d
    fraction *= step
    if (Math.abs(step - 1) < RELATIVE_ERROR) break
  }
  return fraction
}

/**
 * Quantile of the gamma distribution with the given shape and scale 1: the `x` with P(shape, x) = `probability`, found by
 * halving a bracket until no number lies between its ends. `probability` lies strictly between 0 and 1. A shape of 0 is
 * the distribution with all mass at 0.
 */
export function gammaQuantile(probability: number, shape: number): number {
  if (!(probability > 0 && probability < 1)) throw new RangeError(`not a probability between 0 and 1: ${probability}`)
  if (!(shape >= 0)) throw new RangeError(`not a shape: ${shape}`)
  if (shape === 0) return 0
  let low = 0
  let high = Math.max(1, shape)
  while (gammaProbability(shape, high) < probability) high *= 2
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return high
    if (gammaProbability(shape, middle) < probability) low = middle
    else high = middle
  }
}
