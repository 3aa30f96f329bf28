import { dbContextOf, hasRole } from '#lib/identity/actor.ts'
import { parseId } from '#lib/kernel/ids.ts'
import { loadOrderFacts } from '#lib/orders/store.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { loadTable } from '#lib/release/queries.ts'
import { currentActor } from '#lib/web/session.ts'

/** The certificate of the table in force, as a file. Analysts only. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const actor = await currentActor()
  const { id } = await params
  if (!actor || !hasRole(actor, 'analyst') || !parseId(id)) return new Response(null, { status: 404 })
  const found = await inTransaction(dbContextOf(actor), async (tx) => {
    const order = await loadOrderFacts(tx, id)
    const kept = order?.table ? await loadTable(tx, order.table.runId) : null
    return order && kept ? { number: order.number, certificate: kept.certificate } : null
  })
  if (!found) return new Response(null, { status: 404 })
  return new Response(`${JSON.stringify(found.certificate, null, 2)}\n`, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${found.number}-certifikat.json"`,
      'cache-control': 'no-store',
    },
  })
}
