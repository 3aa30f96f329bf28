import { randomUUID } from 'node:crypto'
import { appendEvents } from '#lib/audit/store.ts'
import { containsCprNumber } from '#lib/catalogue/cpr-number.ts'
import { Prisma } from '#lib/generated/prisma/client.ts'
import { type Actor, dbContextOf, eventActorOf } from '#lib/identity/actor.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import type { OrderFacts } from '#lib/orders/order-facts.ts'
import { isParty } from '#lib/orders/party.ts'
import { loadOrderFacts } from '#lib/orders/store.ts'
import type { Done } from '#lib/orders/target.ts'
import { inTransaction, isUniqueViolation, type Tx } from '#lib/platform/db.ts'
import { gunzipJson } from '#lib/platform/gzip-json.ts'
import { sha256 } from '#lib/platform/sha256.ts'
import { UPLOAD_LIMITS } from '#lib/production/uploads/upload-limits.ts'
import type { UploadMapping } from '#lib/production/uploads/upload-mapping.ts'
import { uploadReadingSchema } from '#lib/production/uploads/upload-reading.ts'

type UploadCommandRefusal = Refusal<'not-found' | 'not-allowed' | 'not-producing' | 'conflict'>

/** Files of an order that may lie there at once. */
const MOST_FILES = 10

/** Keeps a file an analyst made near the data, unread: the worker reads it. The same file sent twice is one. */
export async function addUpload(
  actor: Actor,
  input: { readonly orderId: string; readonly fileName: string; readonly bytes: Uint8Array },
  now = new Date(),
): Promise<
  Result<Done, UploadCommandRefusal | Refusal<'upload-empty' | 'upload-too-large' | 'upload-too-many' | 'contains-cpr-number'>>
> {
  const { orderId, bytes } = input
  const sha = sha256(bytes)
  const there = { orderId, sha256: sha, status: { notIn: ['removed', 'refused'] } }
  try {
    return await inTransaction(dbContextOf(actor), async (tx) => {
      const order = await producerOf(tx, actor, orderId)
      if (!order.ok) return order
      if (bytes.length === 0) return refuse('upload-empty')
      if (bytes.length > UPLOAD_LIMITS.bytes) return refuse('upload-too-large')
      const fileName = plainName(input.fileName)
      if (containsCprNumber(fileName)) return refuse('contains-cpr-number')
      if ((await tx.tableUpload.count({ where: there })) > 0) return ok({ orderId })
      const live = await tx.tableUpload.count({ where: { orderId, status: { not: 'removed' } } })
      if (live >= MOST_FILES) return refuse('upload-too-many')
      const id = randomUUID()
      const own = { id, orderId, uploadedById: actor.personId, specificationVersion: order.value.specificationVersion }
      const file = new Uint8Array(bytes)
      await tx.tableUpload.createMany({ data: { ...own, fileName, bytes: bytes.length, sha256: sha, file, createdAt: now } })
      const facts = { uploadId: id, sha256: sha, bytes: bytes.length }
      await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'upload.received', orderId, facts }])
      return ok({ orderId })
    })
  } catch (error) {
    // A double click: the other post kept the same file a moment ago.
    if (isUniqueViolation(error)) return ok({ orderId })
    throw error
  }
}

/** The name a person knows the file by, without folders and control characters. */
function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  return last.replace(/\p{C}/gu, '').trim().slice(0, 120) || 'tabel'
}

export interface MappingInput {
  readonly uploadId: string
  /** The reading the analyst answered to. */
  readonly fence: number
  readonly sheet: string | null
  readonly columns: readonly string[]
  readonly codes: readonly { readonly dimension: string; readonly word: string; readonly code: string }[]
}

/** Says how a file is to be read; it is read again. Answers to a reading that is no longer the newest are refused. */
export async function mapUpload(actor: Actor, input: MappingInput): Promise<Result<Done, UploadCommandRefusal>> {
  return inTransaction(dbContextOf(actor), async (tx) => {
    const row = await tx.tableUpload.findUnique({
      where: { id: input.uploadId },
      select: { orderId: true, status: true, fence: true, reading: true },
    })
    if (!row?.reading) return refuse('not-found')
    const order = await producerOf(tx, actor, row.orderId)
    if (!order.ok) return order
    const read = uploadReadingSchema.parse(gunzipJson(row.reading))
    // Another sheet has other columns: they are looked at afresh.
    const isSameSheet = input.sheet === read.mapping.sheet
    const codes: Record<string, Record<string, string>> = {}
    for (const { dimension, word, code } of input.codes) codes[dimension] = { ...codes[dimension], [word]: code }
    const mapping: UploadMapping = { schema: 1, sheet: input.sheet, columns: isSameSheet ? [...input.columns] : [], codes }
    const asked = await tx.tableUpload.updateMany({
      where: { id: input.uploadId, fence: input.fence, status: { in: ['unsettled', 'ready'] } },
      data: { mapping, status: 'waiting', cells: null, specificationVersion: order.value.specificationVersion },
    })
    if (asked.count !== 1) return refuse('conflict')
    const facts = { uploadId: input.uploadId, words: input.codes.length }
    await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'upload.mapped', orderId: row.orderId, facts }])
    return ok({ orderId: row.orderId })
  })
}

/** Takes a file away for good. A table already made from it stays. */
export async function removeUpload(
  actor: Actor,
  input: { readonly uploadId: string },
  now = new Date(),
): Promise<Result<Done, UploadCommandRefusal>> {
  return inTransaction(dbContextOf(actor), async (tx) => {
    const row = await tx.tableUpload.findUnique({ where: { id: input.uploadId }, select: { orderId: true } })
    if (!row) return refuse('not-found')
    const order = await producerOf(tx, actor, row.orderId)
    if (!order.ok) return order
    const removed = await tx.tableUpload.updateMany({
      where: { id: input.uploadId, status: { not: 'removed' } },
      data: { status: 'removed', file: null, reading: null, cells: null, mapping: Prisma.DbNull, removedAt: now },
    })
    if (removed.count !== 1) return refuse('conflict')
    const facts = { uploadId: input.uploadId, reason: 'by-analyst' }
    await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'upload.removed', orderId: row.orderId, facts }])
    return ok({ orderId: row.orderId })
  })
}

/** The order, if the actor makes its table now. */
async function producerOf(tx: Tx, actor: Actor, orderId: string): Promise<Result<OrderFacts, UploadCommandRefusal>> {
  const order = await loadOrderFacts(tx, orderId)
  if (!order) return refuse('not-found')
  if (!isParty('producer', actor, order)) return refuse('not-allowed')
  return order.status === 'producing' ? ok(order) : refuse('not-producing')
}
