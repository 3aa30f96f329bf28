import { appendEvents } from '#lib/audit/store.ts'
import { canonicalMarginals, type Marginals } from '#lib/catalogue/marginals.ts'
import type { Prisma } from '#lib/generated/prisma/client.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { gzipJson } from '#lib/platform/gzip-json.ts'
import { sha256 } from '#lib/platform/sha256.ts'
import { MARGINALS_RECIPE } from '#lib/production/marginals/plan-marginals.ts'
import { serviceRules } from '#lib/production/service-rules.ts'

/** The newest snapshot of each register, where it has no marginals of today's recipe. */
export async function snapshotsWithoutMarginals(): Promise<string[]> {
  return inTransaction({ kind: 'worker' }, async (tx) => {
    const newest = await tx.snapshotDocument.findMany({
      distinct: ['registerId'],
      orderBy: [{ registerId: 'asc' }, { cutOn: 'desc' }, { createdAt: 'desc' }],
      select: { id: true },
    })
    const made = await tx.safeMarginals.findMany({
      where: { recipe: MARGINALS_RECIPE, snapshotId: { in: newest.map(({ id }) => id) } },
      select: { snapshotId: true },
    })
    const have = new Set(made.map(({ snapshotId }) => snapshotId))
    return newest.map(({ id }) => id).filter((id) => !have.has(id))
  })
}

/** Publishes a snapshot's marginals, once: a second set of the same recipe is thrown away unseen. */
export async function keepMarginals(body: Marginals, report: Record<string, unknown>): Promise<'kept' | 'there'> {
  const contentHash = sha256(canonicalMarginals(body))
  const { snapshotId, recipe, registerId } = body
  return inTransaction({ kind: 'worker' }, async (tx) => {
    const kept = await tx.safeMarginals.createMany({
      data: {
        snapshotId,
        recipe,
        registerId,
        body: gzipJson(body),
        contentHash,
        rules: { ...serviceRules },
        report: report as Prisma.InputJsonObject,
      },
      skipDuplicates: true,
    })
    if (kept.count !== 1) return 'there'
    await appendEvents(tx, [
      {
        actor: { kind: 'system' },
        type: 'marginals.published',
        orderId: null,
        facts: { registerId, snapshotId, recipe, contentHash },
      },
    ])
    return 'kept'
  })
}

/** Remembers that a snapshot's marginals could not be made, and why. */
export async function rememberFailure(snapshotId: string, reason: string): Promise<void> {
  await inTransaction({ kind: 'worker' }, (tx) =>
    appendEvents(tx, [{ actor: { kind: 'system' }, type: 'marginals.failed', orderId: null, facts: { snapshotId, reason } }]),
  )
}
