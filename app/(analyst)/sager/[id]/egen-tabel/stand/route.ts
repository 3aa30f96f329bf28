import { hasRole } from '#lib/identity/actor.ts'
import { parseId } from '#lib/kernel/ids.ts'
import { uploadStanding } from '#lib/production/uploads/queries.ts'
import { currentActor } from '#lib/web/session.ts'

/** Whether the newest file is read, for the page that waits for it. Those who work on the order only. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params
  const actor = await currentActor()
  const standing = actor && hasRole(actor, 'analyst') && parseId(id) ? await uploadStanding(actor, id) : null
  const headers = { 'cache-control': 'no-store' }
  return standing ? Response.json(standing, { headers }) : new Response(null, { status: 404, headers })
}
