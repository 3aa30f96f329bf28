import { addressStrides, type Cube, cellCount } from '#lib/tabulation/cube.ts'

/**
 * One sum: `parts` together are the `whole`. Where it is not additive, parts overlap, and the whole is at least the largest of
 * them and at most their sum. `parts` are cell numbers in a buffer that is reused between calls.
 */
export type SumVisitor = (whole: number, parts: Int32Array, additive: boolean) => void

/** Cells 0 .. cells - 1 and the sums that tie them together, visited in a fixed order. */
export interface Sums {
  readonly cells: number
  visit(visitor: SumVisitor): void
}

/** The sums of a cube: each inner node of each dimension at each combination of the other dimensions' nodes. */
export function cubeSums(dimensions: Cube['dimensions']): Sums {
  const strides = addressStrides(dimensions)
  const cells = cellCount(dimensions)
  const visit = (visitor: SumVisitor) => {
    for (const [d, dimension] of dimensions.entries()) {
      const stride = strides[d] ?? 1
      const block = stride * dimension.codes.length
      for (const [parent, children] of childNodes(dimension.parents)) {
        const buffer = new Int32Array(children.length)
        for (let base = 0; base < cells; base += block)
          for (let low = 0; low < stride; low++) {
            for (let c = 0; c < children.length; c++) buffer[c] = base + low + (children[c] ?? 0) * stride
            visitor(base + low + parent * stride, buffer, dimension.additive)
          }
      }
    }
  }
  return { cells, visit }
}

/** Children of every inner node of one dimension, in node order. */
function childNodes(parents: Int32Array): Map<number, number[]> {
  const children = new Map<number, number[]>()
  for (let node = 1; node < parents.length; node++) {
    const parent = parents[node] ?? 0
    const list = children.get(parent)
    if (list) list.push(node)
    else children.set(parent, [node])
  }
  return new Map([...children].sort(([a], [b]) => a - b))
}
