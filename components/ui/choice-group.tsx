'use client'

import type { ReactNode } from 'react'
import { useField } from './form-context.tsx'
import { describedBy, fieldId, HintAndError } from './form-field.tsx'

export interface Choice {
  readonly value: string
  readonly label: ReactNode
  readonly hint?: ReactNode
}

interface ChoiceGroupProps {
  readonly name: string
  readonly legend: ReactNode
  readonly hint?: ReactNode
  readonly choices: readonly Choice[]
  readonly defaultValue?: string | readonly string[] | undefined
}

/** Choices that belong together under one question; `radio` for one of them, `checkbox` for any number. */
export function ChoiceGroup({
  name,
  legend,
  hint,
  choices,
  defaultValue = '',
  kind,
}: ChoiceGroupProps & { kind: 'radio' | 'checkbox' }) {
  const { values, error } = useField(name, defaultValue)
  return (
    <div className={`form-group ${error ? 'form-error' : ''}`}>
      <fieldset aria-describedby={describedBy(name, hint !== undefined, error !== null)}>
        <legend className="form-label">{legend}</legend>
        <HintAndError name={name} hint={hint} error={error} />
        {choices.map((choice, i) => {
          // The first choice carries the field's own id: the error summary leads to it.
          const id = i === 0 ? fieldId(name) : `${fieldId(name)}-${choice.value}`
          const isChosen = values.includes(choice.value)
          return (
            <div key={choice.value} className={`form-group-${kind}`}>
              <input
                key={String(isChosen)}
                type={kind}
                id={id}
                name={name}
                value={choice.value}
                className={`form-${kind}`}
                defaultChecked={isChosen}
                aria-describedby={choice.hint ? `${id}-choice-hint` : undefined}
              />
              <label htmlFor={id}>{choice.label}</label>
              {choice.hint ? (
                <span className="form-hint" id={`${id}-choice-hint`}>
                  {choice.hint}
                </span>
              ) : null}
            </div>
          )
        })}
      </fieldset>
    </div>
  )
}
