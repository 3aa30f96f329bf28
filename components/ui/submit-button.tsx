'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useContext } from 'react'
import type { ButtonVariant } from './button.tsx'
import { FormContext } from './form-context.tsx'

/** Sends the form. Never disabled: while the form is under way it says so, and the form holds a second press back. */
export function SubmitButton({
  children,
  variant = 'primary',
  name,
  value,
}: {
  children: ReactNode
  variant?: ButtonVariant
  name?: string
  value?: string
}) {
  const { isPending } = useContext(FormContext)
  const t = useTranslations('common.form')
  return (
    <button type="submit" className={`button button-${variant}`} aria-disabled={isPending || undefined} name={name} value={value}>
      {isPending ? t('sending') : children}
    </button>
  )
}
