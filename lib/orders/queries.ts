import { eventsOfOrders, type HistoryEntry, orderEvents } from '#lib/audit/queries.ts'
import type { Specification } from '#lib/catalogue/specification.ts'
import type { Prisma } from '#lib/generated/prisma/client.ts'
import { type Actor, dbContextOf, hasRole } from '#lib/identity/actor.ts'
import { legOfStatus, orderClocks } from '#lib/orders/clock.ts'
import { commandsOpenTo } from '#lib/orders/decide.ts'
import type { OrderCommand, OrderStatus, Resolution } from '#lib/orders/lifecycle.ts'
import type { OrderFacts } from '#lib/orders/order-facts.ts'
import { parseOrderType } from '#lib/orders/order-type.ts'
import { loadOrderFacts, loadSpecification } from '#lib/orders/store.ts'
import { inTransaction, type Tx } from '#lib/platform/db.ts'
import { type Quote, quoteSchema } from '#lib/pricing/quote.ts'
import type { LegClock, Legs } from '#lib/sla/due.ts'
import type { OrderType } from '#lib/sla/legs.ts'
import { loadCalendar, loadServiceLevels } from '#lib/sla/queries.ts'

export interface OrderRow {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly version: number
  readonly status: OrderStatus
  readonly orderType: OrderType
  readonly resolution: Resolution | null
  readonly organisationName: string
  readonly analystId: string | null
  readonly producerId: string | null
  readonly checkerId: string | null
  readonly createdAt: Date
  readonly submittedAt: Date | null
  readonly statusChangedAt: Date
  /** The day it is due as far as lists sort by it: at most a minute old. */
  readonly dueOn: Date | null
}

export interface OrderListQuery {
  /** `own`: the organisation acted for. `house`: every order past its draft, for staff. */
  readonly scope: 'own' | 'house'
  readonly statuses?: readonly OrderStatus[]
  readonly search?: string
  readonly skip?: number
  readonly take?: number
}

/** A page of orders with their number in all, newest change first; only what the actor may see. Staff work from the queue instead. */
export async function listOrders(actor: Actor, query: OrderListQuery): Promise<{ rows: OrderRow[]; total: number }> {
  const house = query.scope === 'house' && actor.roles.length > 0
  const text = query.search?.trim()
  return inTransaction(dbContextOf(actor), async (tx) => {
    const where = { ...filterOf(actor, query, house), ...(text ? { AND: [matching(text)] } : {}) }
    const total = await tx.order.count({ where })
    const rows = await tx.order.findMany({
      where,
      include: { organisation: { select: { name: true } } },
      orderBy: [{ statusChangedAt: 'desc' }, { number: 'desc' }],
      skip: query.skip ?? 0,
      take: Math.min(query.take ?? 50, 500),
    })
    return { total, rows: rows.map(({ organisation, ...row }) => toRow(row, organisation.name)) }
  })
}

function filterOf(actor: Actor, query: OrderListQuery, house: boolean): Prisma.OrderWhereInput {
  return {
    ...(house
      ? { NOT: { status: 'draft' } }
      : { organisationId: actor.organisation?.id ?? '00000000-0000-0000-0000-000000000000' }),
    ...(query.statuses?.length ? { status: { in: [...query.statuses] } } : {}),
  }
}

/** Orders whose title or number holds the words. */
function matching(words: string): Prisma.OrderWhereInput {
  const contains = { contains: words, mode: 'insensitive' } as const
  return { OR: [{ title: contains }, { number: contains }] }
}

/** An order as lists show it. */
export function toRow(row: Prisma.OrderGetPayload<object>, organisationName: string): OrderRow {
  const { id, number, title, version, analystId, producerId, checkerId, createdAt, submittedAt, statusChangedAt, dueOn } = row
  const people = { analystId, producerId, checkerId }
  const times = { createdAt, submittedAt, statusChangedAt, dueOn }
  const status = row.status as OrderStatus
  const resolution = row.resolution as Resolution | null
  return {
    id,
    number,
    title,
    version,
    status,
    orderType: parseOrderType(row.orderType),
    resolution,
    organisationName,
    ...people,
    ...times,
  }
}

/** The leg that matters of each order that has one running or waiting, by order; for lists. */
export async function clocksOf(
  actor: Actor,
  orders: readonly Pick<OrderRow, 'id' | 'status' | 'orderType'>[],
  now = new Date(),
): Promise<Map<string, LegClock>> {
  return inTransaction(dbContextOf(actor), async (tx) => {
    const [calendar, levels] = [await loadCalendar(tx), await loadServiceLevels(tx)]
    const events = await eventsOfOrders(
      tx,
      orders.filter(({ status }) => legOfStatus(status)).map(({ id }) => id),
    )
    const clocks = new Map<string, LegClock>()
    for (const { id, status, orderType } of orders) {
      const leg = legOfStatus(status)
      if (leg) clocks.set(id, orderClocks(events.get(id) ?? [], calendar, levels[orderType], now)[leg])
    }
    return clocks
  })
}

export interface OfferView {
  readonly id: string
  readonly specificationVersion: number
  readonly quote: Quote
  readonly deliveryOn: Date
  readonly validUntil: Date
  readonly message: string
  readonly status: string
  readonly createdAt: Date
  readonly acceptedName: string | null
  readonly acceptedAt: Date | null
}

export interface QuestionView {
  readonly id: string
  readonly text: string
  /** The part of the specification it is about; null for the order as a whole. */
  readonly part: string | null
  readonly askedAt: Date
  readonly answer: string | null
  readonly answeredAt: Date | null
}

export interface RunView {
  readonly id: string
  readonly status: string
  readonly phase: string
  readonly progress: number
  readonly specificationVersion: number
  readonly snapshotId: string
  readonly createdAt: Date
  readonly finishedAt: Date | null
  readonly failure: ({ readonly kind: string } & Record<string, unknown>) | null
  readonly record: Record<string, unknown> | null
  /** What the analyst chose about hiding; null as the service chooses. */
  readonly choices: unknown
  /** The analyst's own table that the run protects; null when the service counted. */
  readonly uploadId: string | null
  readonly cancelRequested: boolean
}

export interface OrderDetail {
  readonly row: OrderRow
  readonly facts: OrderFacts
  readonly specification: Specification
  readonly purpose: string
  readonly invoiceReference: string
  readonly offers: readonly OfferView[]
  readonly questions: readonly QuestionView[]
  readonly history: readonly HistoryEntry[]
  readonly legs: Legs
  /** Commands the actor could give now; the page's buttons. */
  readonly commands: readonly OrderCommand[]
  /** Runs, newest first; empty for requesters. */
  readonly runs: readonly RunView[]
  /** The producer's note: for the producer herself, and for the checker once her verdict is recorded. Null otherwise. */
  readonly producerNote: string | null
}

/** Everything an order's page shows the actor, or null when there is no such order for her. */
export async function orderDetail(actor: Actor, orderId: string, now = new Date()): Promise<OrderDetail | null> {
  return inTransaction(dbContextOf(actor), async (tx) => {
    const facts = await loadOrderFacts(tx, orderId)
    if (!facts) return null
    const order = await tx.order.findUniqueOrThrow({
      where: { id: orderId },
      include: {
        organisation: { select: { name: true } },
        offers: { orderBy: { createdAt: 'desc' } },
        questions: { orderBy: { askedAt: 'asc' } },
      },
    })
    const all = await orderEvents(tx, orderId)
    const history = actor.roles.length > 0 ? all : all.filter((entry) => isOpenToCustomer(entry.type))
    const levels = await loadServiceLevels(tx)
    const { organisation, offers, questions, ...row } = order
    return {
      row: toRow(row, organisation.name),
      facts,
      specification: await loadSpecification(tx, orderId, facts.specificationVersion),
      purpose: row.purpose,
      invoiceReference: row.invoiceReference,
      offers: offers.map((offer) => ({ ...offer, quote: quoteSchema.parse(offer.quote) })),
      questions,
      history,
      legs: orderClocks(all, await loadCalendar(tx), levels[facts.orderType], now),
      commands: commandsOpenTo(facts, actor, now),
      runs: await loadRuns(tx, orderId),
      producerNote: maySeeNote(actor, facts) ? row.producerNote : null,
    }
  })
}

/** The house's inner events stay inside: looks at unprotected cells, runs, notes and who checks. */
function isOpenToCustomer(type: string): boolean {
  return !/^(run\.|upload\.|confidential\.|order\.(noted|triaged|claimed|assigned|run-requested|check-claimed|check-approved|remake-started))/.test(
    type,
  )
}

function maySeeNote(actor: Actor, facts: OrderFacts): boolean {
  if (!hasRole(actor, 'analyst')) return false
  return actor.personId === facts.producerId || facts.latestCheck?.checkerId === actor.personId
}

async function loadRuns(tx: Tx, orderId: string): Promise<RunView[]> {
  const runs = await tx.run.findMany({ where: { orderId }, orderBy: { createdAt: 'desc' }, take: 20 })
  return runs.map((run) => ({
    ...run,
    failure: run.failure as RunView['failure'],
    record: run.record as RunView['record'],
  }))
}

/** Where a run stands, without anything it counted; null when the person may not know. */
export async function runStanding(
  actor: Actor,
  run: { readonly orderId: string; readonly runId: string },
): Promise<Pick<RunView, 'status' | 'phase' | 'progress'> | null> {
  const { orderId, runId: id } = run
  return inTransaction(dbContextOf(actor), (tx) =>
    tx.run.findFirst({ where: { id, orderId }, select: { status: true, phase: true, progress: true } }),
  )
}
