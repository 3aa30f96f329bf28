import { getLocale, getTranslations } from 'next-intl/server'
import { EventText } from '#components/labels/event-text.tsx'
import { Card } from '#components/ui/card.tsx'
import { formatInstant } from '#components/ui/format.ts'
import { EVENT_TYPES } from '#lib/audit/event.ts'
import type { HistoryEntry } from '#lib/audit/queries.ts'

/** The whole story of an order for the house: what, who, when, and the reason where one was given. */
export async function CaseHistory({
  history,
  nameOf,
}: {
  history: readonly HistoryEntry[]
  nameOf: (personId: string | null) => string
}) {
  const [t, locale] = await Promise.all([getTranslations('analyst.order'), getLocale()])
  return (
    <Card heading={t('history')}>
      <ol className="st-history">
        {history.map((entry) => {
          const type = EVENT_TYPES.find((each) => each === entry.type)
          return (
            <li key={entry.seq}>
              <time dateTime={entry.at.toISOString()}>{formatInstant(entry.at, locale)}</time>{' '}
              {type ? <EventText type={type} /> : entry.type}{' '}
              <span className="form-hint">({entry.actorKind === 'system' ? t('system') : nameOf(entry.actorId)})</span>
              {typeof entry.facts.reason === 'string' ? <p className="st-reply">{entry.facts.reason}</p> : null}
            </li>
          )
        })}
      </ol>
    </Card>
  )
}
