import { addressStrides, type Cube, type CubeDimension } from '#lib/tabulation/cube.ts'
import { foldMargins } from '#lib/tabulation/fold-margins.ts'
import { type Perturbed, reportOf } from './cell-key.ts'

const MOST_PASSES = 12

/**
 * Rounds every innermost count to a neighbouring multiple of `base` and adds the margins up from the rounded counts, so that
 * everything printed adds up. Which neighbour is chosen keeps the margins near the truth: least squares over all margins, by
 * flipping one count after another until no flip helps (controlled rounding, Cox 1987, by local search instead of a flow, so
 * that any number of dimensions and levels will do). Dimensions add up. Deterministic.
 */
export function roundControlled(cube: Cube, base: number, threshold: number): Perturbed {
  const { dimensions, counts } = cube
  const leaves = leafAddresses(dimensions)
  const above = ancestors(dimensions)
  const rounded = new Float64Array(counts.length)
  const error = new Float64Array(counts.length)
  const shift = (leaf: number, by: number) => {
    rounded[leaf] = (rounded[leaf] ?? 0) + by
    for (const cell of above(leaf)) error[cell] = (error[cell] ?? 0) + by
  }
  for (const leaf of leaves) {
    const count = counts[leaf] ?? 0
    const down = Math.floor(count / base) * base
    shift(leaf, down)
    for (const cell of above(leaf)) error[cell] = (error[cell] ?? 0) - count
    if (count > down && gain(above(leaf), error, base) < 0) shift(leaf, base)
  }
  for (let pass = 0, changed = true; pass < MOST_PASSES && changed; pass++) {
    changed = false
    for (const leaf of leaves) {
      const count = counts[leaf] ?? 0
      if (count % base === 0) continue
      const by = (rounded[leaf] ?? 0) > count ? -base : base
      if (gain(above(leaf), error, by) >= 0) continue
      shift(leaf, by)
      changed = true
    }
  }
  foldMargins(dimensions, rounded)
  const { lower, upper } = knownOfRounded(dimensions, leaves, rounded, base)
  return { counts: rounded, lower, upper, report: reportOf(counts, rounded, lower, upper, threshold) }
}

/** Change of the sum of squared errors when all the given cells move. */
function gain(cells: readonly number[], error: Float64Array, by: number): number {
  let sum = 0
  for (const cell of cells) sum += by * (2 * (error[cell] ?? 0) + by)
  return sum
}

/** True margins are not printed, so an outsider has nothing but each leaf's neighbourhood, and their sums. */
function knownOfRounded(dimensions: readonly CubeDimension[], leaves: readonly number[], rounded: Float64Array, base: number) {
  const lower = new Float64Array(rounded.length)
  const upper = new Float64Array(rounded.length)
  for (const leaf of leaves) {
    lower[leaf] = Math.max(0, (rounded[leaf] ?? 0) - base + 1)
    upper[leaf] = (rounded[leaf] ?? 0) + base - 1
  }
  foldMargins(dimensions, lower)
  foldMargins(dimensions, upper)
  return { lower, upper }
}

function leafAddresses(dimensions: readonly CubeDimension[]): number[] {
  const strides = addressStrides(dimensions)
  let addresses = [0]
  for (const [d, { parents, codes }] of dimensions.entries()) {
    const inner = new Set(parents)
    const leaves = [...codes.keys()].filter((node) => !inner.has(node))
    addresses = addresses.flatMap((address) => leaves.map((node) => address + node * (strides[d] ?? 1)))
  }
  return addresses
}

/** Every cell that counts what an innermost cell counts, itself included. */
function ancestors(dimensions: readonly CubeDimension[]): (leaf: number) => number[] {
  const strides = addressStrides(dimensions)
  const paths = dimensions.map(({ parents, codes }, d) =>
    codes.map((_, leaf) => {
      const path: number[] = []
      for (let node = leaf; node >= 0; node = parents[node] ?? -1) path.push(node * (strides[d] ?? 1))
      return path
    }),
  )
  return (leaf) => {
    let cells = [0]
    for (const [d, own] of paths.entries()) {
      const path = own[Math.floor(leaf / (strides[d] ?? 1)) % own.length] ?? []
      cells = cells.flatMap((cell) => path.map((step) => cell + step))
    }
    return cells
  }
}
