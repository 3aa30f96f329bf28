import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import { specificationSchema } from '#lib/catalogue/specification.ts'
import { tableShape } from '#lib/catalogue/table-shape.ts'
import { type Actor, dbContextOf, hasRole } from '#lib/identity/actor.ts'
import { legOfStatus } from '#lib/orders/clock.ts'
import { quotedCustomerOf, quotedShapeOf } from '#lib/orders/compose.ts'
import { ORDER_STATUSES } from '#lib/orders/lifecycle.ts'
import { parseOrderType } from '#lib/orders/order-type.ts'
import { type DueEffect, type DueTerms, dueEffect } from '#lib/orders/previews/due-effect.ts'
import { type PricedOrder, type TariffEffect, tariffEffect } from '#lib/orders/previews/tariff-effect.ts'
import { loadTerms } from '#lib/orders/terms/queries.ts'
import { inTransaction, type Tx } from '#lib/platform/db.ts'
import type { Tariff } from '#lib/pricing/tariff.ts'
import { tariffOn } from '#lib/pricing/tariff-on.ts'
import { dayOf } from '#lib/sla/day.ts'
import { loadCalendar, loadServiceLevels } from '#lib/sla/queries.ts'

/** So many of the latest orders show what a tariff does. */
const LAST_ORDERS = 100
/** More open orders than this are not looked at; the page says how many were. */
const MOST_OPEN = 5000

/** The last hundred orders under the tariff of today and another, for administrators; null for everybody else. */
export async function previewTariff(actor: Actor, after: Tariff, now = new Date()): Promise<TariffEffect | null> {
  if (!hasRole(actor, 'administrator')) return null
  return inTransaction(dbContextOf(actor), async (tx) => {
    const { catalogue, tariffs, maxCells } = await loadTerms(tx)
    const before = tariffOn(
      dayOf(now.toISOString()),
      tariffs.map(({ tariff }) => tariff),
    )
    if (!before.ok) return null
    const orders = await tx.order.findMany({
      where: { NOT: { submittedAt: null } },
      select: {
        number: true,
        specificationVersion: true,
        organisation: { select: { customerClass: true, vatTreatment: true } },
        specifications: { select: { version: true, body: true } },
      },
      orderBy: { submittedAt: 'desc' },
      take: LAST_ORDERS,
    })
    const priced = orders.flatMap(({ number, organisation, specifications, specificationVersion }): PricedOrder[] => {
      const stored = specifications.find(({ version }) => version === specificationVersion)
      const specification = specificationSchema.safeParse(stored?.body)
      if (!specification.success) return []
      // An order whose table the catalogue no longer offers has no price to compare.
      const resolved = decideSpecification(specification.data, catalogue, { maxCells })
      if (!resolved.ok) return []
      const shape = quotedShapeOf(specification.data, tableShape(resolved.value))
      return [{ number, customer: quotedCustomerOf(organisation), shape }]
    })
    return tariffEffect(priced, before.value, after)
  })
}

/** The due days of open orders under the terms in force and with a change, for administrators; null for everybody else. */
export async function previewDue(actor: Actor, change: Partial<DueTerms>, now = new Date()): Promise<DueEffect | null> {
  if (!hasRole(actor, 'administrator')) return null
  return inTransaction(dbContextOf(actor), async (tx) => {
    const before = { calendar: await loadCalendar(tx), levels: await loadServiceLevels(tx) }
    return dueEffect(await loadPromised(tx), { before, after: { ...before, ...change } }, now)
  })
}

async function loadPromised(tx: Tx) {
  const orders = await tx.order.findMany({
    where: { status: { in: ORDER_STATUSES.filter((status) => legOfStatus(status) !== null) } },
    select: { id: true, number: true, status: true, orderType: true },
    orderBy: { number: 'asc' },
    take: MOST_OPEN,
  })
  const events = await tx.auditEvent.findMany({
    where: { orderId: { in: orders.map(({ id }) => id) } },
    select: { orderId: true, at: true, facts: true },
    orderBy: { seq: 'asc' },
  })
  const byOrder = Map.groupBy(events, ({ orderId }) => orderId)
  const statusOf = (word: unknown) => ORDER_STATUSES.find((each) => each === word)
  return orders.map(({ id, number, status, orderType }) => ({
    number,
    status: statusOf(status) ?? 'ended',
    orderType: parseOrderType(orderType),
    events: (byOrder.get(id) ?? []).flatMap(({ at, facts }) => {
      const to = statusOf((facts as { to?: unknown } | null)?.to)
      return to ? [{ at: at.toISOString(), status: to }] : []
    }),
  }))
}
