import { appendEvents } from '#lib/audit/store.ts'
import { type Actor, dbContextOf, eventActorOf } from '#lib/identity/actor.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { isParty } from '#lib/orders/party.ts'
import { loadOrderFacts } from '#lib/orders/store.ts'
import type { Done } from '#lib/orders/target.ts'
import { inTransaction } from '#lib/platform/db.ts'

/** Asks for other ways to protect the table in force. The producer may, while she makes the table; asking twice is asking once. */
export async function askAlternatives(
  actor: Actor,
  input: { readonly orderId: string },
  now = new Date(),
): Promise<Result<Done, Refusal<'not-found' | 'not-allowed' | 'not-producing' | 'no-table'>>> {
  return inTransaction(dbContextOf(actor), async (tx) => {
    const order = await loadOrderFacts(tx, input.orderId)
    if (!order) return refuse('not-found')
    if (!isParty('producer', actor, order)) return refuse('not-allowed')
    if (order.status !== 'producing') return refuse('not-producing')
    if (!order.table) return refuse('no-table')
    const { runId } = order.table
    const asked = await tx.runAlternatives.createMany({
      data: { runId, orderId: order.id, requestedById: actor.personId, createdAt: now },
      skipDuplicates: true,
    })
    if (asked.count === 1) {
      const event = { actor: eventActorOf(actor), type: 'run.alternatives-asked', orderId: order.id, facts: { runId } } as const
      await appendEvents(tx, [event])
    }
    return ok({ orderId: order.id })
  })
}
