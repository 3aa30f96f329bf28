import { useTranslations } from 'next-intl'
import type { EventType } from '#lib/audit/event.ts'

/** What happened, in a short sentence. */
export function EventText({ type }: { type: EventType }) {
  return useTranslations('labels.event')(type)
}
