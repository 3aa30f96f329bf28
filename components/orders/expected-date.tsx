import { getLocale, getTranslations } from 'next-intl/server'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { formatDate } from '#components/ui/format.ts'
import { explainShift, type ShiftCount, type ShiftedDay } from '#lib/sla/shift.ts'

/** Why a date lies where it lies: the working days promised, and every day that does not count. */
export async function DateReasons({
  workingDays,
  shiftedDays,
}: {
  workingDays: number | null
  shiftedDays: readonly ShiftedDay[]
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
    </Disclosure>
  )
}
