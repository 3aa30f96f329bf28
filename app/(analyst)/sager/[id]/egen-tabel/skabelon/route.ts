import { hasRole } from '#lib/identity/actor.ts'
import { parseId } from '#lib/kernel/ids.ts'
import { orderDetail } from '#lib/orders/queries.ts'
import { judgeOrder } from '#lib/web/judge-order.ts'
import { currentActor } from '#lib/web/session.ts'
import { ownTableAxes, templateCsv } from '#lib/web/upload-table.ts'

/** The ordered table, empty, with the codes it must have. Analysts only; nothing of the register is in it. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const actor = await currentActor()
  const { id } = await params
  const detail = actor && hasRole(actor, 'analyst') && parseId(id) ? await orderDetail(actor, id) : null
  if (!actor || !detail || detail.row.status === 'draft') return new Response(null, { status: 404 })
  const axes = ownTableAxes(detail.specification, (await judgeOrder(actor, detail)).catalogue)
  const csv = axes && templateCsv(axes)
  if (!csv) return new Response(null, { status: 404 })
  return new Response(csv, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${detail.row.number}-tom.csv"`,
      'cache-control': 'no-store',
    },
  })
}
