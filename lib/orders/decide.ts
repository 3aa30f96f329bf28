import type { EventType } from '#lib/audit/event.ts'
import type { AnyActor } from '#lib/identity/actor.ts'
import { exhaustive } from '#lib/kernel/exhaustive.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import {
  type Need,
  ORDER_COMMANDS,
  ORDER_STATUSES,
  type OrderCommand,
  type OrderStatus,
  type Resolution,
  transitionOf,
} from '#lib/orders/lifecycle.ts'
import type { OrderFacts } from '#lib/orders/order-facts.ts'
import { isParty } from '#lib/orders/party.ts'
import { ERROR_WINDOW_DAYS, isPeriodOver, SEED_LAPSE_RULES } from '#lib/sla/lapse.ts'
import type { OrderType } from '#lib/sla/legs.ts'

export interface Decision {
  readonly to: OrderStatus
  readonly resolution: Resolution | null
  readonly event: EventType
}

export type DecideRefusal =
  | Refusal<'not-allowed'>
  | (Refusal<'wrong-status'> & { readonly status: OrderStatus; readonly command: OrderCommand })
  | (Refusal<'need-unmet'> & { readonly need: Need })

/** What a need is measured against besides the order: the command's own input and the state of the world, already looked up. */
export interface NeedInput {
  readonly now: Date
  readonly reason?: string
  readonly isSpecificationValid?: boolean
  readonly isStandard?: boolean
  /** The type the specification would have under the terms of now. */
  readonly orderType?: OrderType
}

/**
 * Whether the actor may give the command now, and what it leads to. Permission is judged first, then status, then needs,
 * so that an outsider learns nothing of the order's state.
 */
export function decide(
  order: OrderFacts,
  actor: AnyActor,
  command: OrderCommand,
  input: NeedInput,
): Result<Decision, DecideRefusal> {
  if (!partiesOf(command).some((party) => isParty(party, actor, order))) return refuse('not-allowed')
  const transition = transitionOf(order.status, command)
  if (!transition) return refuse('wrong-status', { status: order.status, command })
  if (!isParty(transition.by, actor, order)) return refuse('not-allowed')
  const unmet = transition.needs.find((need) => !isMet(need, order, actor, input))
  if (unmet) return refuse('need-unmet', { need: unmet })
  const to = transition.to === 'resume' ? (order.resumeStatus ?? 'received') : transition.to
  return ok({ to, resolution: transition.resolution ?? null, event: transition.event })
}

/** The commands the actor could give this order now, leaving out what only the input can tell (a reason, a valid table). */
export function commandsOpenTo(order: OrderFacts, actor: AnyActor, now: Date): OrderCommand[] {
  const generous: NeedInput = { now, reason: 'given', isSpecificationValid: true, isStandard: true }
  return ORDER_COMMANDS.filter((command) => decide(order, actor, command, generous).ok)
}

/** Every party that may give the command in some status. */
function partiesOf(command: OrderCommand) {
  return ORDER_STATUSES.flatMap((status) => transitionOf(status, command)?.by ?? [])
}

function isMet(need: Need, order: OrderFacts, actor: AnyActor, input: NeedInput): boolean {
  switch (need) {
    case 'valid-specification':
      return input.isSpecificationValid === true
    case 'reason':
      return (input.reason ?? '').trim().length >= 3
    case 'open-offer':
      return order.openOffer?.specificationVersion === order.specificationVersion
    case 'offer-in-force':
      return order.openOffer !== null && order.openOffer.validUntil >= input.now
    case 'standard-order':
      return input.isStandard === true
    case 'lapse-due':
      return isLapseDue(order, input.now)
    case 'open-question':
      return order.hasOpenQuestion
    case 'open-proposal':
      return order.openProposal !== null
    case 'no-open-proposal':
      return order.openProposal === null
    case 'safe-table':
      return order.table?.isAudited === true && order.table.specificationVersion === order.specificationVersion
    case 'approved-check':
      return isApprovedBy(order, actor)
    case 'within-error-window':
      return order.releasedAt !== null && !isPeriodOver(order.releasedAt, ERROR_WINDOW_DAYS, input.now)
    case 'error-window-over':
      return order.releasedAt !== null && isPeriodOver(order.releasedAt, ERROR_WINDOW_DAYS, input.now)
    case 'was-delivered':
      return order.resolution === 'delivered'
    default:
      return exhaustive(need)
  }
}

function isLapseDue(order: OrderFacts, now: Date): boolean {
  if (order.status === 'offered') return order.openOffer === null || order.openOffer.validUntil < now
  return isPeriodOver(order.statusChangedAt, SEED_LAPSE_RULES.clarifyingDays, now)
}

function isApprovedBy(order: OrderFacts, actor: AnyActor): boolean {
  const { latestCheck: check, table } = order
  if (!check || !table || actor.kind !== 'person') return false
  return check.verdict === 'approved' && check.contentHash === table.contentHash && check.checkerId === actor.personId
}
