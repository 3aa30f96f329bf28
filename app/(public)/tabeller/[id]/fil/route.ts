import { parseId } from '#lib/kernel/ids.ts'
import { readPublishedFile } from '#lib/release/library/queries.ts'

export const dynamic = 'force-dynamic'

/** One file of a public table: `?format=xlsx&sprog=da`. Unknown, private and recalled tables answer alike. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params
  const query = new URL(request.url).searchParams
  const format = query.get('format') ?? ''
  const locale = query.get('sprog') ?? ''
  if (!parseId(id) || !/^[a-z-]{1,20}$/.test(format) || !/^(da|en)$/.test(locale)) return new Response(null, { status: 404 })
  const file = await readPublishedFile(id, format, locale)
  if (file === 'not-found' || file === 'damaged') return new Response(null, { status: file === 'damaged' ? 500 : 404 })
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      'content-type': file.mime,
      'content-disposition': `attachment; filename="${file.name}"`,
      'content-length': String(file.bytes.length),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}
