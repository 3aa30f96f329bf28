import { redirect } from 'next/navigation'
import { parseId } from '#lib/kernel/ids.ts'
import { requireActor } from '#lib/web/session.ts'

/** The address in mails and notices: leads each reader to her own page of the order. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params
  if (!parseId(id)) return new Response(null, { status: 404 })
  const actor = await requireActor(`/ordrer/${id}`)
  return redirect(actor.roles.includes('analyst') ? `/sager/${id}` : `/bestillinger/${id}`)
}
