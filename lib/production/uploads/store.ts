import { appendEvents } from '#lib/audit/store.ts'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import { loadCatalogue } from '#lib/catalogue/queries.ts'
import { Prisma } from '#lib/generated/prisma/client.ts'
import { loadSpecification } from '#lib/orders/store.ts'
import { inTransaction, type Tx } from '#lib/platform/db.ts'
import { gunzipJson, gzipJson } from '#lib/platform/gzip-json.ts'
import type { UploadedCounts } from '#lib/production/run-message.ts'
import type { UploadAssignment, UploadOutcome } from '#lib/production/uploads/run-process.ts'
import { uploadAxes } from '#lib/production/uploads/upload-axis.ts'
import { UPLOAD_DAYS } from '#lib/production/uploads/upload-limits.ts'
import { uploadMappingSchema } from '#lib/production/uploads/upload-mapping.ts'
import { planTabulation } from '#lib/tabulation/plan.ts'

/** A claim older than this belongs to a dead worker: reading a file is ended after half of it. */
const CLAIM_MS = 120_000

export interface ClaimedUpload {
  readonly id: string
  readonly orderId: string
  /** The fencing token: only the holder of the highest can save. */
  readonly fence: number
}

export type UploadWork = ClaimedUpload & { readonly assignment: UploadAssignment | { readonly kind: string } }

/** Takes the file that has waited longest, or one whose worker died. Null when none waits. */
export async function claimUpload(now = new Date()): Promise<UploadWork | null> {
  return inTransaction({ kind: 'worker' }, async (tx) => {
    const stale = new Date(now.getTime() - CLAIM_MS)
    const row = await tx.tableUpload.findFirst({
      where: { OR: [{ status: 'waiting' }, { status: 'reading', takenAt: { lt: stale } }] },
      orderBy: { createdAt: 'asc' },
    })
    if (!row) return null
    const claimed = { id: row.id, orderId: row.orderId, fence: row.fence + 1 }
    const taken = await tx.tableUpload.updateMany({
      where: { id: row.id, fence: row.fence, status: row.status },
      data: { status: 'reading', fence: claimed.fence, takenAt: now, reading: null, cells: null, failure: Prisma.DbNull },
    })
    if (taken.count !== 1) return null
    return { ...claimed, assignment: await assign(tx, row) }
  })
}

async function assign(
  tx: Tx,
  row: {
    readonly orderId: string
    readonly specificationVersion: number
    readonly file: Uint8Array | null
    readonly mapping: unknown
  },
): Promise<UploadWork['assignment']> {
  const catalogue = await loadCatalogue(tx)
  const specification = await loadSpecification(tx, row.orderId, row.specificationVersion)
  const resolved = decideSpecification(specification, catalogue, { maxCells: Number.MAX_SAFE_INTEGER })
  if (!resolved.ok) return { ...resolved }
  const mapping = row.mapping === null ? null : uploadMappingSchema.parse(row.mapping)
  const plan = planTabulation(resolved.value, catalogue)
  return { bytes: row.file ?? new Uint8Array(), axes: uploadAxes(resolved.value, plan, catalogue), mapping }
}

/** Keeps what a reading found, and the counts when nothing is left to settle. Nothing is kept by a worker that lost its claim. */
export async function keepReading(upload: ClaimedUpload, { reading, counts }: UploadOutcome): Promise<void> {
  await inTransaction({ kind: 'worker' }, async (tx) => {
    const status = counts ? 'ready' : 'unsettled'
    const kept = await save(tx, upload, {
      status,
      reading: gzipJson(reading),
      cells: counts ? gzipJson([...counts]) : null,
      mapping: reading.mapping,
    })
    if (!kept) return
    const { problemTotal: problems, discrepancyTotal: discrepancies, unknownTotal: unknown } = reading
    await remember(tx, 'upload.read', upload, { status, problems, discrepancies, unknown })
  })
}

/** Findings after which not even the file may stay. */
const HOLDS_PERSONS: ReadonlySet<string> = new Set(['upload-has-cpr', 'upload-person-column', 'upload-row-per-person'])

/** Keeps why a file can't be used. A file that holds persons is emptied at once. */
export async function keepUploadRefusal(
  upload: ClaimedUpload,
  failure: { readonly kind: string } & Record<string, unknown>,
  now = new Date(),
): Promise<void> {
  await inTransaction({ kind: 'worker' }, async (tx) => {
    const holdsPersons = HOLDS_PERSONS.has(failure.kind)
    const emptied = holdsPersons ? { file: null, removedAt: now } : {}
    const kept = await save(tx, upload, { status: 'refused', failure: failure as Prisma.InputJsonObject, ...emptied })
    if (!kept) return
    await remember(tx, 'upload.refused', upload, { reason: failure.kind })
    if (holdsPersons) await remember(tx, 'upload.removed', upload, { reason: failure.kind })
  })
}

async function save(tx: Tx, { id, fence }: ClaimedUpload, data: Prisma.TableUploadUpdateManyMutationInput): Promise<boolean> {
  const saved = await tx.tableUpload.updateMany({
    where: { id, fence, status: 'reading' },
    data: { ...data, readAt: new Date() },
  })
  return saved.count === 1
}

async function remember(
  tx: Tx,
  type: 'upload.read' | 'upload.refused' | 'upload.removed',
  { id, orderId }: Pick<ClaimedUpload, 'id' | 'orderId'>,
  facts: Record<string, string | number>,
): Promise<void> {
  await appendEvents(tx, [{ actor: { kind: 'system' }, type, orderId, facts: { uploadId: id, ...facts } }])
}

/** Removes files that are no longer needed: the order is over, or they have lain as long as a file may. Answers how many. */
export async function sweepUploads(now: Date): Promise<number> {
  const oldest = new Date(now.getTime() - UPLOAD_DAYS * 86_400_000)
  return inTransaction({ kind: 'worker' }, async (tx) => {
    const due = await tx.tableUpload.findMany({
      where: { status: { not: 'removed' }, OR: [{ createdAt: { lt: oldest } }, { order: { status: 'ended' } }] },
      select: { id: true, orderId: true },
      take: 100,
    })
    for (const upload of due) {
      await tx.tableUpload.updateMany({
        where: { id: upload.id },
        data: { status: 'removed', file: null, reading: null, cells: null, mapping: Prisma.DbNull, removedAt: now },
      })
      await remember(tx, 'upload.removed', upload, { reason: 'retention' })
    }
    return due.length
  })
}

/** The counts of an upload by address and what it was, for a run that protects it. Null when it is no longer there. */
export async function loadUploadedCounts(tx: Tx, uploadId: string): Promise<UploadedCounts | null> {
  const row = await tx.tableUpload.findUnique({
    where: { id: uploadId },
    select: { cells: true, fileName: true, sha256: true },
  })
  if (!row?.cells) return null
  return { counts: Float64Array.from(gunzipJson(row.cells) as number[]), fileName: row.fileName, sha256: row.sha256 }
}
