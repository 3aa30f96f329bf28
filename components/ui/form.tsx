'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useActionState } from 'react'
import { EMPTY_FORM, type FormState } from '#lib/web/form-state.ts'
import { Alert } from './alert.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { FormContext } from './form-context.tsx'

/**
 * A form that sends itself to a server action. Works without scripts; what was typed is kept when it is refused;
 * a second press while the first is under way does nothing.
 */
export function Form({
  action,
  hidden = {},
  children,
  className = '',
  label,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>
  /** Values sent along that nobody types. */
  hidden?: Readonly<Record<string, string | number>>
  children: ReactNode
  className?: string
  /** Name of the form for those who do not see it. */
  label?: string
}) {
  const [state, send, isPending] = useActionState(action, EMPTY_FORM)
  const t = useTranslations('labels.notices')
  const holdBack = (event: FormEvent) => {
    if (isPending) event.preventDefault()
  }
  return (
    <form
      action={send}
      onSubmit={holdBack}
      noValidate
      className={`st-form ${className}`}
      aria-label={label}
      aria-busy={isPending}
    >
      <ErrorSummary errors={state.errors} />
      {state.notice ? (
        <Alert tone="success" live>
          {t.has(state.notice) ? t(state.notice) : t('done')}
        </Alert>
      ) : null}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <FormContext value={{ state, isPending }}>{children}</FormContext>
    </form>
  )
}
