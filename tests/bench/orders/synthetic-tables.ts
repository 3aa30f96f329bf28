import { addressStrides, type Cube, type CubeDimension, cellCount } from '#lib/tabulation/cube.ts'

/** Numbers between 0 and 1 from a seed (mulberry32), so that a calibration gives the same figures again. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A table of invented persons: 2 to 4 variables, some with groups, some in which persons repeat, thin or thick. */
export function syntheticTable(seed: number): Cube {
  const random = seeded(seed)
  const whole = (from: number, to: number) => from + Math.floor(random() * (to - from + 1))
  const count = whole(2, 4)
  const repeats = random() < 0.4 ? whole(0, count - 1) : -1
  const dimensions = Array.from({ length: count }, (_, d) =>
    makeDimension(`v${d}`, whole(2, count === 2 ? 40 : count === 3 ? 14 : 6), random() < 0.35, d !== repeats),
  )
  const cells = cellCount(dimensions)
  const persons = Math.min(60_000, Math.round(cells * Math.exp(random() * 4)))
  const weights = dimensions.map((dimension) => leavesOf(dimension).map(() => Math.exp(2 * random())))
  const strides = addressStrides(dimensions)
  const counts = new Float64Array(cells)
  for (let person = 0; person < persons; person++) {
    // Two kinds of persons, so that the variables depend on each other.
    const kind = random() < 0.3 ? 1 : 0
    let addresses = [0]
    for (const [d, dimension] of dimensions.entries()) {
      const nodes = new Set<number>()
      for (let draw = 0; draw < (dimension.additive || random() < 0.6 ? 1 : 2); draw++) {
        let node = drawLeaf(leavesOf(dimension), weights[d] ?? [], kind, random)
        for (; node >= 0; node = dimension.parents[node] ?? -1) nodes.add(node)
      }
      addresses = addresses.flatMap((address) => [...nodes].map((node) => address + node * (strides[d] ?? 1)))
    }
    for (const address of addresses) counts[address] = (counts[address] ?? 0) + 1
  }
  return { dimensions, counts }
}

function makeDimension(id: string, leaves: number, isGrouped: boolean, additive: boolean): CubeDimension {
  const groups = isGrouped && leaves >= 6 ? Math.ceil(leaves / 5) : 0
  const parents = [-1]
  for (let group = 0; group < groups; group++) parents.push(0)
  for (let leaf = 0; leaf < leaves; leaf++) parents.push(groups > 0 ? 1 + (leaf % groups) : 0)
  return { id, codes: parents.map((_, node) => `${id}-${node}`), parents: Int32Array.from(parents), additive }
}

function leavesOf({ parents }: CubeDimension): number[] {
  const above = new Set(parents)
  return Array.from(parents, (_, node) => node).filter((node) => !above.has(node))
}

function drawLeaf(leaves: readonly number[], weights: readonly number[], kind: number, random: () => number): number {
  const weightOf = (i: number) => (weights[i] ?? 0) * (kind === 1 && i % 3 === 0 ? 3 : 1)
  let left = random() * leaves.reduce((sum, _, i) => sum + weightOf(i), 0)
  for (const [i, leaf] of leaves.entries()) {
    left -= weightOf(i)
    if (left <= 0) return leaf
  }
  return leaves.at(-1) ?? 0
}
