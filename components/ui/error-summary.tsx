'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import type { FieldError } from '#lib/web/form-state.ts'
import { fieldId } from './form-field.tsx'
import { useErrorText } from './use-error-text.ts'

/** Everything wrong with a form, first on it: the same words as at the fields, each a link to its field. Takes the focus. */
export function ErrorSummary({ errors }: { errors: readonly FieldError[] }) {
  const t = useTranslations('common.form')
  const errorText = useErrorText()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (errors.length > 0) box.current?.focus()
  }, [errors])
  if (errors.length === 0) return null
  return (
    // biome-ignore lint/a11y/noAutofocus: without scripts the browser itself takes the reader to what went wrong
    <div ref={box} className="alert alert-error st-alert" role="alert" tabIndex={-1} autoFocus>
      <h2 className="alert-heading">{t('problems')}</h2>
      <ul className="alert-text nobullet-list">
        {errors.map((error) => (
          <li key={`${error.field}/${error.key}`}>
            {error.field === '' ? errorText(error) : <a href={`#${fieldId(error.field)}`}>{errorText(error)}</a>}
          </li>
        ))}
      </ul>
    </div>
  )
}
