import { computeFigures, type FiguredOrder, type Figures } from '#lib/orders/figures/compute-figures.ts'
import { ORDER_STATUSES, RESOLUTIONS } from '#lib/orders/lifecycle.ts'
import { parseOrderType } from '#lib/orders/order-type.ts'
import { inTransaction, type Tx } from '#lib/platform/db.ts'
import { loadCalendar, loadServiceLevels } from '#lib/sla/queries.ts'

/** How far back the figures look, and how long they stand before they are counted anew. */
const WINDOW_DAYS = 400
const STALE_MS = 60 * 60_000
const MILLISECONDS_PER_DAY = 86_400_000

/** Counts the figures of the orders of the last 400 days, as far as the transaction may see them. */
export async function countFigures(tx: Tx, now: Date): Promise<Figures> {
  const since = new Date(now.getTime() - WINDOW_DAYS * MILLISECONDS_PER_DAY)
  const orders = await tx.order.findMany({
    where: { submittedAt: { gte: since }, NOT: { status: 'draft' } },
    select: { id: true, submittedAt: true, status: true, resolution: true, orderType: true },
  })
  const events = await tx.auditEvent.findMany({
    where: { at: { gte: since }, orderId: { in: orders.map(({ id }) => id) } },
    select: { orderId: true, at: true, facts: true },
    orderBy: { seq: 'asc' },
  })
  const byOrder = Map.groupBy(events, (event) => event.orderId ?? '')
  const figured = orders.flatMap(({ id, submittedAt, status, resolution, orderType }): FiguredOrder[] => {
    const steps = (byOrder.get(id) ?? []).flatMap(({ at, facts }) => {
      const to = ORDER_STATUSES.find((each) => each === (facts as { to?: unknown } | null)?.to)
      return to ? [{ at: at.toISOString(), status: to }] : []
    })
    const released = steps.find((step) => step.status === 'released')
    const order = {
      submittedAt: submittedAt ?? now,
      orderType: parseOrderType(orderType),
      status: ORDER_STATUSES.find((each) => each === status) ?? 'ended',
      resolution: RESOLUTIONS.find((each) => each === resolution) ?? null,
      firstReleasedAt: released ? new Date(released.at) : null,
      events: steps,
    }
    return [order]
  })
  return computeFigures(figured, await loadCalendar(tx), await loadServiceLevels(tx), now)
}

/** Counts the public figures anew when an hour has gone. A job of the service. */
export async function refreshFigures(now = new Date()): Promise<void> {
  await inTransaction({ kind: 'worker' }, async (tx) => {
    const newest = await tx.serviceFigures.findFirst({ orderBy: { computedAt: 'desc' }, select: { computedAt: true } })
    if (newest && now.getTime() - newest.computedAt.getTime() < STALE_MS) return
    await tx.serviceFigures.createMany({ data: { body: await countFigures(tx, now), computedAt: now } })
    await tx.serviceFigures.deleteMany({ where: { computedAt: { lt: now } } })
  })
}
