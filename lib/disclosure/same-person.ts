import type { CountedCells } from './counted-cells.ts'
import { DisjointSets } from './disjoint-sets.ts'

/**
 * Who is alone in each cell of count 1, as the first cell she is alone in; -1 for other counts. The single unit of a part
 * is the single unit of the whole, so she learns nothing new when she works one such cell out from another.
 */
export function personOfSingles({ sums, counts }: CountedCells): Int32Array {
  const sets = new DisjointSets(counts.length)
  sums.visit((whole, parts) => {
    if (counts[whole] !== 1) return
    for (const part of parts) if (counts[part] === 1) sets.join(whole, part)
  })
  return Int32Array.from(counts, (count, cell) => (count === 1 ? sets.find(cell) : -1))
}
