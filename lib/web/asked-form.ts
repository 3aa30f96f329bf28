import type { z } from 'zod'
import { EMPTY_FORM, type FormState } from '#lib/web/form-state.ts'

/** The fields of an address, each a text or a list of texts. */
export type AskedFields = Readonly<Record<string, string | string[] | undefined>>

/**
 * A form that was sent by address: what it says when its schema reads it, and the state its fields show. An address without the
 * form's mark `vis` was not sent yet.
 */
export function readAsked<T>(asked: AskedFields, schema: z.ZodType<T>): { readonly value: T | null; readonly state: FormState } {
  if (asked.vis === undefined) return { value: null, state: EMPTY_FORM }
  const values = Object.fromEntries(
    Object.entries(asked).flatMap(([name, value]) => (value === undefined || name === 'vis' ? [] : [[name, value] as const])),
  )
  const parsed = schema.safeParse(values)
  if (parsed.success) return { value: parsed.data, state: { values, errors: [] } }
  const errors = parsed.error.issues.map(({ path, message }) => ({
    field: String(path[0] ?? ''),
    key: /^[a-z][a-z-]+$/.test(message) ? message : 'invalid',
  }))
  const first = errors.filter(({ field }, at) => errors.findIndex((other) => other.field === field) === at)
  return { value: null, state: { values, errors: first } }
}

/** The same fields as hidden ones of the form that carries the change out. Lists become one field each; the forms read them joined. */
export function hiddenOf(state: FormState): Record<string, string> {
  return Object.fromEntries(
    Object.entries(state.values).map(([name, value]) => [name, typeof value === 'string' ? value : value.join(' ')]),
  )
}
