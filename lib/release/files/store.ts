import { type Actor, dbContextOf } from '#lib/identity/actor.ts'
import { decide } from '#lib/orders/decide.ts'
import { loadOrderFacts, loadSpecification } from '#lib/orders/store.ts'
import { loadTerms } from '#lib/orders/terms/queries.ts'
import { inTransaction, type Tx } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import { pdfFonts } from '#lib/platform/pdf/pdf-fonts.ts'
import { keepFile } from '#lib/platform/storage.ts'
import { type BundleFile, type BundleInput, completeBundle, tableFiles } from '#lib/release/bundle.ts'
import { loadTable } from '#lib/release/queries.ts'
import { dayOf } from '#lib/sla/day.ts'

/** Files of a delivery that is about to be released, made from the table with this hash. */
export interface PreparedFiles {
  readonly input: BundleInput
  readonly files: readonly BundleFile[]
}

/**
 * Makes the files of an order's table before the sign-off begins: a large table takes seconds, and a release holds every other one of its
 * register back. Null where the person may not sign off, or there is no sound table; the sign-off itself then says why.
 */
export async function prepareFiles(
  actor: Actor,
  { orderId }: { readonly orderId: string },
  releaseId: string,
  now: Date,
): Promise<PreparedFiles | null> {
  const input = await inTransaction(dbContextOf(actor), async (tx) => {
    const order = await loadOrderFacts(tx, orderId)
    if (!order?.table || !decide(order, actor, 'sign-off', { now }).ok) return null
    const kept = await loadTable(tx, order.table.runId)
    if (!kept || kept.actualHash !== kept.contentHash) return null
    const { catalogue } = await loadTerms(tx)
    const specification = await loadSpecification(tx, orderId, kept.body.specificationVersion)
    return { body: kept.body, contentHash: kept.contentHash, specification, catalogue }
  })
  if (!input) return null
  const releasedOn = dayOf(now.toISOString())
  const bundle = { ...input, releaseId, releasedOn, serviceUrl: env().NEXTAUTH_URL, fonts: await pdfFonts() }
  return { input: bundle, files: await tableFiles(bundle) }
}

/** Keeps the prepared files, the certificate and the list of them all, in the transaction that releases the table. */
export async function keepFiles(tx: Tx, { input, files }: PreparedFiles, certificate: unknown, now: Date): Promise<void> {
  const { releaseId } = input
  for (const { name, format, locale, mime, bytes } of completeBundle(input, files, certificate)) {
    const storageKey = `deliveries/${releaseId}/${name.toLowerCase()}`
    const hash = await keepFile(storageKey, bytes)
    await tx.deliveryFile.createMany({
      data: { releaseId, name, format, locale, mime, sha256: hash, bytes: bytes.length, storageKey, createdAt: now },
    })
  }
}
