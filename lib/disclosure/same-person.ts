import type { Cube } from '#lib/tabulation/cube.ts'
import { DisjointSets } from './disjoint-sets.ts'
import { visitRelations } from './relations.ts'

/**
 * Who is alone in each cell of count 1, as the first address she is alone in; -1 for other counts. The single unit of a part
 * is the single unit of the whole, so she learns nothing new when she works one such cell out from another.
 */
export function personOfSingles({ dimensions, counts }: Cube): Int32Array {
  const sets = new DisjointSets(counts.length)
  visitRelations(dimensions, (parent, children) => {
    if (counts[parent] !== 1) return
    for (const child of children) if (counts[child] === 1) sets.join(parent, child)
  })
  return Int32Array.from(counts, (count, address) => (count === 1 ? sets.find(address) : -1))
}
