import type { Prisma } from '#lib/generated/prisma/client.ts'
import { dbContextOf, systemActor } from '#lib/identity/actor.ts'
import type { HandoverKind } from '#lib/notify/handover.ts'
import { enqueueHandovers } from '#lib/notify/store.ts'
import { closeOrder, lapseOrder, offerOrder } from '#lib/orders/commands/offer.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { dayOf } from '#lib/sla/day.ts'
import { computeLapse, ERROR_WINDOW_DAYS, overWhenBegunBefore, SEED_LAPSE_RULES } from '#lib/sla/lapse.ts'

/** Reminds, lapses, closes and offers what time alone decides. A conflict means that a person was faster, which is fine. */
export async function sweepOrders(now: Date): Promise<void> {
  await remindRequesters(now)
  const due = await ordersDue(now)
  for (const target of due.lapse) await lapseOrder(systemActor, target, now)
  for (const target of due.close) await closeOrder(systemActor, target, now)
  for (const target of due.offer) await offerOrder(systemActor, { ...target, message: '' }, now)
}

/** Reminds whoever leaves a question or an offer lying, once on each day the rules name; the key makes it once. */
async function remindRequesters(now: Date): Promise<void> {
  const today = dayOf(now.toISOString())
  await inTransaction(dbContextOf(systemActor), async (tx) => {
    const waiting = await tx.order.findMany({
      where: { status: { in: ['clarifying', 'offered'] } },
      select: { id: true, number: true, status: true, statusChangedAt: true },
      take: 1000,
    })
    const reminders = waiting.flatMap((order) => {
      const status = order.status === 'offered' ? 'offered' : 'clarifying'
      const lapse = computeLapse([{ at: order.statusChangedAt.toISOString(), status }], SEED_LAPSE_RULES, now.toISOString())
      const due = lapse?.remindersOn.findLast((day) => day <= today)
      if (!lapse || lapse.lapsed || due === undefined) return []
      const kind: HandoverKind = status === 'offered' ? 'offer-reminder' : 'answer-reminder'
      const key = `${kind}:${order.id}:${due}`
      return [{ kind, audience: { kind: 'customer' as const }, orderId: order.id, key, facts: { number: order.number } }]
    })
    await enqueueHandovers(tx, reminders)
  })
}

interface SweepTarget {
  readonly orderId: string
  readonly expectedVersion: number
}

/** Orders that time alone may move: questions and offers left too long, deliveries past the error window, standard orders to offer on. */
async function ordersDue(now: Date): Promise<Record<'lapse' | 'close' | 'offer', SweepTarget[]>> {
  const due: Record<'asked' | 'offered' | 'released' | 'received', Prisma.OrderWhereInput> = {
    asked: { status: 'clarifying', statusChangedAt: { lt: overWhenBegunBefore(SEED_LAPSE_RULES.clarifyingDays, now) } },
    offered: { status: 'offered', offers: { some: { status: 'open', validUntil: { lt: now } } } },
    released: { status: 'released', statusChangedAt: { lt: overWhenBegunBefore(ERROR_WINDOW_DAYS, now) } },
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
