import { type NextRequest, NextResponse } from 'next/server'
import { env } from '#lib/platform/env.ts'
import {
  ALLOWED_METHODS,
  contentSecurityPolicy,
  internalHeaders,
  judgeRequest,
  type PolicyInput,
  securityHeaders,
} from '#lib/web/request-gate.ts'

/**
 * The one gate every request passes, whatever its path. It judges method and origin, takes the framework's own headers away
 * and gives each answer its policy; who may see or do what is decided where the data is read.
 */
export function proxy(request: NextRequest): NextResponse {
  const policy = policyInput()
  const answer = judgeRequest(
    { method: request.method, origin: request.headers.get('origin'), path: request.nextUrl.pathname },
    policy.ownOrigin,
  )
  if (answer.kind === 'method-refused') return refusal(405, policy, { allow: ALLOWED_METHODS.join(', ') })
  if (answer.kind === 'origin-refused') return refusal(403, policy, {})
  const headers = new Headers(request.headers)
  for (const name of internalHeaders(request.headers.keys(), policy.isDevelopment)) headers.delete(name)
  // Next reads the nonce for its own scripts out of this request header.
  headers.set('content-security-policy', contentSecurityPolicy(policy))
  return withHeaders(NextResponse.next({ request: { headers } }), securityHeaders(policy))
}

function policyInput(): PolicyInput {
  const { NEXTAUTH_URL, OIDC_ISSUER } = env()
  return {
    nonce: Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64'),
    ownOrigin: new URL(NEXTAUTH_URL).origin,
    brokerOrigin: OIDC_ISSUER ? new URL(OIDC_ISSUER).origin : null,
    isDevelopment: process.env.NODE_ENV === 'development',
  }
}

function refusal(status: number, policy: PolicyInput, headers: Record<string, string>): NextResponse {
  return withHeaders(new NextResponse(null, { status }), { ...securityHeaders(policy), ...headers })
}

function withHeaders(response: NextResponse, headers: Readonly<Record<string, string>>): NextResponse {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  return response
}
