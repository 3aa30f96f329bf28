import { createTranslator } from 'next-intl'
import type { Locale } from '#lib/catalogue/local-text.ts'
import { errorFacts } from '#lib/web/error-facts.ts'
import { refusalFacts } from '#lib/web/refusal-facts.ts'
import daLabels from '../../../messages/da/labels.json' with { type: 'json' }
import enLabels from '../../../messages/en/labels.json' with { type: 'json' }

/** HTTP status of a refusal by its kind; 422 for what is understood and can't be done as asked. */
const STATUS: Readonly<Record<string, number>> = {
  'not-json': 400,
  invalid: 400,
  'idempotency-key-missing': 400,
  'token-invalid': 401,
  'not-allowed': 403,
  'scope-missing': 403,
  'no-organisation': 403,
  'not-found': 404,
  'method-refused': 405,
  conflict: 409,
  'wrong-status': 409,
  'need-unmet': 409,
  'idempotency-key-reused': 409,
  'body-too-large': 413,
  'too-many-requests': 429,
  damaged: 500,
  crashed: 500,
}

export interface FieldProblem {
  readonly at: string
  readonly message: string
}

/** A refusal as a problem document (RFC 9457), with the same words as on the pages. */
export function problem(
  refusal: { readonly kind: string },
  locale: Locale,
  errors: readonly FieldProblem[] = [],
  headers: Readonly<Record<string, string>> = {},
): Response {
  const { kind } = refusal
  const status = STATUS[kind] ?? 422
  const body = {
    type: `/api-adgang#${kind}`,
    title: titleOf(refusal, locale),
    status,
    kind,
    ...(errors.length > 0 && { errors }),
  }
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', 'content-language': locale, 'cache-control': 'no-store', ...headers },
  })
}

function titleOf(refusal: { readonly kind: string }, locale: Locale): string {
  const labels = locale === 'da' ? daLabels : enLabels
  const words: Readonly<Record<string, string>> = labels.errors
  const message = words[refusal.kind]
  if (message === undefined) return refusal.kind
  const translate = createTranslator({ locale, messages: { title: message } })
  return translate('title', errorFacts(refusalFacts({ ok: false, ...refusal })))
}
