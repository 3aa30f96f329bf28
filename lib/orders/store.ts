import type { EventFacts } from '#lib/audit/event.ts'
import { appendEvents } from '#lib/audit/store.ts'
import { type Specification, specificationSchema } from '#lib/catalogue/specification.ts'
import type { Prisma } from '#lib/generated/prisma/client.ts'
import { type AnyActor, dbContextOf, eventActorOf } from '#lib/identity/actor.ts'
import { type Ok, ok, type Refusal, refuse } from '#lib/kernel/result.ts'
import type { Handover } from '#lib/notify/handover.ts'
import { enqueueHandovers } from '#lib/notify/store.ts'
import { enqueueStateChange } from '#lib/notify/webhooks/store.ts'
import { compose, quotedCustomerOf } from '#lib/orders/compose.ts'
import { type DecideRefusal, type Decision, decide, type NeedInput } from '#lib/orders/decide.ts'
import type { OrderCommand, OrderStatus, Resolution } from '#lib/orders/lifecycle.ts'
import type { OrderFacts } from '#lib/orders/order-facts.ts'
import { parseOrderType } from '#lib/orders/order-type.ts'
import { loadTerms } from '#lib/orders/terms/queries.ts'
import { inTransaction, type Tx } from '#lib/platform/db.ts'
import { sha256 } from '#lib/platform/sha256.ts'
import type { QuotedCustomer } from '#lib/pricing/quote.ts'
import { dayOf } from '#lib/sla/day.ts'

export type CommandRefusal = DecideRefusal | Refusal<'not-found'> | Refusal<'conflict'>

/** Loads what a decision needs, as far as the transaction's person may see it; null when there is no such order for her. */
export async function loadOrderFacts(tx: Tx, orderId: string): Promise<OrderFacts | null> {
  const row = await tx.order.findUnique({
    where: { id: orderId },
    include: {
      specifications: { select: { authorId: true, version: true } },
      proposals: { where: { status: 'open' }, select: { id: true, version: true } },
      questions: { where: { answeredAt: null }, select: { id: true } },
      offers: { where: { status: 'open' }, select: { id: true, specificationVersion: true, validUntil: true } },
      releases: { where: { recalledAt: null }, select: { releasedAt: true } },
    },
  })
  if (!row) return null
  const runs = await tx.run.findMany({ where: { orderId }, select: { requestedById: true, uploadedById: true } })
  const { table, latestCheck } = await loadTableFacts(tx, row.runId)
  return {
    id: row.id,
    number: row.number,
    status: row.status as OrderStatus,
    orderType: parseOrderType(row.orderType),
    resolution: row.resolution as Resolution | null,
    version: row.version,
    resumeStatus: row.resumeStatus as OrderStatus | null,
    organisationId: row.organisationId,
    requesterId: row.requesterId,
    specificationVersion: row.specificationVersion,
    newestSpecificationVersion: Math.max(...row.specifications.map(({ version }) => version)),
    analystId: row.analystId,
    producerId: row.producerId,
    checkerId: row.checkerId,
    statusChangedAt: row.statusChangedAt,
    releasedAt: row.releases[0]?.releasedAt ?? null,
    specificationAuthorIds: row.specifications.map((each) => each.authorId),
    runRequesterIds: runs.flatMap(({ requestedById, uploadedById }) => [requestedById, ...(uploadedById ? [uploadedById] : [])]),
    openOffer: row.offers[0] ?? null,
    hasOpenQuestion: row.questions.length > 0,
    openProposal: row.proposals[0] ?? null,
    table,
    latestCheck,
  }
}

async function loadTableFacts(tx: Tx, runId: string | null): Promise<Pick<OrderFacts, 'table' | 'latestCheck'>> {
  if (!runId) return { table: null, latestCheck: null }
  const run = await tx.run.findUnique({ where: { id: runId }, select: { specificationVersion: true, requestedById: true } })
  const table = await tx.protectedTable.findUnique({ where: { runId }, select: { contentHash: true, report: true } })
  if (!run || !table) return { table: null, latestCheck: null }
  const check = await tx.check.findFirst({ where: { runId }, orderBy: { createdAt: 'desc' } })
  const audit = (table.report as { audit?: { failed?: number } }).audit
  return {
    table: {
      runId,
      contentHash: table.contentHash,
      specificationVersion: run.specificationVersion,
      requestedById: run.requestedById,
      isAudited: audit?.failed === 0,
    },
    latestCheck: check && { checkerId: check.checkerId, contentHash: check.contentHash, verdict: check.verdict },
  }
}

/** The specification of an order at one version. Throws when a stored one no longer fits its schema. */
export async function loadSpecification(tx: Tx, orderId: string, version: number): Promise<Specification> {
  const row = await tx.specificationVersion.findUniqueOrThrow({ where: { orderId_version: { orderId, version } } })
  return specificationSchema.parse(row.body)
}

/** Keeps a new version of a specification; versions are never edited. */
export async function addSpecification(
  tx: Tx,
  orderId: string,
  version: number,
  specification: Specification,
  authorId: string,
): Promise<void> {
  const sha = sha256(JSON.stringify(specification))
  await tx.specificationVersion.createMany({ data: { orderId, version, body: specification, sha256: sha, authorId } })
}

/** The customer an order is priced for. */
export async function loadCustomer(tx: Tx, organisationId: string): Promise<QuotedCustomer> {
  const row = await tx.organisation.findUniqueOrThrow({ where: { id: organisationId } })
  return quotedCustomerOf(row)
}

/** What a command changes besides the status the lifecycle gives. */
export interface OrderEffects<T> {
  readonly value: T
  readonly changes?: Prisma.OrderUncheckedUpdateManyInput
  readonly facts?: EventFacts
  readonly handovers?: readonly Handover[]
}

export interface OrderRequest {
  readonly orderId: string
  /** The version the person saw; a newer one in the database is a conflict. */
  readonly expectedVersion: number
  readonly command: OrderCommand
}

/**
 * One command on one order: load, decide, write, remember, tell - in one transaction. `effects` does the command's own
 * writes and may refuse; nothing is kept then. Two people acting at once: the version in the `where` lets exactly one win.
 */
export async function commandOrder<E extends Ok<OrderEffects<unknown>> | Refusal>(
  actor: AnyActor,
  request: OrderRequest,
  input: NeedInput | ((tx: Tx, order: OrderFacts) => Promise<NeedInput>),
  effects: (tx: Tx, order: OrderFacts, decision: Decision, needs: NeedInput) => Promise<E>,
): Promise<Ok<ValueOf<E>> | CommandRefusal | Extract<E, Refusal>> {
  try {
    return await inTransaction(dbContextOf(actor), async (tx) => {
      const order = await loadOrderFacts(tx, request.orderId)
      if (!order) return refuse('not-found')
      const needs = typeof input === 'function' ? await input(tx, order) : input
      const decision = decide(order, actor, request.command, needs)
      if (!decision.ok) return decision
      if (order.version !== request.expectedVersion) return refuse('conflict')
      await lockOrder(tx, order)
      const effect = await effects(tx, order, decision.value, needs)
      if (!effect.ok) throw new Refused(effect)
      await saveOrder(tx, actor, order, decision.value, effect.value, needs.now)
      return ok(effect.value.value as ValueOf<E>)
    })
  } catch (error) {
    if (error instanceof Refused) return error.refusal as CommandRefusal | Extract<E, Refusal>
    throw error
  }
}

/** The value inside the effects of a command. */
type ValueOf<E> = E extends Ok<OrderEffects<infer T>> ? T : never

/** Carries a refusal out of a transaction so that everything in it is undone. */
class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.kind)
    this.refusal = refusal
  }
}

/** Takes the row with the expected version before anything else is written; a loser stops here. */
async function lockOrder(tx: Tx, order: OrderFacts): Promise<void> {
  const taken = await tx.order.updateMany({
    where: { id: order.id, version: order.version },
    data: { version: order.version + 1 },
  })
  if (taken.count !== 1) throw new Refused(refuse('conflict'))
}

async function saveOrder<T>(
  tx: Tx,
  actor: AnyActor,
  order: OrderFacts,
  decision: Decision,
  effect: OrderEffects<T>,
  now: Date,
): Promise<void> {
  const moved = decision.to !== order.status
  await tx.order.updateMany({
    where: { id: order.id, version: order.version + 1 },
    data: {
      ...effect.changes,
      status: decision.to,
      resolution: decision.resolution,
      ...(moved ? { statusChangedAt: now } : {}),
      ...(decision.to === 'clarifying' && moved ? { resumeStatus: order.status } : {}),
    },
  })
  await appendEvents(tx, [
    {
      actor: eventActorOf(actor),
      type: decision.event,
      orderId: order.id,
      facts: { from: order.status, to: decision.to, ...effect.facts },
    },
  ])
  await enqueueHandovers(tx, effect.handovers ?? [])
  if (moved)
    await enqueueStateChange(tx, {
      orderId: order.id,
      number: order.number,
      status: decision.to,
      version: order.version + 1,
      at: now,
    })
}

/** Judges the stored specification under the terms of now. */
export function needsValid(now: Date) {
  return async (tx: Tx, order: OrderFacts) => {
    const specification = await loadSpecification(tx, order.id, order.specificationVersion)
    const composed = compose(
      specification,
      await loadTerms(tx),
      await loadCustomer(tx, order.organisationId),
      dayOf(now.toISOString()),
    )
    return {
      now,
      isSpecificationValid: composed.ok,
      isStandard: composed.ok && composed.value.isStandard,
      orderType: composed.ok ? composed.value.orderType : ('tailored' as const),
    }
  }
}
