import { type Catalogue, catalogueSchema } from '#lib/catalogue/catalogue.ts'
import { type Marginals, marginalsSchema } from '#lib/catalogue/marginals.ts'
import type { Tx } from '#lib/platform/db.ts'
import { gunzipJson } from '#lib/platform/gzip-json.ts'

interface Stamp {
  readonly stamp: string
}

let kept: { readonly stamp: string; readonly catalogue: Catalogue } | undefined

/**
 * The catalogue as stored. Checked against its schema once per change and kept in the process: the stamp over all rows
 * tells when it must be read again. Throws when a stored document no longer fits.
 */
export async function loadCatalogue(tx: Tx): Promise<Catalogue> {
  const [row] = await tx.$queryRaw<Stamp[]>`
    select concat_ws('/', (select concat(count(*), max("updatedAt")) from registers), (select concat(count(*), max("updatedAt")) from classifications),
                     (select concat(count(*), max("createdAt")) from snapshots)) as stamp`
  const stamp = row?.stamp ?? ''
  if (kept?.stamp === stamp) return kept.catalogue
  const registers = await tx.registerDocument.findMany({ orderBy: { id: 'asc' } })
  const classifications = await tx.classificationDocument.findMany({ orderBy: { id: 'asc' } })
  const snapshots = await tx.snapshotDocument.findMany({ orderBy: [{ cutOn: 'asc' }, { createdAt: 'asc' }] })
  const catalogue = catalogueSchema.parse({
    registers: registers.map((each) => each.body),
    classifications: classifications.map((each) => each.body),
    snapshots: snapshots.map((each) => each.body),
  })
  kept = { stamp, catalogue }
  return catalogue
}

const marginalsKept = new Map<string, Marginals>()

/**
 * The safe marginals of a snapshot in their newest recipe, or null while there are none. Read as staff or on the errand of
 * forecasting; anybody else gets null. They never change, so a process reads each set once.
 */
export async function loadMarginals(tx: Tx, snapshotId: string): Promise<Marginals | null> {
  const newest = await tx.safeMarginals.findFirst({
    where: { snapshotId },
    orderBy: { recipe: 'desc' },
    select: { recipe: true, contentHash: true },
  })
  if (!newest) return null
  const known = marginalsKept.get(newest.contentHash)
  if (known) return known
  const row = await tx.safeMarginals.findUniqueOrThrow({
    where: { snapshotId_recipe: { snapshotId, recipe: newest.recipe } },
    select: { body: true },
  })
  const marginals = marginalsSchema.parse(gunzipJson(row.body))
  marginalsKept.set(newest.contentHash, marginals)
  return marginals
}
