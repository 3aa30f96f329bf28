import { stringify } from 'csv-stringify/sync'
import { loadReport } from '#lib/orders/figures/queries.ts'
import { REPORT_TABLES, reportTable } from '#lib/web/report-tables.ts'
import { currentActor } from '#lib/web/session.ts'

export const dynamic = 'force-dynamic'

/** One table of the report: `?tabel=tider`. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor()
  const asked = new URL(request.url).searchParams.get('tabel')
  const table = REPORT_TABLES.find((each) => each === asked)
  const report = actor && table ? await loadReport(actor) : null
  if (!report || !table) return new Response(null, { status: 404 })
  return new Response(stringify(reportTable(report, table), { bom: true, escape_formulas: true }), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${table}.csv"`,
      'cache-control': 'no-store',
    },
  })
}
