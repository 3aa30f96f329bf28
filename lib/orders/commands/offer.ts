import type { Actor, AnyActor } from '#lib/identity/actor.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { type ComposeRefusal, compose } from '#lib/orders/compose.ts'
import { handover, toAnalyst } from '#lib/orders/handovers.ts'
import { type CommandRefusal, commandOrder, loadCustomer, loadSpecification, needsValid } from '#lib/orders/store.ts'
import type { Done, OrderTarget } from '#lib/orders/target.ts'
import { loadTerms } from '#lib/orders/terms/queries.ts'
import { type AdjustmentRefusal, decideAdjustment, type HoursAdjustment } from '#lib/pricing/adjust.ts'
import type { Quote } from '#lib/pricing/quote.ts'
import { dayOf } from '#lib/sla/day.ts'
import { lastInstantOf, SEED_LAPSE_RULES } from '#lib/sla/lapse.ts'

/** Makes an offer on the specification in force: price, cap, date, and 28 whole days to accept it. The system makes it for standard orders. */
export async function offerOrder(
  actor: AnyActor,
  input: OrderTarget & { readonly message: string; readonly adjustments?: readonly HoursAdjustment[] },
  now = new Date(),
): Promise<Result<Done, CommandRefusal | ComposeRefusal | AdjustmentRefusal | Refusal<'no-date'>>> {
  const command = actor.kind === 'system' ? 'auto-offer' : 'offer'
  return commandOrder(actor, { ...input, command }, needsValid(now), async (tx, order) => {
    const today = dayOf(now.toISOString())
    const specification = await loadSpecification(tx, order.id, order.specificationVersion)
    const composed = compose(
      specification,
      await loadTerms(tx),
      await loadCustomer(tx, order.organisationId),
      today,
      order.orderType,
    )
    if (!composed.ok) return composed
    const { tariffId, expected } = composed.value
    if (!expected) return refuse('no-date')
    const adjusted = adjust(composed.value.quote, input.adjustments ?? [])
    if (!adjusted.ok) return adjusted
    const quote = adjusted.value
    await tx.offer.createMany({
      data: {
        orderId: order.id,
        specificationVersion: order.specificationVersion,
        tariffId,
        quote,
        totalOre: quote.totalOre,
        capOre: quote.capTotalOre,
        deliveryOn: new Date(expected.on),
        validUntil: lastInstantOf(now, SEED_LAPSE_RULES.offeredDays),
        message: input.message,
        offeredById: actor.kind === 'person' ? actor.personId : null,
        createdAt: now,
      },
    })
    return ok({
      value: { orderId: order.id },
      facts: { totalOre: quote.totalOre, deliveryOn: expected.on, specificationVersion: order.specificationVersion },
      handovers: [handover(order, 'order-offered', { kind: 'customer' })],
    })
  })
}

/** The quote with the analyst's own estimates; those that change nothing need no reason and leave no trace. */
function adjust(quote: Quote, adjustments: readonly HoursAdjustment[]): Result<Quote, AdjustmentRefusal> {
  let adjusted: Result<Quote, AdjustmentRefusal> = ok(quote)
  for (const adjustment of adjustments) {
    if (!adjusted.ok) return adjusted
    const line = adjusted.value.lines.find(({ kind }) => kind === adjustment.kind)
    if ((line?.hours ?? 0) !== adjustment.hours) adjusted = decideAdjustment(adjusted.value, adjustment)
  }
  return adjusted
}

/** A named person accepts the open offer on behalf of the organisation. */
export async function acceptOffer(
  actor: Actor,
  input: OrderTarget & { readonly name: string },
  now = new Date(),
): Promise<Result<Done, CommandRefusal>> {
  return commandOrder(actor, { ...input, command: 'accept' }, { now }, async (tx, order) => {
    const accepted = { status: 'accepted', acceptedById: actor.personId, acceptedName: input.name, acceptedAt: now }
    await tx.offer.updateMany({ where: { id: order.openOffer?.id ?? '', status: 'open' }, data: accepted })
    return ok({
      value: { orderId: order.id },
      facts: { name: input.name },
      handovers: [handover(order, 'offer-accepted', toAnalyst(order))],
    })
  })
}

/** Ends an order whose question or offer was left too long. A job of the service. */
export async function lapseOrder(actor: AnyActor, target: OrderTarget, now = new Date()): Promise<Result<Done, CommandRefusal>> {
  return commandOrder(actor, { ...target, command: 'lapse' }, { now }, async (tx, order) => {
    await tx.offer.updateMany({ where: { orderId: order.id, status: 'open' }, data: { status: 'lapsed' } })
    return ok({ value: { orderId: order.id }, handovers: [handover(order, 'order-ended', { kind: 'customer' })] })
  })
}

/** Closes a delivered order when the time for reporting errors is over. A job of the service. */
export async function closeOrder(actor: AnyActor, target: OrderTarget, now = new Date()): Promise<Result<Done, CommandRefusal>> {
  return commandOrder(actor, { ...target, command: 'close' }, { now }, async (_tx, order) => ok({ value: { orderId: order.id } }))
}
