import { addressStrides, type CubeDimension } from './cube.ts'

/**
 * Whether the children of every heading of dimension `d` add up to it in every line of the table. True for dimensions
 * where units may stand in several categories but, in this selection, none does: whoever knows or guesses that can
 * subtract, so such a dimension must be protected as an additive one.
 */
export function addsUp(dimensions: readonly CubeDimension[], counts: Float64Array, d: number): boolean {
  const parents = dimensions[d]?.parents
  const stride = addressStrides(dimensions)[d] ?? 1
  if (!parents) return true
  const hasChildren = Array.from(parents, (_, node) => parents.includes(node))
  const sums = new Float64Array(parents.length)
  for (let block = 0; block < counts.length; block += stride * parents.length) {
    for (let step = 0; step < stride; step++) {
      sums.fill(0)
      for (let node = parents.length - 1; node >= 0; node--) {
        const count = counts[block + step + node * stride] ?? 0
        if (hasChildren[node] && sums[node] !== count) return false
        const parent = parents[node] ?? -1
        if (parent >= 0) sums[parent] = (sums[parent] ?? 0) + count
      }
    }
  }
  return true
}
