import { addressStrides, type CubeDimension } from './cube.ts'

/**
 * Fills every total and subtotal of an additive table in place: `counts` holds values at leaf cells and zero elsewhere.
 * One backwards pass per dimension; children have higher positions than their parents.
 */
export function foldMargins(dimensions: readonly CubeDimension[], counts: Float64Array): void {
  const strides = addressStrides(dimensions)
  for (const [d, { parents }] of dimensions.entries()) {
    const stride = strides[d] ?? 1
    const span = stride * parents.length
    for (let block = 0; block < counts.length; block += span) {
      for (let node = parents.length - 1; node > 0; node--) {
        const from = block + node * stride
        const to = block + (parents[node] ?? 0) * stride
        for (let step = 0; step < stride; step++) counts[to + step] = (counts[to + step] ?? 0) + (counts[from + step] ?? 0)
      }
    }
  }
}
