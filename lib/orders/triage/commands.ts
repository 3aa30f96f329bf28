import type { Actor } from '#lib/identity/actor.ts'
import { type AuthorityIdentity, authorityOn } from '#lib/identity/authority/authority.ts'
import { loadAuthorities } from '#lib/identity/authority/queries.ts'
import { ok, type Result } from '#lib/kernel/result.ts'
import { handover } from '#lib/orders/handovers.ts'
import type { OrderFacts } from '#lib/orders/order-facts.ts'
import { type CommandRefusal, commandOrder } from '#lib/orders/store.ts'
import type { Done, OrderTarget } from '#lib/orders/target.ts'
import { fillText } from '#lib/orders/texts/canned-text.ts'
import { loadAppealText } from '#lib/orders/texts/queries.ts'
import { appealGuidance, type DeclineGround } from '#lib/orders/triage/appeal-guidance.ts'
import {
  decideTriage,
  type NextStep,
  nextStepOf,
  type TriageAnswers,
  type TriageOutcome,
  type TriageRefusal,
} from '#lib/orders/triage/checklist.ts'
import type { Tx } from '#lib/platform/db.ts'
import { dayOf } from '#lib/sla/day.ts'

export interface TriageInput extends OrderTarget {
  readonly answers: TriageAnswers
  readonly outcome: TriageOutcome
  readonly note: string
}

/**
 * Writes down what the order's analyst found and what it comes to. Nothing of it is seen by the customer; the command that the outcome
 * leads to is given by itself. Written again after a change it stands beside the first.
 */
export async function triageOrder(
  actor: Actor,
  input: TriageInput,
  now = new Date(),
): Promise<Result<Done & { readonly next: NextStep }, CommandRefusal | TriageRefusal>> {
  const { answers, outcome, note } = input
  return commandOrder(actor, { ...input, command: 'triage' }, { now }, async (tx, order) => {
    const decided = decideTriage(answers, outcome)
    if (!decided.ok) return decided
    const { specificationVersion } = order
    await tx.triage.createMany({
      data: { orderId: order.id, specificationVersion, authorId: actor.personId, outcome, answers, note, createdAt: now },
    })
    return ok({ value: { orderId: order.id, next: nextStepOf(outcome) }, facts: { outcome, specificationVersion } })
  })
}

export interface DeclineInput extends OrderTarget {
  readonly ground: DeclineGround
  readonly reasonDa: string
  readonly reasonEn: string
}

/**
 * Ends an order with a refusal. What the requester gets - ground, reasons and how to complain, in both languages - is kept as it was
 * on the day: a later change of authority or words does not change a decision that was given.
 */
export async function declineOrder(actor: Actor, input: DeclineInput, now = new Date()): Promise<Result<Done, CommandRefusal>> {
  const { ground, reasonDa, reasonEn } = input
  const reason = reasonEn.trim().length >= 3 ? reasonDa : ''
  return commandOrder(actor, { ...input, command: 'decline' }, { now, reason }, async (tx, order) => {
    const authority = authorityOn(dayOf(now.toISOString()), await loadAuthorities(tx))
    if (!authority) throw new Error('nobody is named to run the service today')
    const appeal = (await ownAppeal(tx, actor, order, authority.identity)) ?? appealGuidance(authority.identity, order.number)
    await tx.decision.createMany({
      data: {
        orderId: order.id,
        ground,
        reasonDa,
        reasonEn,
        appealDa: appeal.da,
        appealEn: appeal.en,
        decidedById: actor.personId,
        decidedAt: now,
      },
    })
    await tx.offer.updateMany({ where: { orderId: order.id, status: 'open' }, data: { status: 'superseded' } })
    return ok({
      value: { orderId: order.id },
      facts: { reason: reasonDa, ground },
      handovers: [handover(order, 'order-ended', { kind: 'customer' })],
    })
  })
}

/** The guidance on appeal in an administrator's words, with this order's facts; null while the service's own words hold. */
async function ownAppeal(tx: Tx, actor: Actor, order: OrderFacts, { name, email }: AuthorityIdentity) {
  const text = await loadAppealText(tx)
  if (!text) return null
  const { title, organisation, requesterId } = await tx.order.findUniqueOrThrow({
    where: { id: order.id },
    select: { title: true, requesterId: true, organisation: { select: { name: true } } },
  })
  const requester = await tx.person.findUnique({ where: { id: requesterId }, select: { name: true } })
  const facts = {
    number: order.number,
    title,
    requester: requester?.name ?? '',
    organisation: organisation.name,
    analyst: actor.name,
    email,
  }
  return fillText(text, { da: { ...facts, authority: name.da }, en: { ...facts, authority: name.en } })
}
