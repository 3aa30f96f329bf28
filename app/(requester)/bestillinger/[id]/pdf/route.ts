import { getLocale } from 'next-intl/server'
import { orderDocument } from '#components/orders/order-document.ts'
import { loadCatalogue } from '#lib/catalogue/queries.ts'
import { dbContextOf } from '#lib/identity/actor.ts'
import { parseId } from '#lib/kernel/ids.ts'
import { orderDetail } from '#lib/orders/queries.ts'
import { decisionOf } from '#lib/orders/triage/queries.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import { pdfFonts } from '#lib/platform/pdf/pdf-fonts.ts'
import { taggedPdf } from '#lib/platform/pdf/tagged-pdf.ts'
import { parseLocale } from '#lib/web/locale.ts'
import { currentActor } from '#lib/web/session.ts'

export const dynamic = 'force-dynamic'

/** The order as a PDF for those of its organisation. Unknown orders and foreign ones answer alike. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params
  const actor = await currentActor()
  const detail = actor && parseId(id) ? await orderDetail(actor, id) : null
  if (!actor || !detail || !actor.organisations.some((each) => each.id === detail.facts.organisationId))
    return new Response(null, { status: 404 })
  const catalogue = await inTransaction(dbContextOf(actor), loadCatalogue)
  const decision = await decisionOf(actor, id)
  const context = { decision, catalogue, locale: parseLocale(await getLocale()), serviceUrl: env().NEXTAUTH_URL, now: new Date() }
  const bytes = await taggedPdf(await orderDocument(detail, context), await pdfFonts())
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${detail.row.number}.pdf"`,
      'content-length': String(bytes.length),
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}
