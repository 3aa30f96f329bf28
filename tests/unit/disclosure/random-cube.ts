import fc from 'fast-check'
import { addressStrides, type Cube, type CubeDimension, cellCount } from '#lib/tabulation/cube.ts'

/** A small random tree: some leaves under the total, some under a group. */
function dimension(id: string, additive: boolean): fc.Arbitrary<CubeDimension> {
  return fc.constantFrom([-1, 0, 0], [-1, 0, 0, 0], [-1, 0, 0, 1, 1], [-1, 0, 0, 0, 2, 2]).map((parents) => ({
    id,
    codes: parents.map((_, node) => `${id}${node}`),
    parents: Int32Array.from(parents),
    additive,
  }))
}

const isLeaf = ({ parents }: CubeDimension, node: number) => !parents.includes(node)

/**
 * Random small cubes, counted from persons: along an additive dimension a person stands in one leaf, along another in one or
 * more. Counts are therefore always possible ones.
 */
export function randomCube(additive: readonly boolean[]): fc.Arbitrary<Cube> {
  return fc
    .tuple(
      fc.tuple(...additive.map((own, d) => dimension('abc'[d] ?? 'z', own))),
      fc.array(fc.array(fc.nat({ max: 1_000 }), { minLength: 6, maxLength: 6 }), { minLength: 4, maxLength: 60 }),
    )
    .map(([dimensions, persons]) => ({ dimensions, counts: countPersons(dimensions, persons) }))
}

function countPersons(dimensions: readonly CubeDimension[], persons: readonly (readonly number[])[]): Float64Array {
  const strides = addressStrides(dimensions)
  const counts = new Float64Array(cellCount(dimensions))
  for (const draws of persons) {
    let cells = new Set([0])
    for (const [d, each] of dimensions.entries()) {
      const leaves = each.codes.flatMap((_, node) => (isLeaf(each, node) ? [node] : []))
      // Squaring the draw makes some categories rare, as in registers.
      const pick = (draw: number) => leaves[Math.floor((draw / 1_001) ** 2 * leaves.length)] ?? 0
      const own = each.additive ? [pick(draws[d] ?? 0)] : [pick(draws[d] ?? 0), pick(draws[d + 3] ?? 0)]
      const nodes = new Set<number>()
      for (const leaf of own) for (let node = leaf; node >= 0; node = each.parents[node] ?? -1) nodes.add(node)
      cells = new Set([...cells].flatMap((cell) => [...nodes].map((node) => cell + node * (strides[d] ?? 1))))
    }
    for (const cell of cells) counts[cell] = (counts[cell] ?? 0) + 1
  }
  return counts
}
