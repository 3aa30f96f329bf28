import { getLocale, getTranslations } from 'next-intl/server'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { formatDate } from '#components/ui/format.ts'
import type { DatesByHistory } from '#lib/orders/figures/dates-by-history.ts'
import { explainShift, type ShiftCount, type ShiftedDay } from '#lib/sla/shift.ts'

/** Why a date lies where it lies: the working days promised, and every day that does not count. */
export async function DateReasons({
  workingDays,
  shiftedDays,
  history,
}: {
  workingDays: number | null
  shiftedDays: readonly ShiftedDay[]
  history: DatesByHistory
}) {
  const [t, locale] = await Promise.all([getTranslations('requester.date'), getLocale()])
  const words = (count: ShiftCount) => {
    const { reason, days } = count
    const name = 'name' in reason ? reason.name[locale === 'en' ? 'en' : 'da'] : ''
    return t(`reasons.${reason.kind}`, { days, name })
  }
  return (
    <Disclosure summary={t('why')}>
      {workingDays === null ? null : <p>{t('workingDays', { days: workingDays })}</p>}
      {shiftedDays.length > 0 ? (
        <ul>
          {explainShift(shiftedDays).map((count) => (
            <li key={`${count.reason.kind}-${count.from}`}>
              {words(count)}{' '}
              <span className="form-hint">
                (
                {count.from === count.to
                  ? formatDate(count.from, locale)
                  : `${formatDate(count.from, locale)} – ${formatDate(count.to, locale)}`}
                )
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      <p>
        {history.kind === 'known'
          ? t('historyKnown', {
              orders: history.orders,
              half: history.half.workingDays,
              fourOfFive: history.fourOfFive.workingDays,
            })
          : t('historyFew', { orders: history.orders, least: history.least })}
      </p>
    </Disclosure>
  )
}

/** The dates that orders before this one let expect; nothing where they are too few, which the reasons say. */
export async function HistoryLine({ history }: { history: DatesByHistory }) {
  const [t, locale] = await Promise.all([getTranslations('requester.date'), getLocale()])
  if (history.kind !== 'known') return null
  const { orders, half, fourOfFive } = history
  return <p>{t('history', { orders, half: formatDate(half.on, locale), fourOfFive: formatDate(fourOfFive.on, locale) })}</p>
}
