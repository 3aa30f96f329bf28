import { parseId } from '#lib/kernel/ids.ts'
import { addUpload } from '#lib/production/uploads/commands.ts'
import { UPLOAD_LIMITS } from '#lib/production/uploads/upload-limits.ts'
import { seeOther } from '#lib/web/see-other.ts'
import { currentActor } from '#lib/web/session.ts'

/** What a form's other parts and separators may take beside the file. */
const FORM_BYTES = 16 * 1024

/** Receives an analyst's own table. The size is judged before a byte is read; the bytes are kept and never looked into here. */
export async function POST(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params
  const actor = await currentActor()
  if (!parseId(id)) return new Response(null, { status: 404 })
  const page = `/sager/${id}/egen-tabel`
  if (!actor) return seeOther(`/login?next=${encodeURIComponent(page)}`)
  const length = Number(request.headers.get('content-length'))
  if (!(length > 0)) return new Response(null, { status: 411 })
  if (length > UPLOAD_LIMITS.bytes + FORM_BYTES) return seeOther(`${page}?fejl=upload-too-large`)
  const form = await request.formData().catch(() => null)
  const file = form?.get('file')
  if (!(file instanceof File) || file.name === '') return seeOther(`${page}?fejl=upload-missing`)
  const bytes = new Uint8Array(await file.arrayBuffer())
  const kept = await addUpload(actor, { orderId: id, fileName: file.name, bytes })
  return seeOther(kept.ok ? `${page}?besked=upload-received` : `${page}?fejl=${kept.kind}`)
}
