import { hasRole } from '#lib/identity/actor.ts'
import { parseId } from '#lib/kernel/ids.ts'
import { runStanding } from '#lib/orders/queries.ts'
import { currentActor } from '#lib/web/session.ts'

/** Where a run stands, for the page that waits for it. Analysts only; outsiders cannot tell a refused run from none. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const actor = await currentActor()
  const { id } = await params
  const runId = new URL(request.url).searchParams.get('run') ?? ''
  const isAsked = actor !== null && hasRole(actor, 'analyst') && parseId(id) && parseId(runId)
  const standing = isAsked ? await runStanding(actor, { orderId: id, runId }) : null
  const headers = { 'cache-control': 'no-store' }
  return standing ? Response.json(standing, { headers }) : new Response(null, { status: 404, headers })
}
