import type { Specification } from '#lib/catalogue/specification.ts'
import { type Actor, dbContextOf } from '#lib/identity/actor.ts'
import type { OrderStatus, Resolution } from '#lib/orders/lifecycle.ts'
import type { OrderFacts } from '#lib/orders/order-facts.ts'
import { isParty } from '#lib/orders/party.ts'
import { mostSimilar, sketchSchema, type TableSketch } from '#lib/orders/triage/similar-orders.ts'
import { inTransaction } from '#lib/platform/db.ts'
import type { DeclineGround } from './appeal-guidance.ts'
import type { TriageAnswers, TriageOutcome } from './checklist.ts'

export interface TriageRow {
  readonly id: string
  readonly specificationVersion: number
  readonly authorId: string
  readonly outcome: TriageOutcome
  readonly answers: TriageAnswers
  readonly note: string
  readonly createdAt: Date
}

/** What analysts found of an order, newest first; for analysts who do not belong to its customer. */
export async function listTriages(actor: Actor, order: OrderFacts): Promise<readonly TriageRow[]> {
  if (!isParty('analyst', actor, order)) return []
  const rows = await inTransaction(dbContextOf(actor), (tx) =>
    tx.triage.findMany({ where: { orderId: order.id }, orderBy: { createdAt: 'desc' }, take: 20 }),
  )
  return rows.map(({ orderId: _, ...row }) => ({
    ...row,
    outcome: row.outcome as TriageOutcome,
    answers: row.answers as TriageAnswers,
  }))
}

export interface DecisionView {
  readonly ground: DeclineGround
  readonly reason: { readonly da: string; readonly en: string }
  readonly appeal: { readonly da: string; readonly en: string }
  readonly decidedAt: Date
}

/** The decision by which an order was declined, for whoever may see the order; null when there is none. */
export async function decisionOf(actor: Actor, orderId: string): Promise<DecisionView | null> {
  const row = await inTransaction(dbContextOf(actor), (tx) => tx.decision.findUnique({ where: { orderId } }))
  if (!row) return null
  const { ground, reasonDa, reasonEn, appealDa, appealEn, decidedAt } = row
  return {
    ground: ground as DeclineGround,
    reason: { da: reasonDa, en: reasonEn },
    appeal: { da: appealDa, en: appealEn },
    decidedAt,
  }
}

interface EarlierOrder {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly status: OrderStatus
  readonly resolution: Resolution | null
  readonly specification: TableSketch
}
export type SimilarOrder = ReturnType<typeof mostSimilar<EarlierOrder>>[number]

/** Only so many of the newest orders are looked through, and of one register so many compared: the page opens as fast after years. */
const MOST_LOOKED_THROUGH = 10_000
const MOST_COMPARED = 1000

/** Earlier orders that want nearly the same, whoever placed them. For analysts who do not belong to the customer, never for requesters. */
export async function similarOrders(actor: Actor, order: OrderFacts, wanted: Specification): Promise<readonly SimilarOrder[]> {
  if (!isParty('analyst', actor, order)) return []
  const rows = await inTransaction(
    dbContextOf(actor),
    (tx) => tx.$queryRaw<(Omit<EarlierOrder, 'specification'> & { body: unknown })[]>`
      select o.id::text as id, o.number, o.title, o.status, o.resolution, s.body from (
        select id, number, title, status, resolution, "specificationVersion", "submittedAt" from orders
        where status <> 'draft' and "submittedAt" is not null and id <> ${order.id}::uuid
        order by "submittedAt" desc limit ${MOST_LOOKED_THROUGH}) o
      join specifications s on s."orderId" = o.id and s.version = o."specificationVersion"
      where s.body->>'register' = ${wanted.register} order by o."submittedAt" desc limit ${MOST_COMPARED}`,
  )
  const earlier = rows.flatMap(({ body, ...row }) => {
    const read = sketchSchema.safeParse(body)
    return read.success ? [{ ...row, specification: read.data }] : []
  })
  return mostSimilar(wanted, earlier)
}
