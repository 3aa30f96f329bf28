import { addressStrides, type CubeDimension, cellCount } from './cube.ts'

/**
 * Spreads a population over a table. `people` is the table over those dimensions whose `columns` entry is not null;
 * along the others every node, the total too, has the same population. Returns one number per cell of the whole table.
 */
export function broadcastPopulation(
  dimensions: readonly CubeDimension[],
  columns: readonly (string | null)[],
  people: Float64Array,
): Float64Array {
  const strides = addressStrides(dimensions)
  const split = dimensions.flatMap((dimension, d) => (columns[d] === null ? [] : [{ dimension, d }]))
  const splitStrides = addressStrides(split.map(({ dimension }) => dimension))
  const spread = new Float64Array(cellCount(dimensions))
  for (let address = 0; address < spread.length; address++) {
    let from = 0
    for (const [s, { dimension, d }] of split.entries()) {
      const node = Math.floor(address / (strides[d] ?? 1)) % dimension.codes.length
      from += node * (splitStrides[s] ?? 1)
    }
    spread[address] = people[from] ?? 0
  }
  return spread
}
