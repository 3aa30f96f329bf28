import { parseId } from '#lib/kernel/ids.ts'
import { runProgress } from '#lib/orders/queries.ts'
import { currentActor } from '#lib/web/session.ts'

export const dynamic = 'force-dynamic'

/** How far a run is: status, phase and share, and nothing of its cells. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor()
  const runId = new URL(request.url).searchParams.get('run') ?? ''
  const found = actor && parseId(runId) ? await runProgress(actor, runId) : null
  if (!found) return new Response(null, { status: 404 })
  return Response.json(found, { headers: { 'cache-control': 'no-store' } })
}
