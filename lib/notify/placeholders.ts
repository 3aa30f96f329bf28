import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'

export type PlaceholderRefusal = Refusal<'stray-brace'> | (Refusal<'unknown-placeholder'> & { readonly placeholder: string })

/** Whether nothing stands in braces but the names allowed, and every brace has its mate. */
export function checkPlaceholders(text: string, allowed: readonly string[]): Result<null, PlaceholderRefusal> {
  const unknown = [...text.matchAll(/\{([^{}]*)\}/g)].find(([, name]) => !allowed.some((each) => each === name))
  if (unknown) return refuse('unknown-placeholder', { placeholder: unknown[0] })
  return /[{}]/.test(text.replace(/\{[^{}]*\}/g, '')) ? refuse('stray-brace') : ok(null)
}

/** A text with its placeholders filled. What is put in is never read as a placeholder again; a name without a fact stays as it is. */
export function fillPlaceholders(text: string, facts: Readonly<Record<string, string>>): string {
  return text.replace(/\{([^{}]*)\}/g, (whole, name: string) => (Object.hasOwn(facts, name) ? (facts[name] ?? whole) : whole))
}
