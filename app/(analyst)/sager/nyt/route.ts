import { parseQueue, QUEUE_PAGE_ROWS, questionOf } from '#components/workbench/queue-choices.ts'
import { hasRole } from '#lib/identity/actor.ts'
import { listQueue } from '#lib/orders/queue/queries.ts'
import { dayOf } from '#lib/sla/day.ts'
import { currentActor } from '#lib/web/session.ts'

/** The page of the queue as it would be now: which cases, and at which version. Asked now and then by a page that is open. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor()
  const headers = { 'cache-control': 'no-store' }
  if (!actor || !hasRole(actor, 'analyst')) return new Response(null, { status: 404, headers })
  const choices = parseQueue(Object.fromEntries(new URL(request.url).searchParams))
  const question = questionOf(choices, actor.personId, dayOf(new Date().toISOString()))
  const { rows } = await listQueue(actor, question, QUEUE_PAGE_ROWS)
  return Response.json({ cases: rows.map(({ id, version }) => ({ id, version })) }, { headers })
}
