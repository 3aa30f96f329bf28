import { addressStrides, type CubeDimension } from '#lib/tabulation/cube.ts'

/**
 * The innermost cell behind each cell of count 1: cells with the same one hold the same person, who learns nothing when she
 * works one out from the other. -1 for cells of other counts. Where children need not add up, the first counted child is taken.
 */
export function innermostOfSingles(dimensions: readonly CubeDimension[], counts: Float64Array): Int32Array {
  const strides = addressStrides(dimensions)
  const children = dimensions.map((dimension) => {
    const below: number[][] = dimension.codes.map(() => [])
    for (const [node, parent] of dimension.parents.entries()) if (parent >= 0) below[parent]?.push(node)
    return below
  })
  return Int32Array.from(counts, (count, start) => {
    if (count !== 1) return -1
    let address = start
    for (const [d, dimension] of dimensions.entries()) {
      const stride = strides[d] ?? 1
      for (;;) {
        const node = Math.floor(address / stride) % dimension.codes.length
        const next = (children[d]?.[node] ?? []).find((child) => (counts[address + (child - node) * stride] ?? 0) > 0)
        if (next === undefined) break
        address += (next - node) * stride
      }
    }
    return address
  })
}
