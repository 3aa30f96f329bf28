import { appendEvents } from '#lib/audit/store.ts'
import type { Specification } from '#lib/catalogue/specification.ts'
import { type Actor, dbContextOf, eventActorOf } from '#lib/identity/actor.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { type ComposeRefusal, compose } from '#lib/orders/compose.ts'
import { handover } from '#lib/orders/handovers.ts'
import { forgetKept } from '#lib/orders/kept/commands.ts'
import { orderNumber } from '#lib/orders/order-number.ts'
import { addSpecification, type CommandRefusal, commandOrder, loadCustomer, needsValid } from '#lib/orders/store.ts'
import type { Done, OrderTarget } from '#lib/orders/target.ts'
import { loadTerms } from '#lib/orders/terms/queries.ts'
import { inTransaction, type Tx } from '#lib/platform/db.ts'
import { dayOf } from '#lib/sla/day.ts'

export interface DraftInput {
  readonly specification: Specification
  readonly purpose: string
  readonly invoiceReference: string
  /** Key of the form; the same key makes one order however often it is sent. */
  readonly formKey: string
  /** The kept table that this becomes; it is forgotten with it. */
  readonly kept?: string | undefined
}

/** Makes a draft for the organisation the actor acts for. Refuses a specification that can't be made. */
export async function createOrder(
  actor: Actor,
  input: DraftInput,
  now = new Date(),
): Promise<Result<Done, ComposeRefusal | Refusal<'no-organisation'>>> {
  const { organisation } = actor
  if (!organisation) return refuse('no-organisation')
  return inTransaction(dbContextOf(actor), async (tx) => {
    const key = { personId: actor.personId, key: `create:${input.formKey}` }
    const before = await tx.idempotencyKey.findUnique({ where: { personId_key: key } })
    if (before) return ok(before.outcome as unknown as Done)
    const composed = compose(
      input.specification,
      await loadTerms(tx),
      await loadCustomer(tx, organisation.id),
      dayOf(now.toISOString()),
    )
    if (!composed.ok) return composed
    const number = await nextOrderNumber(tx, now.getUTCFullYear())
    const { specification, purpose, invoiceReference } = input
    const order = await tx.order.create({
      data: {
        number,
        title: specification.title,
        organisationId: organisation.id,
        requesterId: actor.personId,
        purpose,
        invoiceReference,
      },
      select: { id: true },
    })
    await addSpecification(tx, order.id, 1, specification, actor.personId)
    await appendEvents(tx, [
      { actor: eventActorOf(actor), type: 'order.created', orderId: order.id, facts: { number, to: 'draft' } },
    ])
    if (input.kept) await forgetKept(tx, actor, input.kept)
    const outcome = { orderId: order.id }
    await tx.idempotencyKey.createMany({ data: { ...key, outcome } })
    return ok(outcome)
  })
}

async function nextOrderNumber(tx: Tx, year: number): Promise<string> {
  const [row] = await tx.$queryRaw<{ last: number }[]>`
    insert into order_counters (year, last) values (${year}, 1) on conflict (year) do update set last = order_counters.last + 1 returning last`
  if (!row) throw new Error('no order number was given')
  return orderNumber(year, row.last)
}

/**
 * Replaces the specification of a draft, or of an order under clarification, with a new version. After a clarification it
 * needs a new offer, and a table made from an older version is no longer in force.
 */
export async function reviseOrder(
  actor: Actor,
  input: OrderTarget & Omit<DraftInput, 'formKey'>,
  now = new Date(),
): Promise<Result<Done, CommandRefusal | ComposeRefusal>> {
  const { specification, purpose, invoiceReference } = input
  return commandOrder(actor, { ...input, command: 'revise' }, { now, isSpecificationValid: true }, async (tx, order) => {
    const composed = compose(
      specification,
      await loadTerms(tx),
      await loadCustomer(tx, order.organisationId),
      dayOf(now.toISOString()),
    )
    if (!composed.ok) return composed
    const version = order.newestSpecificationVersion + 1
    await addSpecification(tx, order.id, version, specification, actor.personId)
    if (input.kept) await forgetKept(tx, actor, input.kept)
    return ok({
      value: { orderId: order.id },
      changes: {
        specificationVersion: version,
        orderType: composed.value.orderType,
        title: specification.title,
        purpose,
        invoiceReference,
        ...(order.status === 'clarifying' ? { resumeStatus: 'received', runId: null } : {}),
      },
      facts: { specificationVersion: version },
    })
  })
}

/** Hands a draft in; the specification is judged again under the terms of today. */
export async function submitOrder(actor: Actor, target: OrderTarget, now = new Date()): Promise<Result<Done, CommandRefusal>> {
  return commandOrder(actor, { ...target, command: 'submit' }, needsValid(now), async (_tx, order, _decision, needs) =>
    ok({
      value: { orderId: order.id },
      changes: { submittedAt: now, orderType: needs.orderType ?? 'tailored' },
      handovers: [handover(order, 'order-received', { kind: 'analysts' })],
    }),
  )
}

/** Throws a draft away; its number stays used and its history readable. */
export async function discardOrder(actor: Actor, target: OrderTarget, now = new Date()): Promise<Result<Done, CommandRefusal>> {
  return commandOrder(actor, { ...target, command: 'discard' }, { now }, async (_tx, order) =>
    ok({ value: { orderId: order.id } }),
  )
}
