import { redirect } from 'next/navigation'
import type { z } from 'zod'
import { containsCprNumber } from '#lib/catalogue/cpr-number.ts'
import type { Actor } from '#lib/identity/actor.ts'
import type { Ok, Refusal } from '#lib/kernel/result.ts'
import { log } from '#lib/platform/log.ts'
import { type FieldError, type FormAction, type FormState, typedValues } from '#lib/web/form-state.ts'
import { refusalFacts } from '#lib/web/refusal-facts.ts'
import { currentActor } from '#lib/web/session.ts'

/** Fields never kept in the answer to a refused form. */
const SECRET_FIELDS = new Set(['password'])

/**
 * A server action in one line: who asks (read afresh), what was typed (strict schema, no CPR number anywhere), one command,
 * then the page that `next` names. A refusal comes back with everything typed; nothing is lost.
 */
export function action<T, V>(
  schema: z.ZodType<T>,
  command: (actor: Actor, input: T) => Promise<Ok<V> | Refusal>,
  next: (value: V, input: T) => string,
): FormAction {
  return async (_state, form) => {
    const values = typedValues(form)
    const actor = await currentActor()
    if (!actor) return refused(values, [{ field: '', key: 'signed-out' }])
    const cpr = Object.entries(values).find(([, value]) => [value].flat().some(containsCprNumber))
    if (cpr) return refused({ ...values, [cpr[0]]: '' }, [{ field: cpr[0], key: 'contains-cpr-number' }])
    const parsed = schema.safeParse(values)
    if (!parsed.success) return refused(values, fieldErrors(parsed.error))
    const result = await command(actor, parsed.data)
    if (!result.ok) {
      log().info({ person: actor.personId, refused: result.kind }, 'command refused')
      return refused(values, [{ field: '', key: result.kind, facts: refusalFacts(result) }])
    }
    return redirect(next(result.value, parsed.data))
  }
}

function refused(values: Record<string, string | string[]>, errors: readonly FieldError[]): FormState {
  return { values: Object.fromEntries(Object.entries(values).filter(([name]) => !SECRET_FIELDS.has(name))), errors }
}

/** One error per field, keyed by what the schema says or by the kind of mistake. */
function fieldErrors(error: z.ZodError): FieldError[] {
  const byField = new Map<string, FieldError>()
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? '')
    const key = /^[a-z][a-z-]+$/.test(issue.message) ? issue.message : issue.code === 'too_small' ? 'empty' : 'invalid'
    if (!byField.has(field)) byField.set(field, { field, key })
  }
  return [...byField.values()]
}
