'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useContext } from 'react'
import { DATE_PARTS, type DatePart, datePartName } from '#lib/web/date-parts.ts'
import { FormContext, useField } from './form-context.tsx'
import { describedBy, fieldId, HintAndError } from './form-field.tsx'

/** A date in three fields: day, month, year. `defaultValue` is `YYYY-MM-DD`; read on the server by `typedDate`. */
export function DateField({
  name,
  legend,
  hint,
  defaultValue = '',
}: {
  name: string
  legend: ReactNode
  hint?: ReactNode
  defaultValue?: string
}) {
  const { error } = useField(name)
  const [year = '', month = '', day = ''] = defaultValue.split('-')
  const initial: Record<DatePart, string> = { day, month, year }
  return (
    <div className={`form-group ${error ? 'form-error' : ''}`}>
      <fieldset aria-describedby={describedBy(name, hint !== undefined, error !== null)}>
        <legend className="form-label">{legend}</legend>
        <HintAndError name={name} hint={hint} error={error} />
        <div className="st-date">
          {DATE_PARTS.map((part) => (
            <DatePartField key={part} name={name} part={part} initial={initial[part]} isWrong={error !== null} />
          ))}
        </div>
      </fieldset>
    </div>
  )
}

function DatePartField({ name, part, initial, isWrong }: { name: string; part: DatePart; initial: string; isWrong: boolean }) {
  const t = useTranslations('common.date')
  const { state } = useContext(FormContext)
  const field = datePartName(name, part)
  const typed = state.values[field]
  const value = typeof typed === 'string' ? typed : initial
  // The first field carries the date's own id: the error summary leads to it.
  const id = part === 'day' ? fieldId(name) : fieldId(field)
  return (
    <div>
      <label className="form-label" htmlFor={id}>
        {t(part)}
      </label>
      <input
        key={value}
        id={id}
        name={field}
        type="text"
        inputMode="numeric"
        maxLength={part === 'year' ? 4 : 2}
        className={`form-input ${part === 'year' ? 'input-width-xs' : 'input-width-xxs'}`}
        defaultValue={value}
        aria-invalid={isWrong ? true : undefined}
      />
    </div>
  )
}
