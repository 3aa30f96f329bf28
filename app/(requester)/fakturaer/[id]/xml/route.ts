import { answerInvoiceDocument } from '#lib/web/answer-invoice-document.ts'

export const dynamic = 'force-dynamic'

/** The document of an invoice. Unknown and foreign ones answer alike. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return answerInvoiceDocument((await params).id)
}
