import { appendEvents } from '#lib/audit/store.ts'
import type { Prisma } from '#lib/generated/prisma/client.ts'
import { inTransaction } from '#lib/platform/db.ts'
import type { Alternative } from '#lib/production/alternatives/alternative.ts'
import { loadAssignment } from '#lib/production/queries.ts'

/** A claim not renewed for so long belongs to a dead worker. */
const LEASE_MS = 10_000

export interface ClaimedAlternatives {
  readonly runId: string
  readonly orderId: string
  readonly fence: number
}

export type AlternativesWork = ClaimedAlternatives & { readonly assignment: Awaited<ReturnType<typeof loadAssignment>> }

/** Takes the request that has waited longest, with the table it is about. Null when none waits. */
export async function claimAlternatives(registersDir: string | undefined, now = new Date()): Promise<AlternativesWork | null> {
  return inTransaction({ kind: 'worker' }, async (tx) => {
    const stale = new Date(now.getTime() - LEASE_MS)
    const row = await tx.runAlternatives.findFirst({
      where: { OR: [{ status: 'waiting' }, { status: 'computing', heartbeatAt: { lt: stale } }] },
      orderBy: { createdAt: 'asc' },
    })
    if (!row) return null
    const { runId, orderId } = row
    const fence = row.fence + 1
    const taken = await tx.runAlternatives.updateMany({
      where: { runId, fence: row.fence, status: row.status },
      data: { status: 'computing', fence, heartbeatAt: now },
    })
    if (taken.count !== 1) return null
    const run = await tx.run.findUniqueOrThrow({ where: { id: runId } })
    return { runId, orderId, fence, assignment: await loadAssignment(tx, run, registersDir) }
  })
}

/** Renews the claim. `cancel` when the run it was asked for is no longer the table in force: nobody waits for the answer. */
export async function beatAlternatives({ runId, orderId, fence }: ClaimedAlternatives): Promise<'go-on' | 'cancel' | 'lost'> {
  return inTransaction({ kind: 'worker' }, async (tx) => {
    const renewed = await tx.runAlternatives.updateMany({
      where: { runId, fence, status: 'computing' },
      data: { heartbeatAt: new Date() },
    })
    if (renewed.count !== 1) return 'lost'
    const order = await tx.order.findUnique({ where: { id: orderId }, select: { runId: true } })
    return order?.runId === runId ? 'go-on' : 'cancel'
  })
}

/** Keeps what came of the ways that were tried, or why none could be. */
export async function keepAlternatives(
  { runId, orderId, fence }: ClaimedAlternatives,
  end: { readonly alternatives: readonly Alternative[] } | { readonly failure: string },
): Promise<void> {
  await inTransaction({ kind: 'worker' }, async (tx) => {
    const data =
      'alternatives' in end
        ? { status: 'done', body: [...end.alternatives] as Prisma.InputJsonArray }
        : { status: 'failed', failure: end.failure }
    const kept = await tx.runAlternatives.updateMany({
      where: { runId, fence, status: 'computing' },
      data: { ...data, finishedAt: new Date() },
    })
    if (kept.count !== 1) return
    const facts = { runId, ...('failure' in end ? { reason: end.failure } : { tried: end.alternatives.length }) }
    await appendEvents(tx, [{ actor: { kind: 'system' }, type: 'run.alternatives-tried', orderId, facts }])
  })
}
