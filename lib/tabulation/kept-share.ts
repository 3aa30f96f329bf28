import type { CodeSet } from './code-set.ts'
import type { TabulationPlan } from './plan.ts'

/**
 * A guess at the share of rows that the filters and chosen codes let through, as if every code were equally common.
 * It chooses between ways to count that give the same figures; nothing else may hang on it.
 */
export function keptShare(plan: TabulationPlan): number {
  const shares = [
    ...plan.filters.map(({ kept, known }) => sizeOf(kept) / Math.max(1, sizeOf(known))),
    ...plan.dimensions.map(({ categories, notChosen }) => {
      const chosen = categories.reduce((sum, { holds }) => sum + sizeOf(holds), 0)
      return chosen / Math.max(1, chosen + sizeOf(notChosen))
    }),
  ]
  return shares.reduce((product, share) => product * Math.min(1, share), 1)
}

function sizeOf(set: CodeSet): number {
  return set.coding === 'dictionary' ? set.words.length : set.ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0)
}
