import { getLocale, getTranslations } from 'next-intl/server'
import { DateReasons } from '#components/orders/expected-date.tsx'
import { Card } from '#components/ui/card.tsx'
import { formatDate } from '#components/ui/format.ts'
import { StatusTag } from '#components/ui/status-tag.tsx'
import type { OrderDetail } from '#lib/orders/queries.ts'
import { LEGS } from '#lib/sla/legs.ts'

/** The leg that runs or waits: when it is due, how much of the promise is used, and why the date lies where it lies. */
export async function CaseClock({ detail }: { detail: OrderDetail }) {
  const [t, locale] = await Promise.all([getTranslations('analyst.order'), getLocale()])
  const leg = LEGS.find((each) => detail.legs[each].state === 'running' || detail.legs[each].state === 'paused')
  if (!leg) return <Card heading={t('clock')}>{t('stoppedClock')}</Card>
  const clock = detail.legs[leg]
  return (
    <Card heading={`${t('clock')}: ${t(`leg.${leg}`)}`}>
      {clock.dueOn ? <p className="st-figure">{t('dueOn', { date: formatDate(clock.dueOn, locale) })}</p> : null}
      {clock.late ? <StatusTag tone="error">{t('late')}</StatusTag> : null}
      {clock.state === 'paused' ? <p>{t('pausedClock')}</p> : null}
      {clock.workingDaysTarget === null ? null : (
        <p>{t('used', { used: clock.workingDaysUsed, target: clock.workingDaysTarget })}</p>
      )}
      <DateReasons workingDays={null} shiftedDays={clock.shiftedDays} />
    </Card>
  )
}
