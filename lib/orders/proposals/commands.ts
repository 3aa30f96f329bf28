import type { Specification } from '#lib/catalogue/specification.ts'
import type { Actor } from '#lib/identity/actor.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { type ComposeRefusal, compose } from '#lib/orders/compose.ts'
import { handover, toAnalyst } from '#lib/orders/handovers.ts'
import type { OrderFacts } from '#lib/orders/order-facts.ts'
import { isSameTable } from '#lib/orders/proposals/same-table.ts'
import { addSpecification, type CommandRefusal, commandOrder, loadCustomer, loadSpecification } from '#lib/orders/store.ts'
import type { Done, OrderTarget } from '#lib/orders/target.ts'
import { loadTerms } from '#lib/orders/terms/queries.ts'
import type { Tx } from '#lib/platform/db.ts'
import { dayOf } from '#lib/sla/day.ts'

export interface ProposeInput extends OrderTarget {
  readonly specification: Specification
  /** Why, in words for the customer. */
  readonly message: string
}

/**
 * Suggests another table to the customer. It becomes a version of the specification at once, but not the one in force: the work waits
 * until the customer has approved it or sent it back.
 */
export async function proposeChange(
  actor: Actor,
  input: ProposeInput,
  now = new Date(),
): Promise<Result<Done, CommandRefusal | ComposeRefusal | Refusal<'nothing-changed'>>> {
  const { specification, message } = input
  return commandOrder(actor, { ...input, command: 'propose' }, { now, reason: message }, async (tx, order) => {
    const composed = await composeFor(tx, order, specification, now)
    if (!composed.ok) return composed
    const inForce = await loadSpecification(tx, order.id, order.specificationVersion)
    if (isSameTable(inForce, specification)) return refuse('nothing-changed')
    const version = order.newestSpecificationVersion + 1
    await addSpecification(tx, order.id, version, specification, actor.personId)
    const { id: orderId, specificationVersion: baseVersion } = order
    await tx.proposal.createMany({ data: { orderId, baseVersion, version, message, authorId: actor.personId, createdAt: now } })
    return ok({
      value: { orderId },
      facts: { specificationVersion: version, reason: message },
      handovers: [handover(order, 'change-proposed', { kind: 'customer' })],
    })
  })
}

/**
 * The customer takes a suggested table on. It is judged again under the terms of now and comes into force; what it costs is offered
 * anew, and a table made from an older version is no longer in force.
 */
export async function approveChange(
  actor: Actor,
  input: OrderTarget,
  now = new Date(),
): Promise<Result<Done, CommandRefusal | ComposeRefusal>> {
  return commandOrder(actor, { ...input, command: 'approve-change' }, { now }, async (tx, order) => {
    const version = order.openProposal?.version ?? order.specificationVersion
    const specification = await loadSpecification(tx, order.id, version)
    const composed = await composeFor(tx, order, specification, now)
    if (!composed.ok) return composed
    await close(tx, actor, order, { status: 'approved', closedAt: now })
    return ok({
      value: { orderId: order.id },
      changes: {
        specificationVersion: version,
        orderType: composed.value.orderType,
        title: specification.title,
        resumeStatus: null,
        runId: null,
      },
      facts: { specificationVersion: version },
      handovers: [handover(order, 'change-approved', toAnalyst(order))],
    })
  })
}

/** The customer does not want the suggested table; the order goes on from where it was, with the wish for another change. */
export async function sendChangeBack(
  actor: Actor,
  input: OrderTarget & { readonly reason: string },
  now = new Date(),
): Promise<Result<Done, CommandRefusal>> {
  return commandOrder(actor, { ...input, command: 'send-back-change' }, { now, reason: input.reason }, async (tx, order) => {
    await close(tx, actor, order, { status: 'sent-back', wish: input.reason, closedAt: now })
    return ok({
      value: { orderId: order.id },
      facts: { reason: input.reason },
      handovers: [handover(order, 'change-sent-back', toAnalyst(order))],
    })
  })
}

/** The analyst takes her suggestion back before it is answered; the order goes on from where it was. */
export async function retractChange(actor: Actor, input: OrderTarget, now = new Date()): Promise<Result<Done, CommandRefusal>> {
  return commandOrder(actor, { ...input, command: 'retract-change' }, { now }, async (tx, order) => {
    await close(tx, actor, order, { status: 'retracted', closedAt: now })
    return ok({ value: { orderId: order.id } })
  })
}

type Closing = { readonly status: string; readonly wish?: string; readonly closedAt: Date }

async function close(tx: Tx, actor: Actor, order: OrderFacts, closing: Closing): Promise<void> {
  const closed = await tx.proposal.updateMany({
    where: { id: order.openProposal?.id ?? '', status: 'open' },
    data: { ...closing, closedById: actor.personId },
  })
  if (closed.count !== 1) throw new Error('an open proposal could not be closed')
}

async function composeFor(tx: Tx, order: OrderFacts, specification: Specification, now: Date) {
  const customer = await loadCustomer(tx, order.organisationId)
  return compose(specification, await loadTerms(tx), customer, dayOf(now.toISOString()))
}
