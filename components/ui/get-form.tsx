'use client'

import type { ReactNode } from 'react'
import type { FormState } from '#lib/web/form-state.ts'
import { ErrorSummary } from './error-summary.tsx'
import { FormContext } from './form-context.tsx'

/** A form that asks without changing anything: its fields go into the address, and come back with what is wrong with them. */
export function GetForm({
  state,
  path,
  label,
  children,
}: {
  state: FormState
  path: string
  label: string
  children: ReactNode
}) {
  return (
    <form method="get" action={path} noValidate className="st-form" aria-label={label}>
      <ErrorSummary errors={state.errors} />
      <FormContext value={{ state, isPending: false }}>{children}</FormContext>
    </form>
  )
}
