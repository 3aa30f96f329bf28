import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import type { Specification } from '#lib/catalogue/specification.ts'
import { type Actor, dbContextOf } from '#lib/identity/actor.ts'
import { type ComposeRefusal, type Composition, compose } from '#lib/orders/compose.ts'
import { type ProposalView, proposalsOf } from '#lib/orders/proposals/queries.ts'
import { loadCustomer } from '#lib/orders/store.ts'
import { loadTerms } from '#lib/orders/terms/queries.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { dayOf } from '#lib/sla/day.ts'

interface Change {
  readonly before: Specification
  readonly after: Specification
}

/** Two tables under the terms of today, so that what a change costs can be seen before it is decided. */
export interface WeighedChange {
  readonly catalogue: Catalogue
  /** Null when the table can't be made any longer. */
  readonly before: Composition | null
  readonly after: Composition | null
  /** Why the suggested table can't be made; null when it can. */
  readonly refusal: ComposeRefusal | null
}

/** Weighs suggested tables against those they would replace, for the customer whose order it is; in the order given. */
export async function weighChanges(
  actor: Actor,
  organisationId: string,
  changes: readonly Change[],
  now = new Date(),
): Promise<readonly WeighedChange[]> {
  if (changes.length === 0) return []
  return inTransaction(dbContextOf(actor), async (tx) => {
    const terms = await loadTerms(tx)
    const customer = await loadCustomer(tx, organisationId)
    const today = dayOf(now.toISOString())
    return changes.map((change) => {
      const before = compose(change.before, terms, customer, today)
      const after = compose(change.after, terms, customer, today)
      return {
        catalogue: terms.catalogue,
        before: before.ok ? before.value : null,
        after: after.ok ? after.value : null,
        refusal: after.ok ? null : after,
      }
    })
  })
}

/** A change that was suggested to an order, weighed. */
export interface WeighedProposal {
  readonly proposal: ProposalView
  readonly weighed: WeighedChange
}

/** The changes suggested to an order, newest first, for whoever may see it. */
export async function weighedProposals(
  actor: Actor,
  orderId: string,
  organisationId: string,
): Promise<readonly WeighedProposal[]> {
  const proposals = await proposalsOf(actor, orderId)
  const weighed = await weighChanges(actor, organisationId, proposals)
  return proposals.flatMap((proposal, i) => {
    const change = weighed[i]
    return change ? [{ proposal, weighed: change }] : []
  })
}
