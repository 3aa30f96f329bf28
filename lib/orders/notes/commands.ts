import { appendEvents } from '#lib/audit/store.ts'
import { type Actor, dbContextOf, eventActorOf } from '#lib/identity/actor.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { isParty } from '#lib/orders/party.ts'
import { loadOrderFacts } from '#lib/orders/store.ts'
import { inTransaction } from '#lib/platform/db.ts'

/** Writes an internal note on a case: for colleagues, never for the customer. Any analyst may, except on her own organisation's. */
export async function addNote(
  actor: Actor,
  input: { readonly orderId: string; readonly text: string },
  now = new Date(),
): Promise<Result<{ readonly orderId: string }, Refusal<'not-found' | 'not-allowed'>>> {
  return inTransaction(dbContextOf(actor), async (tx) => {
    const order = await loadOrderFacts(tx, input.orderId)
    if (!order || order.status === 'draft') return refuse('not-found')
    if (!isParty('analyst', actor, order)) return refuse('not-allowed')
    await tx.note.createMany({ data: { orderId: order.id, authorId: actor.personId, text: input.text, createdAt: now } })
    await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'order.noted', orderId: order.id, facts: {} }])
    return ok({ orderId: order.id })
  })
}
