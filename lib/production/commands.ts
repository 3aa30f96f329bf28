import { appendEvents } from '#lib/audit/store.ts'
import type { Specification } from '#lib/catalogue/specification.ts'
import { type Actor, dbContextOf, eventActorOf } from '#lib/identity/actor.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { handover } from '#lib/orders/handovers.ts'
import type { OrderFacts } from '#lib/orders/order-facts.ts'
import { type CommandRefusal, commandOrder, loadOrderFacts, loadSpecification } from '#lib/orders/store.ts'
import type { Done, OrderTarget } from '#lib/orders/target.ts'
import { inTransaction, isUniqueViolation, type Tx } from '#lib/platform/db.ts'
import type { CutChoice } from '#lib/production/cut-choice.ts'
import type { RunChoices } from '#lib/production/run-choices.ts'
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

type RunRefusal = CommandRefusal | Refusal<'run-in-progress'> | Refusal<'no-snapshot'> | Refusal<'upload-not-ready'>

/**
 * Asks for a run on the snapshot of the order's last finished run, so that the same order gives the same numbers; on the newest when
 * there was none or the newest is wanted. The order's table in force is put aside, so an earlier check is void. With `uploadId` the
 * analyst's own table is protected, and the service's count stands beside it. `choices`: what is hidden rather than what; never
 * whether it is safe.
 */
export async function requestRun(
  actor: Actor,
  target: OrderTarget & { readonly uploadId?: string; readonly choices?: RunChoices; readonly cut?: CutChoice },
  now = new Date(),
): Promise<Result<Done & { readonly runId: string }, RunRefusal>> {
  try {
    return await commandOrder(actor, { ...target, command: 'run' }, { now }, async (tx, order) => {
      const specification = await loadSpecification(tx, order.id, order.specificationVersion)
      const snapshot = await chooseCut(tx, order.id, specification.register, target.cut ?? 'same')
      if (!snapshot) return refuse('no-snapshot')
      const linked = linkedRegister(specification)
      const beside = linked ? await chooseCut(tx, order.id, linked, target.cut ?? 'same') : null
      if (linked && !beside) return refuse('no-snapshot')
      const { uploadId, choices } = target
      if (uploadId !== undefined && !(await isReadyUpload(tx, uploadId, order))) return refuse('upload-not-ready')
      const run = await tx.run.create({
        data: {
          orderId: order.id,
          specificationVersion: order.specificationVersion,
          snapshotId: snapshot.id,
          ...(beside && { linkedSnapshotId: beside.id }),
          rules: { ...serviceRules, ...(choices && { cost: choices.cost }) },
          requestedById: actor.personId,
          createdAt: now,
          ...(uploadId !== undefined && { uploadId }),
          ...(choices && { choices }),
        },
        select: { id: true },
      })
      return ok({
        value: { orderId: order.id, runId: run.id },
        changes: { runId: null, checkerId: null },
        facts: {
          runId: run.id,
          snapshotId: snapshot.id,
          ...(beside && { linkedSnapshotId: beside.id }),
          ...(uploadId !== undefined && { uploadId }),
        },
      })
    })
  } catch (error) {
    if (isUniqueViolation(error)) return refuse('run-in-progress')
    throw error
  }
}

/** The snapshot a run is made on; null when the register has none. A table that was ordered anew of another register starts anew. */
async function chooseCut(
  tx: Tx,
  orderId: string,
  registerId: string,
  wanted: CutChoice,
): Promise<{ readonly id: string } | null> {
  const newest = await tx.snapshotDocument.findFirst({
    where: { registerId },
    orderBy: [{ cutOn: 'desc' }, { createdAt: 'desc' }],
    select: { id: true },
  })
  if (wanted === 'newest') return newest
  const last = await tx.run.findFirst({
    where: { orderId, status: 'done' },
    orderBy: { createdAt: 'desc' },
    select: { snapshotId: true, linkedSnapshotId: true },
  })
  const ids = [last?.snapshotId, last?.linkedSnapshotId].filter((id) => typeof id === 'string')
  const used = await tx.snapshotDocument.findFirst({ where: { id: { in: ids }, registerId }, select: { id: true } })
  return used ?? newest
}

/** The other register that a table's events are linked from; null when there is none. */
function linkedRegister({ link, register }: Specification): string | null {
  return link && link.register !== register ? link.register : null
}

/** Whether an upload is of this order, made for the table as it is ordered now, and read without anything left to settle. */
async function isReadyUpload(tx: Tx, id: string, order: OrderFacts): Promise<boolean> {
  const upload = await tx.tableUpload.findUnique({
    where: { id },
    select: { orderId: true, status: true, specificationVersion: true },
  })
  const { id: orderId, specificationVersion } = order
  return upload?.orderId === orderId && upload.status === 'ready' && upload.specificationVersion === specificationVersion
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
