import { addsUp } from '#lib/tabulation/adds-up.ts'
import { type Cube, cellCount } from '#lib/tabulation/cube.ts'
import type { TabulationPlan } from '#lib/tabulation/plan.ts'

/** An analyst's counts as the cube a plan would give. Throws when they are not one per cell: they were read for another table. */
export function uploadedCube(plan: TabulationPlan, counts: Float64Array): Cube {
  const dimensions = plan.dimensions.map(({ id, codes, parents, additive }, d) => ({
    id,
    codes,
    parents,
    additive: additive || addsUp(plan.dimensions, counts, d),
  }))
  if (counts.length !== cellCount(dimensions)) throw new Error('the uploaded counts do not fit the table')
  return { dimensions, counts }
}

/** How far an analyst's table is from the service's own count of the same cells. */
export interface CountComparison {
  readonly cells: number
  readonly differing: number
  readonly largestDifference: number
}

/** Compares two counts cell by cell. */
export function compareCounts(own: ArrayLike<number>, other: ArrayLike<number>): CountComparison {
  let differing = 0
  let largestDifference = 0
  for (let address = 0; address < own.length; address++) {
    const difference = Math.abs((own[address] ?? 0) - (other[address] ?? 0))
    if (difference > 0) differing++
    largestDifference = Math.max(largestDifference, difference)
  }
  return { cells: own.length, differing, largestDifference }
}
