import { type AnyActor, hasRole } from '#lib/identity/actor.ts'
import { exhaustive } from '#lib/kernel/exhaustive.ts'
import type { Party } from '#lib/orders/lifecycle.ts'
import type { OrderFacts } from '#lib/orders/order-facts.ts'

/**
 * Whether the actor is the wanted party of this order. A customer's member never acts as staff on her own organisation's
 * order, whatever roles she holds.
 */
export function isParty(party: Party, actor: AnyActor, order: OrderFacts): boolean {
  if (actor.kind === 'system') return party === 'system'
  const membership = actor.organisations.find((each) => each.id === order.organisationId)
  const isAnalyst = hasRole(actor, 'analyst') && !membership && actor.personId !== order.requesterId
  switch (party) {
    case 'requester':
      return membership !== undefined
    case 'accepter':
      return membership?.mayAccept === true
    case 'analyst':
      return isAnalyst
    case 'assigned':
      return isAnalyst && actor.personId === order.analystId
    case 'producer':
      return isAnalyst && actor.personId === order.producerId
    case 'independent':
      return isAnalyst && !hasTouched(actor.personId, order)
    case 'checker':
      return isAnalyst && actor.personId === order.checkerId && !hasTouched(actor.personId, order)
    case 'system':
      return false
    default:
      return exhaustive(party)
  }
}

/** Whether a person produced the table, asked for a run, or wrote any version of the specification. */
function hasTouched(personId: string, order: OrderFacts): boolean {
  return (
    personId === order.producerId ||
    personId === order.analystId ||
    order.specificationAuthorIds.includes(personId) ||
    order.runRequesterIds.includes(personId)
  )
}
