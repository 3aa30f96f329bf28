'use client'

import { createContext, useContext } from 'react'
import { EMPTY_FORM, type FieldError, type FormState } from '#lib/web/form-state.ts'

/** What the last answer of the form said, for the fields inside it. */
export const FormContext = createContext<{ readonly state: FormState; readonly isPending: boolean }>({
  state: EMPTY_FORM,
  isPending: false,
})

/** What was typed in a field last time (or its first value), and what was wrong with it. */
export function useField(
  name: string,
  initial: string | readonly string[] = '',
): { values: readonly string[]; error: FieldError | null } {
  const { state } = useContext(FormContext)
  const isAnswered = Object.keys(state.values).length > 0
  const typed = state.values[name]
  // A box that was left unticked is not sent: after an answer, absent means empty.
  const values = typed !== undefined ? [typed].flat() : isAnswered ? [] : [initial].flat().filter((value) => value !== '')
  return { values, error: state.errors.find((error) => error.field === name) ?? null }
}
