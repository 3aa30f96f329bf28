import type { Prisma } from '#lib/generated/prisma/client.ts'
import { dbContextOf, systemActor } from '#lib/identity/actor.ts'
import { closeOrder, lapseOrder, offerOrder } from '#lib/orders/commands/offer.ts'
import { ANSWER_DAYS, ERROR_WINDOW_DAYS } from '#lib/orders/decide.ts'
import { inTransaction } from '#lib/platform/db.ts'

/** Lapses, closes and offers what time alone decides. A conflict means that a person was faster, which is fine. */
export async function sweepOrders(now: Date): Promise<void> {
  const due = await ordersDue(now)
  for (const target of due.lapse) await lapseOrder(systemActor, target, now)
  for (const target of due.close) await closeOrder(systemActor, target, now)
  for (const target of due.offer) await offerOrder(systemActor, { ...target, message: '' }, now)
}

interface SweepTarget {
  readonly orderId: string
  readonly expectedVersion: number
}

/** Orders that time alone may move: questions and offers left too long, deliveries past the error window, standard orders to offer on. */
async function ordersDue(now: Date): Promise<Record<'lapse' | 'close' | 'offer', SweepTarget[]>> {
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000)
  const due: Record<'asked' | 'offered' | 'released' | 'received', Prisma.OrderWhereInput> = {
    asked: { status: 'clarifying', statusChangedAt: { lte: before(ANSWER_DAYS) } },
    offered: { status: 'offered', offers: { some: { status: 'open', validUntil: { lte: now } } } },
    released: { status: 'released', statusChangedAt: { lte: before(ERROR_WINDOW_DAYS) } },
    received: { status: 'received', analystId: null, offers: { none: {} } },
  }
  return inTransaction(dbContextOf(systemActor), async (tx) => {
    const targets = async (where: Prisma.OrderWhereInput) => {
      const rows = await tx.order.findMany({ where, select: { id: true, version: true }, take: 200 })
      return rows.map((row) => ({ orderId: row.id, expectedVersion: row.version }))
    }
    const lapse = [...(await targets(due.asked)), ...(await targets(due.offered))]
    return { lapse, close: await targets(due.released), offer: await targets(due.received) }
  })
}
