'use client'

import type { ReactNode } from 'react'
import { useField } from './form-context.tsx'
import { describedBy, FormField, fieldId } from './form-field.tsx'

export interface Option {
  readonly value: string
  readonly label: string
  /** Heading the option stands under. */
  readonly group?: string | undefined
}

/** One choice of many. An option without a value comes first when `emptyLabel` is given. */
export function Select({
  name,
  label,
  hint,
  options,
  defaultValue = '',
  emptyLabel,
}: {
  name: string
  label: ReactNode
  hint?: ReactNode
  options: readonly Option[]
  defaultValue?: string | undefined
  emptyLabel?: string
}) {
  const { values, error } = useField(name, defaultValue)
  const groups = [...new Set(options.map((option) => option.group))]
  return (
    <FormField name={name} label={label} hint={hint} error={error}>
      <select
        key={values[0] ?? ''}
        id={fieldId(name)}
        name={name}
        className="form-select"
        defaultValue={values[0] ?? ''}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(name, hint !== undefined, error !== null)}
      >
        {emptyLabel === undefined ? null : <option value="">{emptyLabel}</option>}
        {groups.map((group) => {
          const members = options
            .filter((option) => option.group === group)
            .map((option) => <SelectOption key={option.value} {...option} />)
          return group === undefined ? (
            members
          ) : (
            <optgroup key={group} label={group}>
              {members}
            </optgroup>
          )
        })}
      </select>
    </FormField>
  )
}

function SelectOption({ value, label }: Option) {
  return <option value={value}>{label}</option>
}
