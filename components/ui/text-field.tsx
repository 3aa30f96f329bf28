'use client'

import type { HTMLInputAutoCompleteAttribute, ReactNode } from 'react'
import { useField } from './form-context.tsx'
import { describedBy, FormField, fieldId } from './form-field.tsx'
import { useAnsweredText } from './use-answered-text.ts'

export interface TextFieldProps {
  readonly name: string
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly type?: 'text' | 'email' | 'password' | 'search' | 'tel' | 'date'
  readonly defaultValue?: string | undefined
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'search'
  readonly autoComplete?: HTMLInputAutoCompleteAttribute
  /** Width that tells how much is expected. */
  readonly width?: 'xxs' | 'xs' | 's' | 'm' | 'l' | 'xl'
  readonly maxLength?: number
  readonly suffix?: string
}

/** One line of text. Keeps what was typed when the form comes back. */
export function TextField(props: TextFieldProps) {
  const { name, label, hint, type = 'text', defaultValue = '', width = 'l', suffix, ...rest } = props
  const { values, error } = useField(name, defaultValue)
  const answered = type === 'password' ? '' : (values[0] ?? '')
  const field = useAnsweredText<HTMLInputElement>(answered)
  const input = (
    <input
      {...rest}
      ref={field}
      id={fieldId(name)}
      name={name}
      type={type}
      className={`form-input input-width-${width}`}
      defaultValue={answered}
      aria-invalid={error ? true : undefined}
      aria-describedby={describedBy(name, hint !== undefined, error !== null)}
    />
  )
  return (
    <FormField name={name} label={label} hint={hint} error={error}>
      {suffix ? (
        <span className="st-suffixed">
          {input}
          <span>{suffix}</span>
        </span>
      ) : (
        input
      )}
    </FormField>
  )
}
