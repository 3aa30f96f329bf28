/** What every request must pass and every answer must carry. Pure: the proxy feeds it and carries out what it says. */

/** Methods that anything in the service answers to. */
export const ALLOWED_METHODS = ['GET', 'HEAD', 'POST'] as const

/** Headers that only the framework itself may set: taken from outside they could steer its routing or skip its checks. */
const INTERNAL_HEADER =
  /^(x-middleware-|x-nextjs-|x-invoke-|next-resume$|x-matched-path$|x-now-route-matches$|x-forwarded-host$|x-nonce$)/

export type GateAnswer = { readonly kind: 'pass' } | { readonly kind: 'method-refused' } | { readonly kind: 'origin-refused' }

export interface GateRequest {
  readonly method: string
  /** The `Origin` header, or null. */
  readonly origin: string | null
  /** The path asked for. */
  readonly path: string
}

/** Who asks, judged before anything else: a changing request must come from the service's own pages. Missing, `null` or foreign is refused. */
export function judgeRequest(request: GateRequest, ownOrigin: string): GateAnswer {
  const method = ALLOWED_METHODS.find((allowed) => allowed === request.method)
  if (!method) return { kind: 'method-refused' }
  // Programs send no origin. Nothing under this path reads a cookie, so a foreign page can't act with anybody's.
  if (request.path.startsWith('/api/v1/')) return { kind: 'pass' }
  if (method === 'POST' && request.origin !== ownOrigin) return { kind: 'origin-refused' }
  return { kind: 'pass' }
}

/** In development the browser tells by these which page its errors and traces belong to; without them no form or link ends. */
const DEVELOPMENT_HEADERS = new Set(['x-nextjs-request-id', 'x-nextjs-html-request-id'])

/** The names of the headers to take away from a request before it goes on. */
export function internalHeaders(names: Iterable<string>, isDevelopment: boolean): string[] {
  return [...names].filter((name) => {
    const lower = name.toLowerCase()
    return INTERNAL_HEADER.test(lower) && !(isDevelopment && DEVELOPMENT_HEADERS.has(lower))
  })
}

export interface PolicyInput {
  /** Fresh for each request; base64. */
  readonly nonce: string
  readonly ownOrigin: string
  /** Origin of the sign-in broker that the sign-in form is sent on to; null when there is none. */
  readonly brokerOrigin: string | null
  /** Development compiles in the browser and needs `eval`. */
  readonly isDevelopment: boolean
}

/**
 * The content security policy: only scripts of this answer run, nothing is framed, loaded or sent elsewhere.
 * Attributes may carry styles, since charts place their parts with them; style elements may not.
 */
export function contentSecurityPolicy({ nonce, ownOrigin, brokerOrigin, isDevelopment }: PolicyInput): string {
  const rules = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    isDevelopment ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    `form-action 'self'${brokerOrigin ? ` ${brokerOrigin}` : ''}`,
  ]
  return [...rules, ...(ownOrigin.startsWith('https:') ? ['upgrade-insecure-requests'] : [])].join('; ')
}

/** The headers of every answer, refusals included. */
export function securityHeaders(input: PolicyInput): Readonly<Record<string, string>> {
  return {
    'content-security-policy': contentSecurityPolicy(input),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(input.ownOrigin.startsWith('https:') ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
  }
}
