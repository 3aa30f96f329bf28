import { dbContextOf, type SystemActor } from '#lib/identity/actor.ts'
import { ANSWER_DAYS, ERROR_WINDOW_DAYS } from '#lib/orders/decide.ts'
import { inTransaction } from '#lib/platform/db.ts'

export interface SweepTarget {
  readonly orderId: string
  readonly expectedVersion: number
}

/** Orders that time alone may move: questions and offers left too long, deliveries past the error window, standard orders to offer on. */
export async function ordersToSweep(actor: SystemActor, now: Date): Promise<Record<'lapse' | 'close' | 'offer', SweepTarget[]>> {
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000)
  return inTransaction(dbContextOf(actor), async (tx) => {
    const select = { id: true, version: true } as const
    const take = 200
    const asked = await tx.order.findMany({
      where: { status: 'clarifying', statusChangedAt: { lte: before(ANSWER_DAYS) } },
      select,
      take,
    })
    const offered = await tx.order.findMany({
      where: { status: 'offered', offers: { some: { status: 'open', validUntil: { lte: now } } } },
      select,
      take,
    })
    const released = await tx.order.findMany({
      where: { status: 'released', statusChangedAt: { lte: before(ERROR_WINDOW_DAYS) } },
      select,
      take,
    })
    const received = await tx.order.findMany({
      where: { status: 'received', analystId: null, offers: { none: {} } },
      select,
      take,
    })
    const targets = (rows: { id: string; version: number }[]) =>
      rows.map((row) => ({ orderId: row.id, expectedVersion: row.version }))
    return { lapse: targets([...asked, ...offered]), close: targets(released), offer: targets(received) }
  })
}
