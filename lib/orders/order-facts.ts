import type { OrderStatus, Resolution } from '#lib/orders/lifecycle.ts'
import type { OrderType } from '#lib/sla/legs.ts'

/** The protected table in force for an order, as far as rules need it. */
export interface TableFacts {
  readonly runId: string
  readonly contentHash: string
  readonly specificationVersion: number
  readonly requestedById: string
  /** Whether the independent audit of the protection ran and found no cell at risk. */
  readonly isAudited: boolean
}

export interface OfferFacts {
  readonly id: string
  readonly specificationVersion: number
  readonly validUntil: Date
}

/** Everything a decision about an order may depend on, loaded in the transaction that decides. */
export interface OrderFacts {
  readonly id: string
  readonly number: string
  readonly status: OrderStatus
  readonly orderType: OrderType
  readonly resolution: Resolution | null
  readonly version: number
  readonly resumeStatus: OrderStatus | null
  readonly organisationId: string
  readonly requesterId: string
  /** The version in force. */
  readonly specificationVersion: number
  /** The newest version there is; a suggested one is newer than the one in force. */
  readonly newestSpecificationVersion: number
  readonly analystId: string | null
  readonly producerId: string | null
  readonly checkerId: string | null
  readonly statusChangedAt: Date
  readonly releasedAt: Date | null
  /** Authors of every version of the specification. */
  readonly specificationAuthorIds: readonly string[]
  /** Everybody who asked for a run of this order or brought a table for one. */
  readonly runRequesterIds: readonly string[]
  readonly openOffer: OfferFacts | null
  readonly hasOpenQuestion: boolean
  /** A change of the table that waits for the customer, and its version of the specification. */
  readonly openProposal: { readonly id: string; readonly version: number } | null
  readonly table: TableFacts | null
  /** Checker and content hash of the newest verdict on the table in force. */
  readonly latestCheck: { readonly checkerId: string; readonly contentHash: string; readonly verdict: string } | null
}
