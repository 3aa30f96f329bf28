import type { EventType } from '#lib/audit/event.ts'
import { appendEvents } from '#lib/audit/store.ts'
import type { Prisma } from '#lib/generated/prisma/client.ts'
import type { Handover } from '#lib/notify/handover.ts'
import { enqueueHandovers } from '#lib/notify/store.ts'
import { inTransaction, type Tx } from '#lib/platform/db.ts'
import { gzipJson } from '#lib/platform/gzip-json.ts'
import { sha256 } from '#lib/platform/sha256.ts'
import type { RunOutcome } from '#lib/production/run-message.ts'
import { canonicalBytes, type TableBody } from '#lib/production/table-body.ts'

/** A lease not renewed for so long belongs to a dead worker. */
export const LEASE_MS = 10_000

export interface ClaimedRun {
  readonly id: string
  readonly orderId: string
  readonly orderNumber: string
  readonly specificationVersion: number
  readonly snapshotId: string
  readonly linkedSnapshotId: string | null
  readonly rules: unknown
  readonly requestedById: string
  readonly uploadId: string | null
  readonly choices: unknown
  /** The fencing token: a later claim has a higher one, and only the holder of the highest can save. */
  readonly fence: number
}

/** Takes a queued run, or one whose worker died. Null when there is nothing to take: it is over, taken, or cancelled. */
export async function claimRun(runId: string, now = new Date()): Promise<ClaimedRun | null> {
  return inTransaction({ kind: 'worker' }, async (tx) => {
    const run = await tx.run.findUnique({ where: { id: runId }, include: { order: { select: { number: true } } } })
    if (!run) return null
    const isFree = run.status === 'queued' || (run.status === 'running' && isStale(run.heartbeatAt, now))
    if (!isFree) return null
    const fence = run.fence + 1
    const taken = await tx.run.updateMany({
      where: { id: runId, fence: run.fence, status: run.status },
      data: { status: 'running', fence, phase: 'tabulating', progress: 0, startedAt: run.startedAt ?? now, heartbeatAt: now },
    })
    if (taken.count !== 1) return null
    await remember(tx, 'run.started', run.orderId, { runId, attempt: fence })
    return {
      id: run.id,
      orderId: run.orderId,
      orderNumber: run.order.number,
      specificationVersion: run.specificationVersion,
      snapshotId: run.snapshotId,
      linkedSnapshotId: run.linkedSnapshotId,
      rules: run.rules,
      requestedById: run.requestedById,
      uploadId: run.uploadId,
      choices: run.choices,
      fence,
    }
  })
}

function isStale(heartbeatAt: Date | null, now: Date): boolean {
  return heartbeatAt === null || now.getTime() - heartbeatAt.getTime() > LEASE_MS
}

/** Renews the lease and tells how far the run is. Answers whether to go on, stop because asked, or stop because the lease is lost. */
export async function beat(run: ClaimedRun, phase: string, progress: number): Promise<'go-on' | 'cancel' | 'lost'> {
  return inTransaction({ kind: 'worker' }, async (tx) => {
    const renewed = await tx.run.updateMany({
      where: { id: run.id, fence: run.fence, status: 'running' },
      data: { heartbeatAt: new Date(), phase, progress },
    })
    if (renewed.count !== 1) return 'lost'
    const row = await tx.run.findUnique({ where: { id: run.id }, select: { cancelRequested: true } })
    return row?.cancelRequested ? 'cancel' : 'go-on'
  })
}

/** Keeps a finished run: unprotected cells apart, the protected table with its hash, and the order pointing at it. */
export async function keepOutcome(run: ClaimedRun, body: TableBody, outcome: RunOutcome): Promise<'kept' | 'lost'> {
  const contentHash = sha256(canonicalBytes(body))
  return inTransaction({ kind: 'worker' }, async (tx) => {
    const finished = await finishRun(tx, run, 'done', { record: outcome.record as Prisma.InputJsonObject })
    if (!finished) return 'lost'
    const place = { runId: run.id, orderId: run.orderId }
    await tx.confidentialResult.createMany({ data: { ...place, body: gzipJson(outcome.confidential) } })
    await tx.protectedTable.createMany({
      data: {
        ...place,
        body: gzipJson(body),
        contentHash,
        report: outcome.report as Prisma.InputJsonObject,
        certificate: outcome.certificate as Prisma.InputJsonObject,
      },
    })
    await tx.order.updateMany({
      where: { id: run.orderId, status: 'producing', specificationVersion: run.specificationVersion },
      data: { runId: run.id, version: { increment: 1 } },
    })
    await remember(tx, 'run.finished', run.orderId, { runId: run.id, contentHash })
    await enqueueHandovers(tx, [toProducer(run, 'run-finished')])
    return 'kept'
  })
}

/** Ends a run that can't give a table, with the reason in words the labels know. */
export async function keepFailure(run: ClaimedRun, failure: { readonly kind: string } & Record<string, unknown>): Promise<void> {
  await inTransaction({ kind: 'worker' }, async (tx) => {
    const cancelled = failure.kind === 'cancelled'
    const ended = await finishRun(tx, run, cancelled ? 'cancelled' : 'failed', { failure: failure as Prisma.InputJsonObject })
    if (!ended) return
    await remember(tx, cancelled ? 'run.cancelled' : 'run.failed', run.orderId, { runId: run.id, reason: failure.kind })
    if (!cancelled) await enqueueHandovers(tx, [toProducer(run, 'run-failed')])
  })
}

async function finishRun(tx: Tx, run: ClaimedRun, status: string, data: Prisma.RunUpdateManyMutationInput): Promise<boolean> {
  const ended = await tx.run.updateMany({
    where: { id: run.id, fence: run.fence, status: 'running' },
    data: { ...data, status, phase: status, progress: 1, finishedAt: new Date() },
  })
  return ended.count === 1
}

async function remember(tx: Tx, type: EventType, orderId: string, facts: Record<string, string | number>): Promise<void> {
  await appendEvents(tx, [{ actor: { kind: 'system' }, type, orderId, facts }])
}

function toProducer(run: ClaimedRun, kind: 'run-finished' | 'run-failed'): Handover {
  const audience = { kind: 'person', personId: run.requestedById } as const
  return { kind, audience, orderId: run.orderId, key: `${kind}:${run.id}`, facts: { number: run.orderNumber } }
}

/**
 * Runs that wait for a worker: queued ones, and running ones whose worker died. Each has a turn among the waiting and running ones of
 * the analyst who asked for it: whoever asks for many doesn't keep others waiting for all of them.
 */
export async function waitingRuns(now = new Date()): Promise<{ readonly runId: string; readonly turn: number }[]> {
  return inTransaction({ kind: 'worker' }, async (tx) => {
    const rows = await tx.run.findMany({
      where: { status: { in: ['queued', 'running'] } },
      select: { id: true, status: true, heartbeatAt: true, requestedById: true },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      take: 200,
    })
    const turns = new Map<string, number>()
    return rows.flatMap(({ id, status, heartbeatAt, requestedById }) => {
      const turn = turns.get(requestedById) ?? 0
      turns.set(requestedById, turn + 1)
      return status === 'queued' || isStale(heartbeatAt, now) ? [{ runId: id, turn }] : []
    })
  })
}
