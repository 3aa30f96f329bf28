import { answerCodes } from '#lib/web/code-page.ts'
import { publicCatalogue } from '#lib/web/public-catalogue.ts'

export const dynamic = 'force-dynamic'

/** Codes of a variable for the tree in the composer, level by level. As public as the catalogue they stand in. */
export async function GET(request: Request): Promise<Response> {
  const asked = Object.fromEntries(new URL(request.url).searchParams)
  const page = answerCodes(await publicCatalogue(), asked)
  if (!page) return Response.json({ kind: 'not-found' }, { status: 404, headers: { 'cache-control': 'no-store' } })
  return Response.json(page, { headers: { 'cache-control': 'private, max-age=300' } })
}
