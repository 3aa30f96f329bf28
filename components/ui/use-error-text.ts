'use client'

import { useTranslations } from 'next-intl'
import type { FieldError } from '#lib/web/form-state.ts'

/** Words for a mistake: its own when there are some, otherwise the general ones. Missing facts read as nothing. */
export function useErrorText(): (error: FieldError) => string {
  const t = useTranslations('labels.errors')
  return ({ key, facts }) => {
    const known = t.has(key) ? key : 'other'
    return t(known, { kind: key, ...EMPTY_FACTS, ...facts })
  }
}

/** Every fact an error message may name, so that a refusal that carries fewer still reads. */
const EMPTY_FACTS: Record<string, string> = {
  need: 'other',
  status: 'other',
  command: 'other',
  variable: '',
  level: '',
  code: '',
  register: '',
  measure: '',
  cells: '',
  limit: '',
  fromYear: '',
  toYear: '',
  from: '',
  to: '',
  day: '',
}
