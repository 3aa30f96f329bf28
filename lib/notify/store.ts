import type { Handover } from '#lib/notify/handover.ts'
import type { Tx } from '#lib/platform/db.ts'

/** Puts messages in the outbox inside the caller's transaction; the worker delivers them as notices and mail, once each. */
export async function enqueueHandovers(tx: Tx, handovers: readonly Handover[]): Promise<void> {
  if (handovers.length === 0) return
  await tx.outboxMessage.createMany({
    data: handovers.map((handover) => ({
      key: handover.key,
      kind: handover.kind,
      audience: handover.audience.kind,
      recipientId: handover.audience.kind === 'person' ? handover.audience.personId : null,
      orderId: handover.orderId,
      facts: handover.facts,
    })),
    skipDuplicates: true,
  })
}
