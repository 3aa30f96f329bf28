/** One mistake in a form: the field, a key of the messages, and the facts the message names. */
export interface FieldError {
  /** Name of the field; empty for the form as a whole. */
  readonly field: string
  readonly key: string
  readonly facts?: Readonly<Record<string, string | number>>
}

/** What a server action answers a form: everything typed, what is wrong, and whether it went well. */
export interface FormState {
  readonly values: Readonly<Record<string, string | readonly string[]>>
  readonly errors: readonly FieldError[]
  /** Key of a message that confirms; present only when the action succeeded without leaving the page. */
  readonly notice?: string
}

/** A server action as forms call it: what was answered last and what is sent now, to the next answer. */
export type FormAction = (state: FormState, form: FormData) => Promise<FormState>

export const EMPTY_FORM: FormState = { values: {}, errors: [] }

/** The text of each field as typed; a field sent several times is a list. Files and framework fields are left out. */
export function typedValues(form: FormData): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {}
  for (const name of new Set(form.keys())) {
    if (name.startsWith('$ACTION')) continue
    const all = form.getAll(name).filter((value): value is string => typeof value === 'string')
    values[name] = all.length > 1 ? all : (all[0] ?? '')
  }
  return values
}
