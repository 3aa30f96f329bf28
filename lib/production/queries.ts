import { type Catalogue, latestSnapshot } from '#lib/catalogue/catalogue.ts'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import { loadCatalogue } from '#lib/catalogue/queries.ts'
import type { Snapshot } from '#lib/catalogue/snapshot.ts'
import { rulesSchema } from '#lib/disclosure/rules.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { loadSpecification } from '#lib/orders/store.ts'
import type { Tx } from '#lib/platform/db.ts'
import { gunzipJson } from '#lib/platform/gzip-json.ts'
import type { EarlierRelease } from '#lib/production/earlier-release.ts'
import { runChoicesSchema } from '#lib/production/run-choices.ts'
import type { RunAssignment } from '#lib/production/run-message.ts'
import { tableBodySchema } from '#lib/production/table-body.ts'
import { loadUploadedCounts } from '#lib/production/uploads/store.ts'
import { releasedValues } from '#lib/production/value-conflict.ts'
import { planTabulation } from '#lib/tabulation/plan.ts'

/**
 * Everything ever released of a register, oldest first; recalled ones too, for what was published can't be taken back. Refused
 * when a release can't be read in today's catalogue: a new table could then not be protected against it.
 */
export async function loadEarlierReleases(
  tx: Tx,
  registerId: string,
  catalogue: Catalogue,
): Promise<Result<EarlierRelease[], Refusal<'earlier-not-comparable'> & { readonly orderNumber: string }>> {
  const rows = await tx.release.findMany({
    where: { registerId },
    select: { id: true, runId: true, orderId: true, contentHash: true, order: { select: { number: true } } },
    orderBy: [{ releasedAt: 'asc' }, { id: 'asc' }],
  })
  const earlier: EarlierRelease[] = []
  for (const { id, runId, orderId, contentHash, order } of rows) {
    const table = await tx.protectedTable.findUniqueOrThrow({ where: { runId }, select: { body: true } })
    const body = tableBodySchema.parse(gunzipJson(table.body))
    const specification = await loadSpecification(tx, orderId, body.specificationVersion)
    const resolved = decideSpecification(specification, catalogue, { maxCells: Number.MAX_SAFE_INTEGER })
    if (!resolved.ok) return refuse('earlier-not-comparable', { orderNumber: order.number })
    earlier.push({
      releaseId: id,
      orderNumber: order.number,
      contentHash,
      resolved: resolved.value,
      plan: planTabulation(resolved.value, catalogue),
      codes: body.dimensions.map(({ codes }) => codes),
      hidden: Uint8Array.from(body.counts, (count) => (count === null ? 1 : 0)),
      values: releasedValues(body),
    })
  }
  return ok(earlier)
}

/**
 * The cut of every register that events could be linked from: the one chosen for the run, and of the others the newest, on which
 * earlier releases that were linked to them are counted again.
 */
function linkedCuts(catalogue: Catalogue, chosenId: string | null): Snapshot[] {
  const chosen = catalogue.snapshots.find(({ id }) => id === chosenId)
  return catalogue.registers.flatMap(({ id }) => (chosen?.registerId === id ? chosen : (latestSnapshot(catalogue, id) ?? [])))
}

/** What a computing process is given for a run, or the reason why it can't be computed. */
export async function loadAssignment(
  tx: Tx,
  run: {
    readonly orderId: string
    readonly specificationVersion: number
    readonly snapshotId: string
    readonly linkedSnapshotId?: string | null
    readonly rules: unknown
    readonly uploadId?: string | null
    readonly choices?: unknown
  },
  registersDir: string | undefined,
): Promise<(RunAssignment & { readonly specificationSha256: string }) | { readonly kind: string }> {
  if (!registersDir) return { kind: 'no-register-data' }
  const catalogue = await loadCatalogue(tx)
  const specification = await loadSpecification(tx, run.orderId, run.specificationVersion)
  const resolved = decideSpecification(specification, catalogue, { maxCells: Number.MAX_SAFE_INTEGER })
  if (!resolved.ok) return { ...resolved }
  const snapshot = catalogue.snapshots.find((each) => each.id === run.snapshotId)
  if (!snapshot) return { kind: 'no-snapshot' }
  const earlier = await loadEarlierReleases(tx, snapshot.registerId, catalogue)
  if (!earlier.ok) return { ...earlier }
  const uploaded = run.uploadId ? await loadUploadedCounts(tx, run.uploadId) : null
  if (run.uploadId && !uploaded) return { kind: 'upload-not-ready' }
  const { sha256 } = await tx.specificationVersion.findUniqueOrThrow({
    where: { orderId_version: { orderId: run.orderId, version: run.specificationVersion } },
    select: { sha256: true },
  })
  return {
    resolved: resolved.value,
    plan: planTabulation(resolved.value, catalogue),
    catalogue,
    earlier: earlier.value,
    snapshot,
    linked: linkedCuts(catalogue, run.linkedSnapshotId ?? null),
    registersDir,
    rules: rulesSchema.parse(run.rules),
    uploaded,
    choices: run.choices ? runChoicesSchema.parse(run.choices) : null,
    specificationSha256: sha256,
  }
}
