import { inTransaction } from '#lib/platform/db.ts'

/** 200 when this process can reach its database as the web role, 503 otherwise. Says nothing more to anybody. */
export async function healthAnswer(): Promise<Response> {
  const headers = { 'cache-control': 'no-store' }
  try {
    await inTransaction({ kind: 'purpose', purpose: 'public' }, (tx) => tx.$queryRaw`select 1`)
    return Response.json({ status: 'ok' }, { headers })
  } catch {
    return Response.json({ status: 'unavailable' }, { status: 503, headers })
  }
}
