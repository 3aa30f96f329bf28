import type { z } from 'zod'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { Actor } from '#lib/identity/actor.ts'
import type { TokenScope } from '#lib/identity/tokens/scope.ts'

/** What a handler is given: the path's words, the query, the body as its schema read it, and who asks (null where nobody need). */
export interface ApiRequest<Body = unknown> {
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Body
  readonly idempotencyKey: string
  readonly locale: Locale
}

export type ApiAnswer =
  | { readonly kind: 'answer'; readonly status: 200 | 201; readonly body: unknown }
  | { readonly kind: 'file'; readonly name: string; readonly mime: string; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly refusal: { readonly kind: string } }

/** One operation of the interface: what it is, who may use it, what it takes and gives. Described and dispatched from here alone. */
export interface Operation {
  readonly id: string
  readonly method: 'GET' | 'POST'
  /** Below `/api/v1`; words in braces are parameters. */
  readonly path: string
  readonly summary: string
  /** `open`: no token. `any`: a token of any scope. */
  readonly access: TokenScope | 'any' | 'open'
  readonly query?: Readonly<Record<string, string>>
  readonly body?: z.ZodType
  readonly needsIdempotencyKey?: boolean
  /** Null for files. */
  readonly answer: z.ZodType | null
  readonly run: (request: ApiRequest<never>, actor: Actor) => Promise<ApiAnswer>
}

export function answer(body: unknown, status: 200 | 201 = 200): ApiAnswer {
  return { kind: 'answer', status, body }
}

export function refused(refusal: { readonly kind: string }): ApiAnswer {
  return { kind: 'refused', refusal }
}

export const notFound: ApiAnswer = refused({ kind: 'not-found' })
