import { stringify } from 'csv-stringify/sync'
import { hasRole } from '#lib/identity/actor.ts'
import { INVOICE_STATES } from '#lib/invoicing/invoice.ts'
import { listInvoices } from '#lib/invoicing/queries.ts'
import { invoiceCsvRows } from '#lib/web/invoice-csv.ts'
import { currentActor } from '#lib/web/session.ts'

export const dynamic = 'force-dynamic'

const MOST_ROWS = 50_000

/** The list of invoices as a file for bookkeeping, with the page's own filters. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor()
  if (!actor || !hasRole(actor, 'administrator')) return new Response(null, { status: 404 })
  const asked = new URL(request.url).searchParams
  const state = INVOICE_STATES.find((each) => each === asked.get('status'))
  const search = asked.get('q')?.slice(0, 80) ?? ''
  const rows = await listInvoices(actor, { scope: 'house', search, take: MOST_ROWS, ...(state ? { state } : {}) })
  return new Response(stringify(invoiceCsvRows(rows), { bom: true, escape_formulas: false }), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="fakturaer.csv"',
      'cache-control': 'no-store',
    },
  })
}
