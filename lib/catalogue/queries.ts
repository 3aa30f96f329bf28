import { type Catalogue, catalogueSchema } from '#lib/catalogue/catalogue.ts'
import type { Tx } from '#lib/platform/db.ts'

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
  const snapshots = await tx.snapshotDocument.findMany({ orderBy: { cutOn: 'asc' } })
  const catalogue = catalogueSchema.parse({
    registers: registers.map((each) => each.body),
    classifications: classifications.map((each) => each.body),
    snapshots: snapshots.map((each) => each.body),
  })
  kept = { stamp, catalogue }
  return catalogue
}
