import type { ResolvedSpecification } from '#lib/catalogue/resolved-specification.ts'
import type { ReleasedValues } from '#lib/production/value-conflict.ts'
import type { TabulationPlan } from '#lib/tabulation/plan.ts'

/** A table of the same register that was released before, as far as a new table must be protected together with it. */
export interface EarlierRelease {
  readonly releaseId: string
  readonly orderNumber: string
  readonly contentHash: string
  readonly resolved: ResolvedSpecification
  readonly plan: TabulationPlan
  /** Codes of each dimension's nodes, as released. */
  readonly codes: readonly (readonly string[])[]
  /** By address: 1 hidden, 0 published. */
  readonly hidden: Uint8Array
  /** Sums and means beside the counts; null when there are none. */
  readonly values: ReleasedValues | null
}
