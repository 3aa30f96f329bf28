import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { loadSpecification } from '#lib/orders/store.ts'
import type { Tx } from '#lib/platform/db.ts'
import { gunzipJson } from '#lib/platform/gzip-json.ts'
import type { EarlierRelease } from '#lib/production/earlier-release.ts'
import { tableBodySchema } from '#lib/production/table-body.ts'
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
    })
  }
  return ok(earlier)
}
