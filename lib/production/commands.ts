import { appendEvents } from '#lib/audit/store.ts'
import { type Actor, dbContextOf, eventActorOf } from '#lib/identity/actor.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { handover } from '#lib/orders/handovers.ts'
import { type CommandRefusal, commandOrder, loadOrderFacts, loadSpecification } from '#lib/orders/store.ts'
import type { Done, OrderTarget } from '#lib/orders/target.ts'
import { inTransaction, isUniqueViolation } from '#lib/platform/db.ts'
import { serviceRules } from '#lib/production/service-rules.ts'

/** Starts production: the assigned analyst becomes the producer, who can't check the table later. */
export async function startProduction(
  actor: Actor,
  target: OrderTarget,
  now = new Date(),
): Promise<Result<Done, CommandRefusal>> {
  return commandOrder(actor, { ...target, command: 'start' }, { now }, async (_tx, order) =>
    ok({
      value: { orderId: order.id },
      changes: { producerId: actor.personId },
      handovers: [handover(order, 'production-started', { kind: 'customer' })],
    }),
  )
}

/** Asks for a run on the newest snapshot. The order's table in force is put aside, so an earlier check is void. */
export async function requestRun(
  actor: Actor,
  target: OrderTarget,
  now = new Date(),
): Promise<Result<Done & { readonly runId: string }, CommandRefusal | Refusal<'run-in-progress'> | Refusal<'no-snapshot'>>> {
  try {
    return await commandOrder(actor, { ...target, command: 'run' }, { now }, async (tx, order) => {
      const specification = await loadSpecification(tx, order.id, order.specificationVersion)
      const snapshot = await tx.snapshotDocument.findFirst({
        where: { registerId: specification.register },
        orderBy: [{ cutOn: 'desc' }, { createdAt: 'desc' }],
        select: { id: true },
      })
      if (!snapshot) return refuse('no-snapshot')
      const run = await tx.run.create({
        data: {
          orderId: order.id,
          specificationVersion: order.specificationVersion,
          snapshotId: snapshot.id,
          rules: { ...serviceRules },
          requestedById: actor.personId,
          createdAt: now,
        },
        select: { id: true },
      })
      return ok({
        value: { orderId: order.id, runId: run.id },
        changes: { runId: null, checkerId: null },
        facts: { runId: run.id, snapshotId: snapshot.id },
      })
    })
  } catch (error) {
    if (isUniqueViolation(error)) return refuse('run-in-progress')
    throw error
  }
}

/** Asks a queued or running run to stop. Asking twice, or too late, is refused in words. */
export async function cancelRun(
  actor: Actor,
  input: { readonly runId: string },
): Promise<Result<Done, CommandRefusal | Refusal<'run-over'>>> {
  return inTransaction(dbContextOf(actor), async (tx) => {
    const run = await tx.run.findUnique({ where: { id: input.runId }, select: { orderId: true } })
    const order = run && (await loadOrderFacts(tx, run.orderId))
    if (!run || !order) return refuse('not-found')
    if (actor.personId !== order.producerId) return refuse('not-allowed')
    const asked = await tx.run.updateMany({
      where: { id: input.runId, status: { in: ['queued', 'running'] }, cancelRequested: false },
      data: { cancelRequested: true },
    })
    if (asked.count !== 1) return refuse('run-over')
    await appendEvents(tx, [
      { actor: eventActorOf(actor), type: 'run.cancel-requested', orderId: order.id, facts: { runId: input.runId } },
    ])
    return ok({ orderId: order.id })
  })
}

/** Hands the protected table to a second person, with the producer's note, which she sees only after her verdict. */
export async function submitForCheck(
  actor: Actor,
  input: OrderTarget & { readonly note: string },
  now = new Date(),
): Promise<Result<Done, CommandRefusal>> {
  return commandOrder(actor, { ...input, command: 'submit-for-check' }, { now }, async (_tx, order) =>
    ok({
      value: { orderId: order.id },
      changes: { producerNote: input.note, checkerId: null },
      facts: { contentHash: order.table?.contentHash ?? '', runId: order.table?.runId ?? '' },
      handovers: [handover(order, 'check-wanted', { kind: 'analysts' })],
    }),
  )
}
