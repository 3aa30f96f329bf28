'use client'

import { useTranslations } from 'next-intl'
import { errorFacts } from '#lib/web/error-facts.ts'
import type { FieldError } from '#lib/web/form-state.ts'

/** Words for a mistake: its own when there are some, otherwise the general ones. */
export function useErrorText(): (error: FieldError) => string {
  const t = useTranslations('labels.errors')
  return ({ key, facts }) => t(t.has(key) ? key : 'other', errorFacts(facts))
}
