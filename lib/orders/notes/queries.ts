import { type Actor, dbContextOf } from '#lib/identity/actor.ts'
import type { OrderFacts } from '#lib/orders/order-facts.ts'
import { isParty } from '#lib/orders/party.ts'
import { inTransaction } from '#lib/platform/db.ts'

export interface NoteRow {
  readonly id: string
  readonly authorId: string
  readonly text: string
  readonly createdAt: Date
}

/**
 * The internal notes of a case, newest first, for analysts. Null for the person who checks the table until her verdict on it is
 * recorded: like the producer's note, what colleagues wrote must not colour it.
 */
export async function listNotes(actor: Actor, order: OrderFacts): Promise<NoteRow[] | null> {
  if (!isParty('analyst', actor, order)) return []
  const isJudging = order.status === 'checking' && order.checkerId === actor.personId
  const { latestCheck: check, table } = order
  const hasJudged = check?.checkerId === actor.personId && check.contentHash === table?.contentHash
  if (isJudging && !hasJudged) return null
  return inTransaction(dbContextOf(actor), (tx) =>
    tx.note.findMany({
      where: { orderId: order.id },
      select: { id: true, authorId: true, text: true, createdAt: true },
      orderBy: { createdAt: 'desc' },
      take: 200,
    }),
  )
}
