/** Chance that a count is zero, and that it is 1 to 4 and so unsafe. */
export interface SmallChance {
  readonly zero: number
  readonly unsafe: number
}

/** Counts from 1 up to this, both included, are unsafe. */
const LARGEST_UNSAFE = 4

/**
 * Chances of a small count around its expectation: negative binomial with variance `expected + spread * expected²`, Poisson
 * where the spread is 0.
 */
export function smallChance(expected: number, spread: number): SmallChance {
  if (expected <= 0) return { zero: 1, unsafe: 0 }
  const size = spread > 0 ? 1 / spread : 0
  const step = spread > 0 ? expected / (size + expected) : expected
  const zero = spread > 0 ? Math.exp(-size * Math.log1p(spread * expected)) : Math.exp(-expected)
  let chance = zero
  let unsafe = 0
  for (let count = 1; count <= LARGEST_UNSAFE; count++) {
    chance *= spread > 0 ? ((size + count - 1) / count) * step : step / count
    unsafe += chance
  }
  return { zero, unsafe }
}

/** Chances of a count that is known. */
export function knownChance(count: number): SmallChance {
  return { zero: count === 0 ? 1 : 0, unsafe: count > 0 && count <= LARGEST_UNSAFE ? 1 : 0 }
}
