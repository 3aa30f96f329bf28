import type { Locale } from '#lib/catalogue/local-text.ts'
import type { Actor } from '#lib/identity/actor.ts'
import { bearerOf } from '#lib/identity/tokens/commands.ts'
import type { TokenScope } from '#lib/identity/tokens/scope.ts'
import { log } from '#lib/platform/log.ts'
import { openApiDocument } from '#lib/web/api/open-api.ts'
import type { ApiAnswer, ApiRequest, Operation } from '#lib/web/api/operation.ts'
import { OPERATIONS } from '#lib/web/api/operations.ts'
import { problem } from '#lib/web/api/problem.ts'
import { type RateLimit, takePoint } from '#lib/web/api/rate-limit.ts'

const MOST_BODY_BYTES = 512 * 1024
/** Requests a minute of one token, and of everybody without one together, whichever web process answers. */
const PER_TOKEN: RateLimit = { points: 120, seconds: 60 }
const OPEN: RateLimit = { points: 600, seconds: 60 }

/** Answers a request below `/api/v1`. Cookies are never read here: a token alone says who asks. */
export async function answerApi(request: Request, path: readonly string[]): Promise<Response> {
  const locale: Locale = /^\s*en\b/i.test(request.headers.get('accept-language') ?? '') ? 'en' : 'da'
  if (path.join('/') === 'openapi.json') return Response.json(openApiDocument())
  try {
    return await dispatch(request, path, locale)
  } catch (error) {
    log().error({ reason: error instanceof Error ? error.message : 'unknown' }, 'an interface request failed')
    return problem({ kind: 'crashed' }, locale)
  }
}

async function dispatch(request: Request, path: readonly string[], locale: Locale): Promise<Response> {
  const matching = OPERATIONS.flatMap((operation) => {
    const params = matchPath(operation.path, path)
    return params ? [{ operation, params }] : []
  })
  const found = matching.find(({ operation }) => operation.method === (request.method === 'HEAD' ? 'GET' : request.method))
  if (!found) return problem({ kind: matching.length > 0 ? 'method-refused' : 'not-found' }, locale)
  const { operation, params } = found
  const caller = await callerOf(request, operation)
  if ('kind' in caller) return problem(caller, locale, [], caller.headers)
  const read = await readBody(request, operation)
  if ('kind' in read) return problem(read, locale, read.errors)
  const idempotencyKey = request.headers.get('idempotency-key') ?? ''
  if (operation.needsIdempotencyKey && !/^[\x21-\x7e]{8,200}$/.test(idempotencyKey))
    return problem({ kind: 'idempotency-key-missing' }, locale)
  const query = new URL(request.url).searchParams
  const asked: ApiRequest = { params, query, body: read.body, idempotencyKey, locale }
  return respond(operation, await operation.run(asked as ApiRequest<never>, caller.actor as Actor), locale)
}

function matchPath(pattern: string, path: readonly string[]): Record<string, string> | null {
  const wanted = pattern.slice(1).split('/')
  if (wanted.length !== path.length) return null
  const params: Record<string, string> = {}
  for (const [at, word] of wanted.entries()) {
    const given = path[at] ?? ''
    if (word.startsWith('{')) {
      const name = word.slice(1, -1)
      const isId = name.endsWith('Id')
      if (isId ? !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(given) : !/^[a-z0-9_-]{1,60}$/.test(given)) return null
      params[name] = given
    } else if (word !== given) return null
  }
  return params
}

type Caller = { readonly actor: Actor | null } | { readonly kind: string; readonly headers: Record<string, string> }

/** Who asks and whether she may, judged before anything of the request is read. */
async function callerOf(request: Request, operation: Operation): Promise<Caller> {
  const [, token = null] = /^Bearer ([\x21-\x7e]+)$/.exec(request.headers.get('authorization') ?? '') ?? []
  if (operation.access === 'open') return (await tooMany(OPEN, 'open')) ?? { actor: null }
  const bearer = token === null ? null : await bearerOf(token)
  if (!bearer) return { kind: 'token-invalid', headers: { 'www-authenticate': 'Bearer' } }
  const limited = await tooMany(PER_TOKEN, `token:${bearer.tokenId}`)
  if (limited) return limited
  const needed = operation.access
  if (needed !== 'any' && !bearer.scopes.includes(needed satisfies TokenScope))
    return { kind: 'scope-missing', headers: { 'www-authenticate': `Bearer scope="${needed}"` } }
  return { actor: bearer.actor }
}

async function tooMany(limit: RateLimit, caller: string) {
  const leftMs = await takePoint(`api:${caller}`, limit)
  return leftMs === null ? null : { kind: 'too-many-requests', headers: { 'retry-after': String(Math.ceil(leftMs / 1000)) } }
}

type ReadBody =
  | { readonly body: unknown }
  | { readonly kind: string; readonly errors: { readonly at: string; readonly message: string }[] }

async function readBody(request: Request, { body: schema }: Operation): Promise<ReadBody> {
  if (!schema) return { body: null }
  const text = await readText(request)
  if (text === null) return { kind: 'body-too-large', errors: [] }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { kind: 'not-json', errors: [] }
  }
  const parsed = schema.safeParse(json)
  if (parsed.success) return { body: parsed.data }
  const errors = parsed.error.issues.slice(0, 50).map(({ path, message }) => ({ at: `/${path.map(String).join('/')}`, message }))
  return { kind: 'invalid', errors }
}

/** The body as text; null as soon as it grows beyond the limit, so that nobody fills the memory. */
async function readText(request: Request): Promise<string | null> {
  const reader = request.body?.getReader()
  if (!reader) return ''
  const chunks: Uint8Array[] = []
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return new TextDecoder().decode(Buffer.concat(chunks))
    bytes += value.length
    if (bytes > MOST_BODY_BYTES) {
      await reader.cancel()
      return null
    }
    chunks.push(value)
  }
}

/** What a handler answered, checked against what is described: an answer that strays from its description is a fault of ours. */
function respond(operation: Operation, given: ApiAnswer, locale: Locale): Response {
  if (given.kind === 'refused') return problem(given.refusal, locale)
  if (given.kind === 'file') {
    return new Response(new Uint8Array(given.bytes), {
      headers: {
        'content-type': given.mime,
        'content-disposition': `attachment; filename="${given.name}"`,
        'cache-control': 'no-store',
      },
    })
  }
  const body = operation.answer?.parse(given.body)
  return Response.json(body, { status: given.status, headers: { 'cache-control': 'no-store' } })
}
