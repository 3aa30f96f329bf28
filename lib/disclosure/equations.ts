import { addressStrides, type CubeDimension, cellCount } from '#lib/tabulation/cube.ts'

/**
 * The sums an intruder knows, as sparse rows `sum(coefficient * variable) = 0`. Variables 0 .. cells - 1 are the cells by
 * address; the rest are slacks of dimensions whose children need not add up, never published and never negative.
 */
export interface Equations {
  readonly cells: number
  readonly variables: number
  /** Row r has its terms at `starts[r]` up to `starts[r + 1]`. */
  readonly starts: Int32Array
  readonly members: Int32Array
  readonly coefficients: Int8Array
}

/** Writes down every sum of the table: each parent with its children, in each combination of the other dimensions. */
export function tableEquations(dimensions: readonly CubeDimension[]): Equations {
  const cells = cellCount(dimensions)
  const strides = addressStrides(dimensions)
  const starts: number[] = [0]
  const members: number[] = []
  const coefficients: number[] = []
  let variables = cells
  const endRow = () => starts.push(members.length)
  const term = (member: number, coefficient: number) => {
    members.push(member)
    coefficients.push(coefficient)
  }
  for (const [d, dimension] of dimensions.entries()) {
    const stride = strides[d] ?? 1
    const children = childrenOf(dimension)
    const bases = basesAcross(dimensions, d, strides)
    for (const [node, below] of children.entries()) {
      if (below.length === 0) continue
      for (const base of bases) {
        for (const child of below) term(base + child * stride, 1)
        term(base + node * stride, -1)
        if (!dimension.additive) term(variables++, -1)
        endRow()
        if (dimension.additive) continue
        for (const child of below) {
          term(base + node * stride, 1)
          term(base + child * stride, -1)
          term(variables++, -1)
          endRow()
        }
      }
    }
  }
  return {
    cells,
    variables,
    starts: Int32Array.from(starts),
    members: Int32Array.from(members),
    coefficients: Int8Array.from(coefficients),
  }
}

/** Children of each node, in node order. */
function childrenOf(dimension: CubeDimension): number[][] {
  const children: number[][] = dimension.codes.map(() => [])
  for (const [node, parent] of dimension.parents.entries()) if (parent >= 0) children[parent]?.push(node)
  return children
}

/** Addresses of every combination of the other dimensions, with this dimension at node 0. */
function basesAcross(dimensions: readonly CubeDimension[], without: number, strides: Int32Array): number[] {
  let bases = [0]
  for (const [d, dimension] of dimensions.entries()) {
    if (d === without) continue
    const stride = strides[d] ?? 1
    bases = bases.flatMap((base) => dimension.codes.map((_, node) => base + node * stride))
  }
  return bases
}

/** The true value of every variable: the counts, and the slacks that follow from them. Null when a sum does not hold. */
export function variableValues(equations: Equations, counts: Float64Array): Float64Array | null {
  const values = new Float64Array(equations.variables)
  values.set(counts)
  for (let r = 0; r + 1 < equations.starts.length; r++) {
    let sum = 0
    let slack = -1
    for (let i = equations.starts[r] ?? 0; i < (equations.starts[r + 1] ?? 0); i++) {
      const member = equations.members[i] ?? 0
      if (member >= equations.cells) slack = member
      else sum += (equations.coefficients[i] ?? 0) * (values[member] ?? 0)
    }
    if (slack < 0 ? sum !== 0 : sum < 0) return null
    if (slack >= 0) values[slack] = sum
  }
  return values
}
