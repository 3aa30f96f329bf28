'use client'

import type { ReactNode } from 'react'
import { useField } from './form-context.tsx'
import { describedBy, fieldId, HintAndError } from './form-field.tsx'

/** One box to tick. Sends `value` when ticked and nothing otherwise. */
export function Checkbox({
  name,
  label,
  hint,
  value = 'on',
  defaultChecked = false,
}: {
  name: string
  label: ReactNode
  hint?: ReactNode
  value?: string
  defaultChecked?: boolean
}) {
  const { values, error } = useField(name, defaultChecked ? value : '')
  const isChecked = values.includes(value)
  return (
    <div className={`form-group ${error ? 'form-error' : ''}`}>
      <div className="form-group-checkbox">
        <input
          key={String(isChecked)}
          type="checkbox"
          id={fieldId(name)}
          name={name}
          value={value}
          className="form-checkbox"
          defaultChecked={isChecked}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(name, hint !== undefined, error !== null)}
        />
        <label htmlFor={fieldId(name)}>{label}</label>
        <HintAndError name={name} hint={hint} error={error} />
      </div>
    </div>
  )
}
