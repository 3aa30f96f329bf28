import type { Specification } from '#lib/catalogue/specification.ts'
import { type Actor, dbContextOf } from '#lib/identity/actor.ts'
import { loadSpecification } from '#lib/orders/store.ts'
import { inTransaction } from '#lib/platform/db.ts'

export const PROPOSAL_STATUSES = ['open', 'approved', 'sent-back', 'retracted'] as const
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number]

export interface ProposalView {
  readonly id: string
  readonly version: number
  readonly message: string
  readonly status: ProposalStatus
  readonly wish: string | null
  readonly createdAt: Date
  readonly closedAt: Date | null
  /** The table as it was when the change was suggested, and as it would be. */
  readonly before: Specification
  readonly after: Specification
}

/** The changes suggested to an order, newest first, for whoever may see the order. */
export async function proposalsOf(actor: Actor, orderId: string): Promise<readonly ProposalView[]> {
  return inTransaction(dbContextOf(actor), async (tx) => {
    const rows = await tx.proposal.findMany({ where: { orderId }, orderBy: { version: 'desc' }, take: 20 })
    const views: ProposalView[] = []
    for (const { baseVersion, authorId: _author, closedById: _closer, orderId: _order, ...row } of rows)
      views.push({
        ...row,
        status: PROPOSAL_STATUSES.find((each) => each === row.status) ?? 'open',
        before: await loadSpecification(tx, orderId, baseVersion),
        after: await loadSpecification(tx, orderId, row.version),
      })
    return views
  })
}
