import type { Prisma } from '#lib/generated/prisma/client.ts'
import { dbContextOf, systemActor } from '#lib/identity/actor.ts'
import type { Audience, Handover, HandoverKind } from '#lib/notify/handover.ts'
import { enqueueHandovers } from '#lib/notify/store.ts'
import { legOfStatus } from '#lib/orders/clock.ts'
import { ORDER_STATUSES, type OrderStatus } from '#lib/orders/lifecycle.ts'
import { parseOrderType } from '#lib/orders/order-type.ts'
import { inTransaction, type Tx } from '#lib/platform/db.ts'
import { type Alert, alertOf } from '#lib/sla/alert.ts'
import type { Calendar } from '#lib/sla/calendar.ts'
import { computeLegs, type LegClock } from '#lib/sla/due.ts'
import type { Leg, ServiceLevels } from '#lib/sla/legs.ts'
import { loadCalendar, loadServiceLevels } from '#lib/sla/queries.ts'

/** Orders looked at in one transaction: their histories are read together, and no more than these stand in memory. */
const BATCH = 500

/** Statuses in which a promise runs; in all others nobody is told of time and lists have no day to sort by. */
const running = ORDER_STATUSES.filter((status) => legOfStatus(status) !== null)

const KINDS: Readonly<Record<Alert, HandoverKind>> = { 'due-soon': 'due-soon', late: 'overdue', escalated: 'overdue-escalated' }

/**
 * Tells those who have an order that its time runs out or has run out, and administrators when the service level says so. Once for
 * each promise: the message's key names leg, due day and alert. Also keeps the due day that lists are sorted by. A job of the service.
 */
export async function alertOnTime(now: Date): Promise<void> {
  await inTransaction(dbContextOf(systemActor), (tx) =>
    tx.order.updateMany({ where: { NOT: [{ status: { in: running } }, { dueOn: null }] }, data: { dueOn: null } }),
  )
  let after: string | null = null
  for (;;) {
    const last = await inTransaction(dbContextOf(systemActor), (tx) => alertBatch(tx, after, now))
    if (last === null) return
    after = last
  }
}

const select = {
  id: true,
  number: true,
  status: true,
  orderType: true,
  analystId: true,
  producerId: true,
  checkerId: true,
  dueOn: true,
} satisfies Prisma.OrderSelect
type Watched = Prisma.OrderGetPayload<{ select: typeof select }>

async function alertBatch(tx: Tx, after: string | null, now: Date): Promise<string | null> {
  const orders = await tx.order.findMany({
    where: { status: { in: running }, ...(after === null ? {} : { id: { gt: after } }) },
    select,
    orderBy: { id: 'asc' },
    take: BATCH,
  })
  const [calendar, levels] = [await loadCalendar(tx), await loadServiceLevels(tx)]
  const clocks = await clocksOf(tx, orders, { calendar, levels, now })
  await enqueueHandovers(
    tx,
    orders.flatMap((order) => messagesFor(order, clocks.get(order.id) ?? null, levels)),
  )
  for (const order of orders) await keepDueOn(tx, order, clocks.get(order.id)?.dueOn ?? null)
  return orders.length < BATCH ? null : (orders.at(-1)?.id ?? null)
}

interface Terms {
  readonly calendar: Calendar
  readonly levels: ServiceLevels
  readonly now: Date
}

/** The clock of the leg each order is in, from all their histories read at once. */
async function clocksOf(tx: Tx, orders: readonly Watched[], { calendar, levels, now }: Terms): Promise<Map<string, LegClock>> {
  const events = await tx.auditEvent.findMany({
    where: { orderId: { in: orders.map(({ id }) => id) } },
    select: { orderId: true, at: true, facts: true },
    orderBy: { seq: 'asc' },
  })
  const byOrder = Map.groupBy(events, ({ orderId }) => orderId)
  const clocks = new Map<string, LegClock>()
  for (const { id, status, orderType } of orders) {
    const leg = legOfStatus(status as OrderStatus)
    const steps = (byOrder.get(id) ?? []).flatMap(({ at, facts }) => {
      const to = ORDER_STATUSES.find((each) => each === (facts as { to?: unknown } | null)?.to)
      return to ? [{ at: at.toISOString(), status: to }] : []
    })
    if (leg) clocks.set(id, computeLegs(steps, calendar, levels[parseOrderType(orderType)], now.toISOString())[leg])
  }
  return clocks
}

function messagesFor(order: Watched, clock: LegClock | null, levels: ServiceLevels): Handover[] {
  const alert = clock && alertOf(clock, levels[parseOrderType(order.orderType)])
  if (!clock || !alert) return []
  const own = messageTo(order, clock, alert === 'escalated' ? 'late' : alert, holderOf(order, clock.leg))
  return alert === 'escalated' ? [own, messageTo(order, clock, alert, { kind: 'administrators' })] : [own]
}

function messageTo(order: Watched, { leg, dueOn }: LegClock, alert: Alert, audience: Audience): Handover {
  const kind = KINDS[alert]
  return { kind, audience, orderId: order.id, key: `${kind}:${order.id}:${leg}:${dueOn}`, facts: { number: order.number } }
}

/** Whoever has the leg in hand, or all analysts while nobody has. */
function holderOf(order: Watched, leg: Leg): Audience {
  const personId = { triage: order.analystId, production: order.producerId ?? order.analystId, check: order.checkerId }[leg]
  return personId ? { kind: 'person', personId } : { kind: 'analysts' }
}

async function keepDueOn(tx: Tx, order: Watched, dueOn: string | null): Promise<void> {
  const kept = order.dueOn?.toISOString().slice(0, 10) ?? null
  if (kept === dueOn) return
  await tx.order.updateMany({ where: { id: order.id }, data: { dueOn: dueOn === null ? null : new Date(dueOn) } })
}
