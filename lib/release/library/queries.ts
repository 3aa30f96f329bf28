import { type Specification, specificationSchema } from '#lib/catalogue/specification.ts'
import { type Actor, dbContextOf } from '#lib/identity/actor.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { readKeptFile } from '#lib/platform/storage.ts'
import type { Delivery } from '#lib/release/queries.ts'
import { loadTable } from '#lib/release/queries.ts'

/** A public table as the library lists it. */
export interface PublishedTable {
  readonly releaseId: string
  readonly title: string
  readonly registerId: string
  readonly organisationName: string | null
  readonly publishedAt: Date
  readonly specification: Specification
}

const LIST_LENGTH = 200

const listed = { releaseId: true, title: true, registerId: true, organisationName: true, visibleFrom: true, specification: true }

/** Every table that is public now, newest first, at most 200. `search`: a part of the title; `registerId`: of one register. */
export async function listPublished(query: { search?: string; registerId?: string } = {}): Promise<PublishedTable[]> {
  const rows = await inTransaction({ kind: 'purpose', purpose: 'library' }, (tx) =>
    tx.publication.findMany({
      where: {
        withdrawnAt: null,
        ...(query.search ? { title: { contains: query.search, mode: 'insensitive' } } : {}),
        ...(query.registerId ? { registerId: query.registerId } : {}),
      },
      select: listed,
      orderBy: { visibleFrom: 'desc' },
      take: LIST_LENGTH,
    }),
  )
  return rows.map(readPublished)
}

function readPublished({
  visibleFrom,
  specification,
  ...row
}: Omit<PublishedTable, 'publishedAt' | 'specification'> & { visibleFrom: Date; specification: unknown }): PublishedTable {
  return { ...row, publishedAt: visibleFrom, specification: specificationSchema.parse(specification) }
}

/** A public table with its figures and files, for everybody; null when it is not, not yet or no longer public. */
export async function loadPublished(releaseId: string): Promise<(Delivery & { readonly published: PublishedTable }) | null> {
  return inTransaction({ kind: 'purpose', purpose: 'library' }, async (tx) => {
    const publication = await tx.publication.findFirst({ where: { releaseId, withdrawnAt: null }, select: listed })
    const release =
      publication &&
      (await tx.release.findUnique({
        where: { id: releaseId },
        include: {
          files: { select: { name: true, format: true, locale: true, sha256: true, bytes: true }, orderBy: { name: 'asc' } },
        },
      }))
    const table = release && (await loadTable(tx, release.runId))
    if (!publication || !table) return null
    const { id, runId, releasedAt, contentHash, files } = release
    return { releaseId: id, runId, releasedAt, contentHash, files, table, published: readPublished(publication) }
  })
}

/** One file of a public table, re-hashed on the way. Nobody is remembered for fetching it. */
export async function readPublishedFile(
  releaseId: string,
  format: string,
  locale: string,
): Promise<{ readonly name: string; readonly mime: string; readonly bytes: Uint8Array } | 'not-found' | 'damaged'> {
  const file = await inTransaction({ kind: 'purpose', purpose: 'library' }, (tx) =>
    tx.deliveryFile.findFirst({ where: { releaseId, format, locale } }),
  )
  if (!file) return 'not-found'
  const bytes = await readKeptFile(file.storageKey, file.sha256)
  return bytes ? { name: file.name, mime: file.mime, bytes } : 'damaged'
}

export interface PublicationState {
  readonly releaseId: string
  readonly visibleFrom: Date
  readonly organisationName: string | null
}

/** The publication in force of an order's delivery, for those who may see the order; null when it is private. */
export async function loadPublication(actor: Actor, orderId: string): Promise<PublicationState | null> {
  return inTransaction(dbContextOf(actor), (tx) =>
    tx.publication.findFirst({
      where: { orderId, withdrawnAt: null, release: { recalledAt: null } },
      select: { releaseId: true, visibleFrom: true, organisationName: true },
    }),
  )
}
