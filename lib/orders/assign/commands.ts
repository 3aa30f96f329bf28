import type { Actor } from '#lib/identity/actor.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { handover } from '#lib/orders/handovers.ts'
import type { OrderFacts } from '#lib/orders/order-facts.ts'
import { type CommandRefusal, commandOrder } from '#lib/orders/store.ts'
import type { Done, OrderTarget } from '#lib/orders/target.ts'
import type { Tx } from '#lib/platform/db.ts'

export type AssignInput = OrderTarget & { readonly personId: string; readonly note: string }

export type AssignRefusal = CommandRefusal | Refusal<'cannot-take-it'>

/**
 * Hands a case over to a colleague, with a note for her. While the table is being made she becomes its producer; whoever ran or
 * brought a table before still can't check what comes of it.
 */
export async function assignOrder(actor: Actor, input: AssignInput, now = new Date()): Promise<Result<Done, AssignRefusal>> {
  return commandOrder(actor, { ...input, command: 'assign' }, { now }, async (tx, order) => {
    if (!(await canTake(tx, input.personId, order))) return refuse('cannot-take-it')
    const text = input.note.trim()
    if (text !== '') await tx.note.createMany({ data: { orderId: order.id, authorId: actor.personId, text, createdAt: now } })
    return ok({
      value: { orderId: order.id },
      changes: { analystId: input.personId, ...(order.status === 'producing' && { producerId: input.personId }) },
      facts: { fromAnalyst: order.analystId, toAnalyst: input.personId },
      handovers:
        input.personId === actor.personId
          ? []
          : [handover(order, 'order-assigned', { kind: 'person', personId: input.personId })],
    })
  })
}

/** An analyst who is there, and who does not belong to the customer. */
async function canTake(tx: Tx, personId: string, order: OrderFacts): Promise<boolean> {
  const able = await tx.person.count({
    where: {
      id: personId,
      status: 'active',
      staffRoles: { some: { role: 'analyst' } },
      memberships: { none: { organisationId: order.organisationId } },
    },
  })
  return able === 1 && personId !== order.requesterId
}

export interface Assigned {
  readonly assigned: number
  readonly refused: number
}

/**
 * Hands several cases over, each by itself: one that somebody changed meanwhile stays as it is and is counted. Refused when none
 * could be handed over.
 */
export async function assignOrders(
  actor: Actor,
  input: { readonly targets: readonly OrderTarget[]; readonly personId: string; readonly note: string },
  now = new Date(),
): Promise<Result<Assigned, AssignRefusal>> {
  let assigned = 0
  let first: AssignRefusal | null = null
  for (const target of input.targets) {
    const result = await assignOrder(actor, { ...target, personId: input.personId, note: input.note }, now)
    if (result.ok) assigned++
    else first ??= result
  }
  return assigned === 0 && first ? first : ok({ assigned, refused: input.targets.length - assigned })
}
