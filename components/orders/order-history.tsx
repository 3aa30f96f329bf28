import { getLocale, getTranslations } from 'next-intl/server'
import { EventText } from '#components/labels/event-text.tsx'
import { Card } from '#components/ui/card.tsx'
import { formatInstant } from '#components/ui/format.ts'
import { EVENT_TYPES } from '#lib/audit/event.ts'

interface Entry {
  readonly seq: string
  readonly at: Date
  readonly type: string
  readonly actorId: string | null
  readonly actorKind: string
}

/** What happened to an order, in words, newest last. The house's people are named as the service. */
export async function OrderHistory({ history, requesterId }: { history: readonly Entry[]; requesterId: string }) {
  const [t, locale] = await Promise.all([getTranslations('requester.order'), getLocale()])
  const who = (entry: Entry) =>
    entry.actorKind === 'system' ? t('system') : entry.actorId === requesterId ? t('you') : t('service')
  return (
    <Card heading={t('history')}>
      <ol className="st-history">
        {history.map((entry) => {
          const type = EVENT_TYPES.find((each) => each === entry.type)
          return (
            <li key={entry.seq}>
              <time dateTime={entry.at.toISOString()}>{formatInstant(entry.at, locale)}</time>{' '}
              {type ? <EventText type={type} /> : entry.type} <span className="form-hint">({who(entry)})</span>
            </li>
          )
        })}
      </ol>
    </Card>
  )
}
