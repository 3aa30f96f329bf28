import { addressStrides, type CubeDimension } from '#lib/tabulation/cube.ts'

/**
 * The least each cell can be for anybody who sees which cells are zero, whatever else is hidden: every cell that is not zero
 * holds at least 1, so a sum holds at least as many as it has cells that are not zero. No protection can take that knowledge
 * away while zeros are published, so an interval is asked to reach down to it, not below.
 */
export function knownLeast(dimensions: readonly CubeDimension[], counts: Float64Array): Float64Array {
  const strides = addressStrides(dimensions)
  const least = new Float64Array(counts.length)
  const children = dimensions.map((dimension) => {
    const below: number[][] = dimension.codes.map(() => [])
    for (const [node, parent] of dimension.parents.entries()) if (parent >= 0) below[parent]?.push(node)
    return below
  })
  // Children stand at higher addresses than their parents, so one pass from the end is enough.
  for (let address = counts.length - 1; address >= 0; address--) {
    if (counts[address] === 0) continue
    let known = 1
    for (const [d, dimension] of dimensions.entries()) {
      const stride = strides[d] ?? 1
      const node = Math.floor(address / stride) % dimension.codes.length
      let bound = 0
      for (const child of children[d]?.[node] ?? []) {
        const own = least[address + (child - node) * stride] ?? 0
        bound = dimension.additive ? bound + own : Math.max(bound, own)
      }
      known = Math.max(known, bound)
    }
    least[address] = known
  }
  return least
}
