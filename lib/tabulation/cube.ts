/**
 * A cube: counts over every combination of nodes of its dimensions, margins included.
 *
 * Each dimension is a rooted tree. Node 0 is the root (the total); every other node has its parent at a lower index,
 * so one backwards pass folds children into parents. Leaves are the nodes without children.
 * A cell address is a mixed-radix integer: `address = ((n0 * size1 + n1) * size2 + n2) ...`, last dimension fastest.
 */
export interface CubeDimension {
  /** Variable id, unique within the cube. */
  readonly id: string
  /** Code of each node; `codes[0]` is the total. Unique within the dimension. */
  readonly codes: readonly string[]
  /** Parent node of each node; -1 for the root. `parents[i] < i`. */
  readonly parents: Int32Array
  /**
   * True when the children of every node add up to it (each counted unit stands in exactly one leaf).
   * False when one person can stand in several categories (diagnoses, years of contact): then a parent is at least
   * its largest child and at most the sum of its children.
   */
  readonly additive: boolean
}

export interface Cube {
  readonly dimensions: readonly CubeDimension[]
  /** Whole non-negative counts, one per address; length = product of the dimensions' node counts. */
  readonly counts: Float64Array
}

/** Number of cells of a cube over the given dimensions, margins included. */
export function cellCount(dimensions: readonly CubeDimension[]): number {
  return dimensions.reduce((product, dimension) => product * dimension.codes.length, 1)
}

/** Step in the address for one step in each dimension's node. */
export function addressStrides(dimensions: readonly Pick<CubeDimension, 'codes'>[]): Int32Array {
  const strides = new Int32Array(dimensions.length)
  let stride = 1
  for (let d = dimensions.length - 1; d >= 0; d--) {
    strides[d] = stride
    stride *= dimensions[d]?.codes.length ?? 1
  }
  return strides
}
