import { addressStrides, type Cube, cellCount } from '#lib/tabulation/cube.ts'

/** One node with children in one dimension, at one combination of the other dimensions' nodes. */
export type RelationVisitor = (parent: number, children: Int32Array, dimension: number) => void

/**
 * Visits every sum relation of a cube: each inner node of each dimension at each combination of the others, in a fixed
 * order. `children` are cell addresses in a buffer that is reused between calls.
 */
export function visitRelations(dimensions: Cube['dimensions'], visit: RelationVisitor): void {
  const strides = addressStrides(dimensions)
  const cells = cellCount(dimensions)
  for (const [d, dimension] of dimensions.entries()) {
    const stride = strides[d] ?? 1
    const block = stride * dimension.codes.length
    for (const [parent, children] of childNodes(dimension.parents)) {
      const buffer = new Int32Array(children.length)
      for (let base = 0; base < cells; base += block)
        for (let low = 0; low < stride; low++) {
          for (let c = 0; c < children.length; c++) buffer[c] = base + low + (children[c] ?? 0) * stride
          visit(base + low + parent * stride, buffer, d)
        }
    }
  }
}

/** Children of every inner node of one dimension, in node order. */
export function childNodes(parents: Int32Array): Map<number, number[]> {
  const children = new Map<number, number[]>()
  for (let node = 1; node < parents.length; node++) {
    const parent = parents[node] ?? 0
    const list = children.get(parent)
    if (list) list.push(node)
    else children.set(parent, [node])
  }
  return new Map([...children].sort(([a], [b]) => a - b))
}
