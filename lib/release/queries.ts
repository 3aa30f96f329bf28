import { appendEvents } from '#lib/audit/store.ts'
import { type Actor, dbContextOf, eventActorOf } from '#lib/identity/actor.ts'
import { inTransaction, type Tx } from '#lib/platform/db.ts'
import { gunzipJson } from '#lib/platform/gzip-json.ts'
import { sha256 } from '#lib/platform/sha256.ts'
import {
  type ConfidentialBody,
  canonicalBytes,
  confidentialBodySchema,
  type TableBody,
  tableBodySchema,
} from '#lib/production/table-body.ts'

export interface KeptTable {
  readonly body: TableBody
  /** The hash stored when the table was made, and the hash of the bytes as they are now. */
  readonly contentHash: string
  readonly actualHash: string
  readonly report: unknown
  readonly certificate: unknown
}

/** The protected table of a run as far as the transaction's person may read it; null otherwise. */
export async function loadTable(tx: Tx, runId: string): Promise<KeptTable | null> {
  const row = await tx.protectedTable.findUnique({ where: { runId } })
  if (!row) return null
  const body = tableBodySchema.parse(gunzipJson(row.body))
  return {
    body,
    contentHash: row.contentHash,
    actualHash: sha256(canonicalBytes(body)),
    report: row.report,
    certificate: row.certificate,
  }
}

/** The unprotected cells of a run: only for the analysts working on its order, and each look is remembered. */
export async function loadConfidential(actor: Actor, runId: string): Promise<ConfidentialBody | null> {
  return inTransaction(dbContextOf(actor), async (tx) => {
    const row = await tx.confidentialResult.findUnique({ where: { runId } })
    if (!row) return null
    await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'confidential.seen', orderId: row.orderId, facts: { runId } }])
    return confidentialBodySchema.parse(gunzipJson(row.body))
  })
}

export interface DeliveryFileRow {
  readonly name: string
  readonly format: string
  readonly locale: string
  readonly sha256: string
  readonly bytes: number
}

export interface Delivery {
  readonly releaseId: string
  readonly runId: string
  readonly releasedAt: Date
  readonly contentHash: string
  readonly files: readonly DeliveryFileRow[]
  readonly table: KeptTable
}

/** The delivery in force of an order with its protected table, or null when there is none for this person. */
export async function loadDelivery(actor: Actor, orderId: string): Promise<Delivery | null> {
  return inTransaction(dbContextOf(actor), async (tx) => {
    const release = await tx.release.findFirst({
      where: { orderId, recalledAt: null },
      include: {
        files: { select: { name: true, format: true, locale: true, sha256: true, bytes: true }, orderBy: { name: 'asc' } },
      },
    })
    const table = release && (await loadTable(tx, release.runId))
    if (!release || !table) return null
    const { id, runId, releasedAt, contentHash, files } = release
    return { releaseId: id, runId, releasedAt, contentHash, files, table }
  })
}

export interface Verification {
  readonly releaseId: string
  readonly releasedAt: Date
  readonly recalledAt: Date | null
  readonly contentHash: string
  readonly protectionHash: string
  readonly registerId: string
  readonly files: readonly { readonly name: string; readonly sha256: string }[]
}

/** What anybody may know of a release: that it exists, when, whether it was recalled, and the hashes of its files. */
export async function verifyRelease(releaseId: string): Promise<Verification | null> {
  return inTransaction({ kind: 'purpose', purpose: 'verify' }, async (tx) => {
    const release = await tx.release.findUnique({
      where: { id: releaseId },
      include: { files: { select: { name: true, sha256: true }, orderBy: { name: 'asc' } } },
    })
    if (!release) return null
    const { id, releasedAt, recalledAt, contentHash, protectionHash, registerId, files } = release
    return { releaseId: id, releasedAt, recalledAt, contentHash, protectionHash, registerId, files }
  })
}

/** Why the newest check sent a table back; null when it did not, or the person may not know. Stays in the house. */
export async function reasonOfReturn(actor: Actor, orderId: string): Promise<string | null> {
  return inTransaction(dbContextOf(actor), async (tx) => {
    const check = await tx.check.findFirst({ where: { orderId }, orderBy: { createdAt: 'desc' } })
    return check?.verdict === 'returned' ? check.reasons : null
  })
}
