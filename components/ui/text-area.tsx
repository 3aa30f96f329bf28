'use client'

import type { ReactNode } from 'react'
import { useField } from './form-context.tsx'
import { describedBy, FormField, fieldId } from './form-field.tsx'

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
  return (
    <FormField name={name} label={label} hint={hint} error={error}>
      <textarea
        key={values[0] ?? ''}
        id={fieldId(name)}
        name={name}
        rows={rows}
        maxLength={maxLength}
        className="form-input st-text-area"
        defaultValue={values[0] ?? ''}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(name, hint !== undefined, error !== null)}
      />
    </FormField>
  )
}
