import { webhookBody } from '#lib/notify/webhooks/webhook-message.ts'
import type { Tx } from '#lib/platform/db.ts'

export interface StateChange {
  readonly orderId: string
  readonly number: string
  readonly status: string
  readonly version: number
  readonly at: Date
}

/** Puts an order's new status in the outbox, inside the transaction that changes it; the worker tells the organisation's webhooks. */
export async function enqueueStateChange(tx: Tx, { orderId, number, status, version, at }: StateChange): Promise<void> {
  await tx.outboxMessage.createMany({
    data: {
      key: `state:${orderId}:${version}`,
      kind: 'order-changed',
      audience: 'webhooks',
      orderId,
      facts: { number, status, version, at: at.toISOString() },
    },
    skipDuplicates: true,
  })
}

/** Turns an order's change into a message for each webhook of its organisation that stands now. */
export async function unfoldStateChange(
  tx: Tx,
  row: { readonly orderId: string | null; readonly facts: unknown },
): Promise<void> {
  if (!row.orderId) return
  const { number, status, version, at } = row.facts as { number: string; status: string; version: number; at: string }
  const order = await tx.order.findUnique({ where: { id: row.orderId }, select: { organisationId: true } })
  if (!order) return
  const webhooks = await tx.webhook.findMany({
    where: { organisationId: order.organisationId, endedAt: null },
    select: { id: true },
  })
  const type = `order.${status}`
  const body = webhookBody({ type, at, order: { id: row.orderId, number, status, version } })
  await tx.webhookDelivery.createMany({
    data: webhooks.map(({ id }) => ({ webhookId: id, key: `${id}:${row.orderId}:${version}`, type, orderId: row.orderId, body })),
    skipDuplicates: true,
  })
}
