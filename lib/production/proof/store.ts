import { z } from 'zod'
import { appendEvents } from '#lib/audit/store.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { gunzipJson } from '#lib/platform/gzip-json.ts'
import type { ProofAssignment } from '#lib/production/proof/run-process.ts'
import { loadAssignment } from '#lib/production/queries.ts'
import { tableBodySchema } from '#lib/production/table-body.ts'
import { releasedValues } from '#lib/production/value-conflict.ts'

/** A table on its way to release, and the releases of its register that came after it was protected. */
export interface WaitingProof {
  readonly orderId: string
  readonly runId: string
  readonly releaseIds: readonly string[]
}

const certificateSchema = z.looseObject({ earlier: z.array(z.string()).optional() })

/** Tables in force that a release came after, and that nobody has proven safe or unsafe together with it. */
export async function waitingProofs(): Promise<WaitingProof[]> {
  return inTransaction({ kind: 'worker' }, async (tx) => {
    const orders = await tx.order.findMany({
      where: { status: { in: ['producing', 'checking'] }, runId: { not: null } },
      select: { id: true, runId: true },
    })
    const runIds = orders.flatMap(({ runId }) => runId ?? [])
    if (runIds.length === 0) return []
    const runs = await tx.run.findMany({
      where: { id: { in: runIds } },
      select: { id: true, orderId: true, snapshotId: true, table: { select: { certificate: true } } },
    })
    const snapshots = await tx.snapshotDocument.findMany({ select: { id: true, registerId: true } })
    const registerOf = new Map(snapshots.map(({ id, registerId }) => [id, registerId]))
    const releases = await tx.release.findMany({ select: { id: true, registerId: true, contentHash: true } })
    const proofs = await tx.jointProof.findMany({ where: { runId: { in: runIds } }, select: { runId: true, releaseId: true } })
    const proven = new Set(proofs.map(({ runId, releaseId }) => `${runId} ${releaseId}`))
    return runs.flatMap(({ id, orderId, snapshotId, table }) => {
      const known = new Set(certificateSchema.safeParse(table?.certificate).data?.earlier)
      const isOpen = (release: (typeof releases)[number]) =>
        release.registerId === registerOf.get(snapshotId) && !known.has(release.contentHash) && !proven.has(`${id} ${release.id}`)
      const releaseIds = releases.filter(isOpen).map((release) => release.id)
      return table && releaseIds.length > 0 ? [{ orderId, runId: id, releaseIds }] : []
    })
  })
}

/** What a proof needs: the table's own assignment with everything released, and what is hidden in it. */
export async function loadProof(
  { runId, orderId }: WaitingProof,
  registersDir: string | undefined,
): Promise<ProofAssignment | null> {
  return inTransaction({ kind: 'worker' }, async (tx) => {
    const run = await tx.run.findUniqueOrThrow({ where: { id: runId }, include: { table: { select: { body: true } } } })
    const assignment = await loadAssignment(tx, { ...run, orderId }, registersDir)
    if ('kind' in assignment || !run.table) return null
    const body = tableBodySchema.parse(gunzipJson(run.table.body))
    const hidden = Uint8Array.from(body.counts, (count) => (count === null ? 1 : 0))
    return { ...assignment, hidden, values: releasedValues(body) }
  })
}

/** Keeps what came of a proof, once. */
export async function keepProof({ orderId, runId, releaseIds }: WaitingProof, safe: boolean): Promise<void> {
  await inTransaction({ kind: 'worker' }, async (tx) => {
    const data = releaseIds.map((releaseId) => ({ runId, releaseId, safe }))
    const kept = await tx.jointProof.createMany({ data, skipDuplicates: true })
    if (kept.count === 0) return
    const facts = { runId, safe, releases: releaseIds.length }
    await appendEvents(tx, [{ actor: { kind: 'system' }, type: 'proof.made', orderId, facts }])
  })
}
