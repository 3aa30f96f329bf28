'use client'

import type { HTMLInputAutoCompleteAttribute, ReactNode } from 'react'
import { useField } from './form-context.tsx'
import { describedBy, FormField, fieldId } from './form-field.tsx'

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
  const input = (
    <input
      {...rest}
      key={values[0] ?? ''}
      id={fieldId(name)}
      name={name}
      type={type}
      className={`form-input input-width-${width}`}
      defaultValue={type === 'password' ? '' : (values[0] ?? '')}
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
