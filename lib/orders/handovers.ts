import type { Audience, Handover, HandoverKind } from '#lib/notify/handover.ts'
import type { OrderFacts } from '#lib/orders/order-facts.ts'

/** One message about an order, unique per order version so that a repeated command tells nobody twice. */
export function handover(order: Pick<OrderFacts, 'id' | 'number' | 'version'>, kind: HandoverKind, audience: Audience): Handover {
  const to = audience.kind === 'person' ? audience.personId : audience.kind
  return { kind, audience, orderId: order.id, key: `${kind}:${order.id}:${order.version}:${to}`, facts: { number: order.number } }
}

/** To the analyst of the order, or to all analysts while nobody has it. */
export function toAnalyst(order: OrderFacts): Audience {
  return order.analystId ? { kind: 'person', personId: order.analystId } : { kind: 'analysts' }
}
