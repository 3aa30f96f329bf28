import type { NewEvent } from '#lib/audit/event.ts'
import type { Tx } from '#lib/platform/db.ts'

/**
 * Appends events inside the caller's transaction, in order. Sequence number, time and hash are given by the database,
 * which also serialises writers; an event can't be written without the change it tells of, nor the change without it.
 */
export async function appendEvents(tx: Tx, events: readonly NewEvent[]): Promise<void> {
  for (const event of events) {
    await tx.auditEvent.createMany({
      data: {
        seq: 0n,
        at: new Date(0),
        actorId: event.actor.kind === 'person' ? event.actor.personId : null,
        actorKind: event.actor.kind,
        type: event.type,
        orderId: event.orderId,
        facts: event.facts,
        prevHash: '',
        hash: '',
      },
    })
  }
}
