import { keepComposition } from '#lib/orders/kept/commands.ts'
import { keepSchema } from '#lib/orders/kept/kept-composition.ts'
import { currentActor } from '#lib/web/session.ts'

export const dynamic = 'force-dynamic'

const MOST_BYTES = 256_000
const STATUS = { conflict: 409, 'too-many-kept': 422, 'contains-cpr-number': 422 } as const
const HEADERS = { 'cache-control': 'no-store' }

/** Keeps the table a person is composing. Only pages of the service itself get here: the gate compares the origin. */
export async function POST(request: Request): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return Response.json({ kind: 'signed-out' }, { status: 401, headers: HEADERS })
  if (Number(request.headers.get('content-length') ?? 0) > MOST_BYTES) return Response.json({ kind: 'invalid' }, { status: 413 })
  const parsed = keepSchema.safeParse(await request.json().catch(() => null))
  if (!parsed.success) return Response.json({ kind: 'invalid' }, { status: 400, headers: HEADERS })
  const kept = await keepComposition(actor, parsed.data)
  return kept.ok
    ? Response.json(kept.value, { headers: HEADERS })
    : Response.json({ kind: kept.kind }, { status: STATUS[kept.kind], headers: HEADERS })
}
