import { stringify } from 'csv-stringify/sync'
import { inquireLog } from '#lib/orders/commands/log.ts'
import { logQuestion, readLogAddress } from '#lib/web/log-question.ts'
import { currentActor } from '#lib/web/session.ts'

export const dynamic = 'force-dynamic'

const MOST_LINES = 20_000

/** The answer to a log inquiry as a file, at most 20,000 lines; the question is remembered like one on the page. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor()
  const address = readLogAddress(Object.fromEntries(new URL(request.url).searchParams))
  const answer = actor && (await inquireLog(actor, logQuestion(address, MOST_LINES)))
  if (!answer?.ok) return new Response(null, { status: 404 })
  const lines = answer.value.lines.map((line) => [
    line.seq,
    line.at.toISOString(),
    line.actorKind,
    line.actorName ?? '',
    line.type,
    line.orderNumber ?? '',
    JSON.stringify(line.facts),
  ])
  const head = ['seq', 'at', 'actor_kind', 'actor', 'event', 'order', 'facts']
  return new Response(stringify([head, ...lines], { bom: true, escape_formulas: true }), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="log.csv"',
      'cache-control': 'no-store',
    },
  })
}
