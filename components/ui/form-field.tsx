'use client'

import type { ReactNode } from 'react'
import type { FieldError } from '#lib/web/form-state.ts'
import { useErrorText } from './use-error-text.ts'

/** The address of a field within its page: the error summary links to it. */
export function fieldId(name: string): string {
  return `field-${name}`
}

/** The ids that describe a field, hint and mistake, for `aria-describedby`. */
export function describedBy(name: string, hasHint: boolean, hasError: boolean): string | undefined {
  const ids = [hasHint ? `${fieldId(name)}-hint` : '', hasError ? `${fieldId(name)}-error` : ''].filter((id) => id !== '')
  return ids.length > 0 ? ids.join(' ') : undefined
}

/** Label, hint, mistake and the control, in the order they are read. */
export function FormField({
  name,
  label,
  hint,
  error,
  children,
}: {
  name: string
  label: ReactNode
  hint?: ReactNode
  error: FieldError | null
  children: ReactNode
}) {
  return (
    <div className={`form-group ${error ? 'form-error' : ''}`}>
      <label className="form-label" htmlFor={fieldId(name)}>
        {label}
      </label>
      <HintAndError name={name} hint={hint} error={error} />
      {children}
    </div>
  )
}

export function HintAndError({ name, hint, error }: { name: string; hint?: ReactNode; error: FieldError | null }) {
  const errorText = useErrorText()
  return (
    <>
      {hint ? (
        <span className="form-hint" id={`${fieldId(name)}-hint`}>
          {hint}
        </span>
      ) : null}
      {error ? (
        <span className="form-error-message" id={`${fieldId(name)}-error`}>
          {errorText(error)}
        </span>
      ) : null}
    </>
  )
}
