import type { Actor } from '#lib/identity/actor.ts'
import { ok, type Result } from '#lib/kernel/result.ts'
import { handover, toAnalyst } from '#lib/orders/handovers.ts'
import { type CommandRefusal, commandOrder } from '#lib/orders/store.ts'
import type { Done, OrderTarget } from '#lib/orders/target.ts'

/** Takes an order as its analyst, also from a colleague. */
export async function claimOrder(actor: Actor, target: OrderTarget, now = new Date()): Promise<Result<Done, CommandRefusal>> {
  return commandOrder(actor, { ...target, command: 'claim' }, { now }, async (_tx, order) =>
    ok({ value: { orderId: order.id }, changes: { analystId: actor.personId }, facts: { fromAnalyst: order.analystId } }),
  )
}

export type EndInput = OrderTarget & { readonly reason: string }

/** Ends an order because another service or authority answers it. `referredTo` is a code the labels know. */
export async function referOrder(
  actor: Actor,
  input: EndInput & { readonly referredTo: string },
  now = new Date(),
): Promise<Result<Done, CommandRefusal>> {
  return endOrder(actor, 'refer', input, { referredTo: input.referredTo }, now)
}

/** The requester takes the order back; work already done is settled by the terms. */
export async function withdrawOrder(actor: Actor, input: EndInput, now = new Date()): Promise<Result<Done, CommandRefusal>> {
  return endOrder(actor, 'withdraw', input, {}, now)
}

async function endOrder(actor: Actor, command: 'refer' | 'withdraw', input: EndInput, facts: Record<string, string>, now: Date) {
  return commandOrder(actor, { ...input, command }, { now, reason: input.reason }, async (tx, order) => {
    await tx.offer.updateMany({ where: { orderId: order.id, status: 'open' }, data: { status: 'superseded' } })
    const audience = command === 'withdraw' ? toAnalyst(order) : ({ kind: 'customer' } as const)
    return ok({
      value: { orderId: order.id },
      facts: { ...facts, reason: input.reason },
      handovers: [handover(order, 'order-ended', audience)],
    })
  })
}

/** Sends the offer back with a wish; the analyst makes a new one. */
export async function requestChange(actor: Actor, input: EndInput, now = new Date()): Promise<Result<Done, CommandRefusal>> {
  return commandOrder(actor, { ...input, command: 'request-change' }, { now, reason: input.reason }, async (tx, order) => {
    await tx.offer.updateMany({ where: { orderId: order.id, status: 'open' }, data: { status: 'superseded' } })
    return ok({
      value: { orderId: order.id },
      facts: { reason: input.reason },
      handovers: [handover(order, 'change-requested', toAnalyst(order))],
    })
  })
}
