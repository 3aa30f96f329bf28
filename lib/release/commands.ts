import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { appendEvents } from '#lib/audit/store.ts'
import { type Actor, dbContextOf, eventActorOf } from '#lib/identity/actor.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { decide } from '#lib/orders/decide.ts'
import { handover } from '#lib/orders/handovers.ts'
import { type CommandRefusal, commandOrder, loadOrderFacts } from '#lib/orders/store.ts'
import type { Done, OrderTarget } from '#lib/orders/target.ts'
import { inTransaction, type Tx } from '#lib/platform/db.ts'
import { sha256 } from '#lib/platform/sha256.ts'
import { readKeptFile } from '#lib/platform/storage.ts'
import { keepFiles, prepareFiles } from '#lib/release/files/store.ts'
import { loadTable } from '#lib/release/queries.ts'

/** Takes a table for checking. Only somebody who has touched neither the table nor the specification can. */
export async function claimCheck(actor: Actor, target: OrderTarget, now = new Date()): Promise<Result<Done, CommandRefusal>> {
  return commandOrder(actor, { ...target, command: 'claim-check' }, { now }, async (_tx, order) =>
    ok({ value: { orderId: order.id }, changes: { checkerId: actor.personId } }),
  )
}

/** What the checker saw: a verdict on other bytes than these is refused. */
export type VerdictInput = OrderTarget & { readonly contentHash: string }

/** Records the checker's approval of exactly these bytes. The producer's note becomes visible afterwards. */
export async function approveTable(
  actor: Actor,
  input: VerdictInput & { readonly comment: string },
  now = new Date(),
): Promise<Result<Done, CommandRefusal | Refusal<'table-changed'>>> {
  return commandOrder(actor, { ...input, command: 'approve' }, { now }, async (tx, order) => {
    const { table } = order
    if (!table || table.contentHash !== input.contentHash) return refuse('table-changed')
    const verdict = { orderId: order.id, runId: table.runId, contentHash: table.contentHash, checkerId: actor.personId }
    await tx.check.createMany({ data: { ...verdict, verdict: 'approved', reasons: input.comment, createdAt: now } })
    return ok({ value: { orderId: order.id }, facts: { contentHash: table.contentHash, runId: table.runId } })
  })
}

/** Sends a table back to its producer. The requester sees "being improved", never the reasons. */
export async function returnTable(
  actor: Actor,
  input: OrderTarget & { readonly reason: string },
  now = new Date(),
): Promise<Result<Done, CommandRefusal>> {
  return commandOrder(actor, { ...input, command: 'return' }, { now, reason: input.reason }, async (tx, order) => {
    if (order.table) {
      const { runId, contentHash } = order.table
      const verdict = { orderId: order.id, runId, contentHash, checkerId: actor.personId }
      await tx.check.createMany({ data: { ...verdict, verdict: 'returned', reasons: input.reason, createdAt: now } })
    }
    const audience = { kind: 'person', personId: order.producerId ?? '' } as const
    return ok({
      value: { orderId: order.id },
      changes: { checkerId: null },
      handovers: [handover(order, 'check-returned', audience)],
    })
  })
}

type ReleasedSince = (Refusal<'released-since'> & { readonly releases: number }) | Refusal<'proof-pending'>

const protectedWithSchema = z.looseObject({ earlier: z.array(z.string()).optional() })

/**
 * Whether a table is safe together with every release of its register that is there now: it was protected with it, or proven safe
 * together since. One release of a register at a time: the lock is held until this one is there for the next to see. Answers the
 * certificate, completed with what it was proven with.
 */
async function provenWithAll(
  tx: Tx,
  runId: string,
  { body: { registerId }, certificate }: NonNullable<Awaited<ReturnType<typeof loadTable>>>,
): Promise<Result<object, ReleasedSince>> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('release'), hashtext(${registerId}))`
  const own = protectedWithSchema.parse(certificate)
  const known = new Set(own.earlier)
  const released = await tx.release.findMany({ where: { registerId }, select: { id: true, contentHash: true } })
  const since = released.filter(({ contentHash }) => !known.has(contentHash))
  const proofs = await tx.jointProof.findMany({ where: { runId, releaseId: { in: since.map(({ id }) => id) } } })
  const unsafe = proofs.filter(({ safe }) => !safe).length
  if (unsafe > 0) return refuse('released-since', { releases: unsafe })
  if (proofs.length < since.length) return refuse('proof-pending')
  const earlier = [...known, ...since.map(({ contentHash }) => contentHash)].sort()
  return ok({ ...own, ...(earlier.length > 0 && { earlier }) })
}

/** Signs the approved bytes off: the delivery's files are made, kept and named by hash, and the requester is told. */
export async function signOff(
  actor: Actor,
  input: VerdictInput,
  now = new Date(),
): Promise<Result<Done & { readonly releaseId: string }, CommandRefusal | Refusal<'table-changed'> | ReleasedSince>> {
  const releaseId = randomUUID()
  const prepared = await prepareFiles(actor, input, releaseId, now)
  return commandOrder(actor, { ...input, command: 'sign-off' }, { now }, async (tx, order) => {
    const { table, producerId } = order
    if (prepared?.input.contentHash !== input.contentHash) return refuse('table-changed')
    if (!table || !producerId || table.contentHash !== input.contentHash) return refuse('table-changed')
    const kept = await loadTable(tx, table.runId)
    if (!kept || kept.contentHash !== table.contentHash || kept.actualHash !== table.contentHash) return refuse('table-changed')
    const proven = await provenWithAll(tx, table.runId, kept)
    if (!proven.ok) return proven
    const certificate = proven.value
    await tx.release.create({
      data: {
        id: releaseId,
        orderId: order.id,
        runId: table.runId,
        registerId: kept.body.registerId,
        contentHash: table.contentHash,
        protectionHash: sha256(JSON.stringify(certificate)),
        producerId,
        checkerId: actor.personId,
        releasedAt: now,
      },
      select: { id: true },
    })
    await keepFiles(tx, prepared, certificate, now)
    return ok({
      value: { orderId: order.id, releaseId },
      facts: { releaseId, contentHash: table.contentHash },
      handovers: [handover(order, 'order-released', { kind: 'customer' })],
    })
  })
}

type EndInput = OrderTarget & { readonly reason: string }

/** The requester reports an error in the delivery; the service's own errors are mended free. */
export async function reportError(actor: Actor, input: EndInput, now = new Date()): Promise<Result<Done, CommandRefusal>> {
  return commandOrder(actor, { ...input, command: 'report-error' }, { now, reason: input.reason }, async (_tx, order) =>
    ok({
      value: { orderId: order.id },
      facts: { reason: input.reason },
      handovers: [handover(order, 'error-reported', { kind: 'analysts' })],
    }),
  )
}

/** Takes a delivery back for good, with the reason everybody who fetched it is told. */
export async function recallDelivery(actor: Actor, input: EndInput, now = new Date()): Promise<Result<Done, CommandRefusal>> {
  return takeBack(actor, 'recall', input, {}, now)
}

/** Takes a delivery back and makes it anew: the analyst becomes the producer of the replacement. */
export async function remakeDelivery(actor: Actor, input: EndInput, now = new Date()): Promise<Result<Done, CommandRefusal>> {
  return takeBack(
    actor,
    'remake',
    input,
    { analystId: actor.personId, producerId: actor.personId, checkerId: null, runId: null },
    now,
  )
}

async function takeBack(
  actor: Actor,
  command: 'recall' | 'remake',
  input: EndInput,
  changes: Record<string, string | null>,
  now: Date,
) {
  return commandOrder(actor, { ...input, command }, { now, reason: input.reason }, async (tx, order) => {
    await tx.release.updateMany({
      where: { orderId: order.id, recalledAt: null },
      data: { recalledAt: now, recalledById: actor.personId, recallReason: input.reason },
    })
    return ok({
      value: { orderId: order.id },
      changes,
      facts: { reason: input.reason },
      handovers: [handover(order, 'delivery-recalled', { kind: 'customer' })],
    })
  })
}

export interface Download {
  readonly name: string
  readonly mime: string
  readonly bytes: Uint8Array
}

/** Hands out one file of a delivery in force, re-hashed on the way, and remembers who fetched it. */
export async function downloadFile(
  actor: Actor,
  input: { readonly orderId: string; readonly format: string; readonly locale: string },
  now = new Date(),
): Promise<Result<Download, CommandRefusal | Refusal<'damaged'>>> {
  return inTransaction(dbContextOf(actor), async (tx) => {
    const order = await loadOrderFacts(tx, input.orderId)
    if (!order) return refuse('not-found')
    const isStaff = actor.roles.includes('analyst')
    const decision = decide(order, actor, 'download', { now })
    if (!decision.ok && !(isStaff && decision.kind === 'not-allowed')) return decision
    const file = await tx.deliveryFile.findFirst({
      where: { format: input.format, locale: input.locale, release: { orderId: order.id, recalledAt: null } },
    })
    if (!file) return refuse('not-found')
    const bytes = await readKeptFile(file.storageKey, file.sha256)
    if (!bytes) return refuse('damaged')
    const facts = { releaseId: file.releaseId, format: file.format, locale: file.locale, sha256: file.sha256 }
    await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'delivery.downloaded', orderId: order.id, facts }])
    return ok({ name: file.name, mime: file.mime, bytes })
  })
}
