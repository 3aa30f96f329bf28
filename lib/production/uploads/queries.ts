import { appendEvents } from '#lib/audit/store.ts'
import { type Actor, dbContextOf, eventActorOf } from '#lib/identity/actor.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { gunzipJson } from '#lib/platform/gzip-json.ts'
import { type UploadReading, uploadReadingSchema } from '#lib/production/uploads/upload-reading.ts'

export const UPLOAD_STATUSES = ['waiting', 'reading', 'unsettled', 'ready', 'refused', 'removed'] as const
export type UploadStatus = (typeof UPLOAD_STATUSES)[number]

export interface UploadRow {
  readonly id: string
  readonly fileName: string
  readonly bytes: number
  readonly sha256: string
  readonly status: UploadStatus
  readonly fence: number
  readonly specificationVersion: number
  readonly uploadedById: string
  readonly createdAt: Date
  readonly removedAt: Date | null
  readonly failure: ({ readonly kind: string } & Record<string, unknown>) | null
}

export interface UploadsOfOrder {
  /** Newest first. */
  readonly rows: readonly UploadRow[]
  /** The newest file that is still there, and what was found in it. */
  readonly current: (UploadRow & { readonly reading: UploadReading | null }) | null
}

const ROW = {
  id: true,
  fileName: true,
  bytes: true,
  sha256: true,
  status: true,
  fence: true,
  specificationVersion: true,
  uploadedById: true,
  createdAt: true,
  removedAt: true,
  failure: true,
} as const

/** The files of an order for those who work on it. A look at what was found in one is remembered. */
export async function uploadsOfOrder(actor: Actor, orderId: string): Promise<UploadsOfOrder> {
  return inTransaction(dbContextOf(actor), async (tx) => {
    const found = await tx.tableUpload.findMany({ where: { orderId }, select: ROW, orderBy: { createdAt: 'desc' }, take: 50 })
    const rows = found.map((row) => ({ ...row, status: statusOf(row.status), failure: row.failure as UploadRow['failure'] }))
    const current = rows.find(({ status }) => status !== 'removed') ?? null
    if (!current) return { rows, current: null }
    const { reading } = await tx.tableUpload.findUniqueOrThrow({ where: { id: current.id }, select: { reading: true } })
    if (!reading) return { rows, current: { ...current, reading: null } }
    await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'upload.seen', orderId, facts: { uploadId: current.id } }])
    return { rows, current: { ...current, reading: uploadReadingSchema.parse(gunzipJson(reading)) } }
  })
}

function statusOf(status: string): UploadStatus {
  return UPLOAD_STATUSES.find((each) => each === status) ?? 'refused'
}

/** Where the reading of an order's newest file stands, for the page that waits for it; null for everybody else. */
export async function uploadStanding(actor: Actor, orderId: string): Promise<{ readonly status: string } | null> {
  return inTransaction(dbContextOf(actor), (tx) =>
    tx.tableUpload.findFirst({
      where: { orderId, status: { not: 'removed' } },
      select: { status: true },
      orderBy: { createdAt: 'desc' },
    }),
  )
}
