import { useTranslations } from 'next-intl'
import { type ErrorFacts, errorFacts } from '#lib/web/error-facts.ts'

/** What stood in the way and what to do about it. A kind without words of its own gets the general ones. */
export function RefusalText({ kind, facts }: { kind: string; facts?: ErrorFacts }) {
  const t = useTranslations('labels.errors')
  return t(t.has(kind) ? kind : 'other', errorFacts(facts))
}
