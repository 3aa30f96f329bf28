import { parseId } from '#lib/kernel/ids.ts'
import { downloadFile } from '#lib/release/commands.ts'
import { currentActor } from '#lib/web/session.ts'

export const dynamic = 'force-dynamic'

/** One file of a delivery: `?format=xlsx&sprog=da`. Unknown orders and foreign ones answer alike. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params
  const actor = await currentActor()
  const query = new URL(request.url).searchParams
  const format = query.get('format') ?? ''
  const locale = query.get('sprog') ?? ''
  if (!actor || !parseId(id) || !/^[a-z-]{1,20}$/.test(format) || !/^(da|en)$/.test(locale))
    return new Response(null, { status: 404 })
  const file = await downloadFile(actor, { orderId: id, format, locale })
  if (!file.ok) return new Response(null, { status: file.kind === 'damaged' ? 500 : 404 })
  const { name, mime, bytes } = file.value
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': mime,
      'content-disposition': `attachment; filename="${name}"`,
      'content-length': String(bytes.length),
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}
