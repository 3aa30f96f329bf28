import { invoiceDocument } from '#lib/invoicing/queries.ts'
import { parseId } from '#lib/kernel/ids.ts'
import { currentActor } from '#lib/web/session.ts'

/** An invoice's document as a file for whoever may see the invoice; nothing for everybody else. */
export async function answerInvoiceDocument(invoiceId: string): Promise<Response> {
  const actor = await currentActor()
  const document = actor && parseId(invoiceId) ? await invoiceDocument(actor, invoiceId) : null
  if (!document) return new Response(null, { status: 404 })
  return new Response(document.xml, {
    headers: {
      'content-type': 'application/xml; charset=utf-8',
      'content-disposition': `attachment; filename="${document.number}.xml"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}
