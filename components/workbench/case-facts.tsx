import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { formatDate, formatInstant } from '#components/ui/format.ts'
import { legOfStatus } from '#lib/orders/clock.ts'
import { BALL_HOLDER } from '#lib/orders/lifecycle.ts'
import type { OrderDetail } from '#lib/orders/queries.ts'
import { dayOf } from '#lib/sla/day.ts'
import type { LegClock } from '#lib/sla/due.ts'
import { explainShift } from '#lib/sla/shift.ts'
import { dueText } from './due-text.ts'

/** Who has the case, what happens next, and when it is due. */
export async function CaseFacts({ detail, names }: { detail: OrderDetail; names: ReadonlyMap<string, string> }) {
  const [t, act, due, ball, queue, locale] = await Promise.all([
    getTranslations('analyst.order'),
    getTranslations('analyst.act'),
    getTranslations('analyst.due'),
    getTranslations('labels.ballHolder'),
    getTranslations('analyst.queue'),
    getLocale(),
  ])
  const { row, facts, legs } = detail
  const leg = legOfStatus(row.status)
  const clock = leg ? legs[leg] : (Object.values(legs).find((each) => each.state === 'paused') ?? null)
  const { text, tone } = dueText(clock, row.status, dayOf(new Date().toISOString()), locale, due)
  const nameOf = (personId: string | null) => (personId === null ? queue('nobody') : (names.get(personId) ?? t('unknownPerson')))
  return (
    <Card heading={t('nextHeading')}>
      <p>{t(`next.${row.status}`)}</p>
      <DescriptionList
        items={[
          { term: t('ball'), description: ball(BALL_HOLDER[row.status]) },
          {
            term: t('due'),
            description: (
              <span className={tone === 'calm' ? '' : `wb-${tone}`}>
                {text}
                {leg && clock?.dueOn ? ` (${due(`leg.${leg}`)})` : ''}
              </span>
            ),
          },
          { term: t('customer'), description: `${names.get(facts.requesterId) ?? ''}, ${row.organisationName}` },
          { term: t('analyst'), description: nameOf(facts.analystId) },
          { term: t('producer'), description: nameOf(facts.producerId) },
          { term: t('checker'), description: nameOf(facts.checkerId) },
          ...(row.submittedAt ? [{ term: t('submitted'), description: formatInstant(row.submittedAt, locale) }] : []),
        ]}
      />
      {facts.releasedAt ? (
        <p>
          <Link href={`/bestillinger/${facts.id}/levering`}>{act('deliveryLink')}</Link>
        </p>
      ) : null}
      {clock ? <DueReasons clock={clock} /> : null}
    </Card>
  )
}

/** Every day the due day was moved, and why. */
async function DueReasons({ clock }: { clock: LegClock }) {
  const [t, locale] = await Promise.all([getTranslations('analyst.due'), getLocale()])
  const { workingDaysUsed: used, workingDaysTarget: target, dueOnIfResumedToday, shiftedDays } = clock
  return (
    <Disclosure summary={t('why')}>
      {target === null ? null : <p>{t('used', { used, target })}</p>}
      {dueOnIfResumedToday ? <p>{t('pausedUntil', { date: formatDate(dueOnIfResumedToday, locale) })}</p> : null}
      {shiftedDays.length === 0 ? <p>{t('noShift')}</p> : null}
      <ul>
        {explainShift(shiftedDays).map(({ reason, days, from, to }) => (
          <li key={`${reason.kind}-${from}`}>
            {t(`reasons.${reason.kind}`, { days, name: 'name' in reason ? reason.name[locale === 'en' ? 'en' : 'da'] : '' })}{' '}
            <span className="form-hint">
              ({from === to ? formatDate(from, locale) : `${formatDate(from, locale)} – ${formatDate(to, locale)}`})
            </span>
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}
