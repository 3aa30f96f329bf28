import type { CubeDimension } from '#lib/tabulation/cube.ts'
import { cubeSums } from './sums.ts'

export interface Bounds {
  readonly lower: Float64Array
  readonly upper: Float64Array
}

/**
 * Narrows what each cell can be by what its sums leave, over and over, until nothing changes or `most` rounds are done. What is
 * left is never too narrow; an intruder with a solver may narrow it further. Whole numbers in, whole numbers out.
 */
export function narrowBounds(dimensions: readonly CubeDimension[], bounds: Bounds, most = 100): Bounds {
  const lower = bounds.lower.slice()
  const upper = bounds.upper.slice()
  const sums = cubeSums(dimensions)
  const at = (cell: number) => ({ low: lower[cell] ?? 0, high: upper[cell] ?? 0 })
  let changed = true
  const set = (cell: number, low: number, high: number) => {
    if (low > (lower[cell] ?? 0)) {
      lower[cell] = low
      changed = true
    }
    if (high < (upper[cell] ?? 0)) {
      upper[cell] = high
      changed = true
    }
  }
  for (let round = 0; round < most && changed; round++) {
    changed = false
    sums.visit((parent, children, additive) => {
      let lows = 0
      let highs = 0
      let largestLow = 0
      for (const child of children) {
        const own = at(child)
        lows += own.low
        highs += own.high
        largestLow = Math.max(largestLow, own.low)
      }
      set(parent, additive ? lows : largestLow, highs)
      const whole = at(parent)
      for (const child of children) {
        const own = at(child)
        set(child, whole.low - (highs - own.high), additive ? whole.high - (lows - own.low) : whole.high)
      }
    })
  }
  return { lower, upper }
}
