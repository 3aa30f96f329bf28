import type { Refusal } from '#lib/kernel/result.ts'

/** The plain facts of a refusal, for its words. */
export function refusalFacts(refusal: Refusal): Record<string, string | number> {
  const facts: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(refusal)) {
    if (name === 'ok' || name === 'kind') continue
    if (typeof value === 'string' || typeof value === 'number') facts[name] = value
    else if (Array.isArray(value)) facts[name] = value.join(', ')
  }
  return facts
}
