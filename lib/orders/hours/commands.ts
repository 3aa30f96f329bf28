import { appendEvents } from '#lib/audit/store.ts'
import { type Actor, dbContextOf, eventActorOf } from '#lib/identity/actor.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { loadWorked } from '#lib/orders/hours/queries.ts'
import type { OrderFacts } from '#lib/orders/order-facts.ts'
import { isParty } from '#lib/orders/party.ts'
import { loadOrderFacts } from '#lib/orders/store.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { decideMoreWork, type OverrunRefusal, type WorkedTime } from '#lib/pricing/settle.ts'
import { type Day, dayOf } from '#lib/sla/day.ts'

type RegisterRefusal = Refusal<'not-found' | 'not-allowed' | 'not-agreed' | 'order-over' | 'day-future'> | OverrunRefusal

/**
 * Registers time worked on an order, by whoever works on it. Before a price is agreed only clarification can be registered. Time
 * beyond the cap needs a new acceptance first, except for the service's own errors; nothing is charged after the delivery.
 */
export async function registerTime(
  actor: Actor,
  input: WorkedTime & { readonly orderId: string; readonly workedOn: Day },
  now = new Date(),
): Promise<Result<{ readonly orderId: string }, RegisterRefusal>> {
  return inTransaction(dbContextOf(actor), async (tx) => {
    const order = await loadOrderFacts(tx, input.orderId)
    if (!order) return refuse('not-found')
    if (!worksOn(actor, order)) return refuse('not-allowed')
    if (input.workedOn > dayOf(now.toISOString())) return refuse('day-future')
    const isOver = order.status === 'released' || order.status === 'ended'
    if (isOver && !input.ownError) return refuse('order-over')
    const { agreed, worked } = await loadWorked(tx, order.id)
    if (!agreed && input.kind !== 'clarification-work') return refuse('not-agreed')
    const { kind, minutes, ownError } = input
    const decision = agreed ? decideMoreWork(agreed, worked, { kind, minutes, ownError }) : ok(null)
    if (!decision.ok) return decision
    await tx.timeEntry.createMany({
      data: {
        orderId: order.id,
        personId: actor.personId,
        kind,
        minutes,
        ownError,
        workedOn: new Date(input.workedOn),
        createdAt: now,
      },
    })
    const facts = { kind, minutes, ownError }
    await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'order.time-registered', orderId: order.id, facts }])
    return ok({ orderId: order.id })
  })
}

/** Takes one's own entry back; it stays readable in the log. */
export async function takeTimeBack(
  actor: Actor,
  input: { readonly entryId: string },
  now = new Date(),
): Promise<Result<{ readonly orderId: string }, Refusal<'not-found' | 'order-over'>>> {
  return inTransaction(dbContextOf(actor), async (tx) => {
    const entry = await tx.timeEntry.findFirst({
      where: { id: input.entryId, personId: actor.personId, takenBackAt: null },
      select: { orderId: true, kind: true, minutes: true },
    })
    const order = entry && (await loadOrderFacts(tx, entry.orderId))
    if (!entry || !order || !worksOn(actor, order)) return refuse('not-found')
    if (order.status === 'released' || order.status === 'ended') return refuse('order-over')
    await tx.timeEntry.updateMany({ where: { id: input.entryId, takenBackAt: null }, data: { takenBackAt: now } })
    const facts = { kind: entry.kind, minutes: entry.minutes }
    await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'order.time-taken-back', orderId: entry.orderId, facts }])
    return ok({ orderId: entry.orderId })
  })
}

/** Whoever has a hand in the case: its analyst, producer or checker. */
export function worksOn(actor: Actor, order: OrderFacts): boolean {
  return (['assigned', 'producer', 'checker'] as const).some((party) => isParty(party, actor, order))
}
