'use client'

import type { ReactNode } from 'react'
import { useField } from './form-context.tsx'
import { describedBy, FormField, fieldId } from './form-field.tsx'
import { useAnsweredText } from './use-answered-text.ts'

/** Several lines of text. Keeps what was typed when the form comes back. */
export function TextArea({
  name,
  label,
  hint,
  defaultValue = '',
  rows = 4,
  maxLength = 4000,
}: {
  name: string
  label: ReactNode
  hint?: ReactNode
  defaultValue?: string
  rows?: number
  maxLength?: number
}) {
  const { values, error } = useField(name, defaultValue)
  const answered = values[0] ?? ''
  const field = useAnsweredText<HTMLTextAreaElement>(answered)
  return (
    <FormField name={name} label={label} hint={hint} error={error}>
      <textarea
        ref={field}
        id={fieldId(name)}
        name={name}
        rows={rows}
        maxLength={maxLength}
        className="form-input st-text-area"
        defaultValue={answered}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(name, hint !== undefined, error !== null)}
      />
    </FormField>
  )
}
