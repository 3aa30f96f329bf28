import type { Specification } from '#lib/catalogue/specification.ts'

/** Whether two specifications say the same in every word, whatever the order of their fields. */
export function isSameTable(a: Specification, b: Specification): boolean {
  return canonical(a) === canonical(b)
}

/** A specification as text that does not depend on the order in which its fields were written. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([x], [y]) => (x < y ? -1 : 1)))
      : inner,
  )
}
