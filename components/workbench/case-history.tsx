import { getLocale, getTranslations } from 'next-intl/server'
import { EventText } from '#components/labels/event-text.tsx'
import { Card } from '#components/ui/card.tsx'
import { formatInstant } from '#components/ui/format.ts'
import { EVENT_TYPES } from '#lib/audit/event.ts'
import type { HistoryEntry } from '#lib/audit/queries.ts'
import { TRIAGE_OUTCOMES } from '#lib/orders/triage/checklist.ts'

/** Everything that happened to a case, newest first, with who did it and the reasons given. */
export async function CaseHistory({ history, names }: { history: readonly HistoryEntry[]; names: ReadonlyMap<string, string> }) {
  const [t, triage, locale] = await Promise.all([
    getTranslations('analyst.order'),
    getTranslations('analyst.triage'),
    getLocale(),
  ])
  const who = ({ actorKind, actorId }: HistoryEntry) =>
    actorKind === 'system' ? t('system') : ((actorId && names.get(actorId)) ?? t('unknownPerson'))
  return (
    <Card heading={t('history')}>
      <ol className="wb-history">
        {history.toReversed().map((entry) => {
          const type = EVENT_TYPES.find((each) => each === entry.type)
          const outcome = TRIAGE_OUTCOMES.find((each) => each === entry.facts.outcome)
          return (
            <li key={entry.seq}>
              <time dateTime={entry.at.toISOString()}>{formatInstant(entry.at, locale)}</time>
              {type ? <EventText type={type} /> : entry.type} – {who(entry)}
              {type === 'order.triaged' && outcome ? `: ${triage(`outcome.${outcome}`)}` : null}
              {typeof entry.facts.reason === 'string' && !/^[a-z-]+$/.test(entry.facts.reason) ? (
                <div className="wb-message st-muted">{entry.facts.reason}</div>
              ) : null}
            </li>
          )
        })}
      </ol>
    </Card>
  )
}
