import type { Random } from './random.ts'

/** Draws positions in proportion to weights in constant time (alias method, Vose 1991). */
export function weightedChoice(weights: readonly number[]): (random: Random) => number {
  const size = weights.length
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (size === 0 || !(total > 0)) throw new RangeError('a choice needs weights with a positive sum')
  const share = Float64Array.from(weights, (weight) => (weight * size) / total)
  const alias = Int32Array.from(weights, (_, position) => position)
  const small: number[] = []
  const large: number[] = []
  for (let i = 0; i < size; i++) ((share[i] ?? 0) < 1 ? small : large).push(i)
  for (;;) {
    const low = small.pop()
    const high = large.pop()
    if (low === undefined || high === undefined) {
      for (const rest of [low, high, ...small, ...large]) if (rest !== undefined) share[rest] = 1
      break
    }
    alias[low] = high
    share[high] = (share[high] ?? 0) + (share[low] ?? 0) - 1
    ;((share[high] ?? 0) < 1 ? small : large).push(high)
  }
  return (random) => {
    const at = random.below(size)
    return random.uniform() < (share[at] ?? 1) ? at : (alias[at] ?? at)
  }
}
