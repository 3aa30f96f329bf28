import { getTranslations } from 'next-intl/server'
import { HoursTable } from '#components/orders/hours-table.tsx'
import { Card } from '#components/ui/card.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { DateField } from '#components/ui/date-field.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { Form } from '#components/ui/form.tsx'
import { formatDate, formatNumber } from '#components/ui/format.ts'
import { Select } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { OrderHours } from '#lib/orders/hours/queries.ts'
import { WORK_KINDS } from '#lib/pricing/tariff.ts'
import type { Day } from '#lib/sla/day.ts'
import type { FormAction } from '#lib/web/form-state.ts'

interface Props {
  readonly orderId: string
  readonly hours: OrderHours
  readonly reader: string
  readonly names: ReadonlyMap<string, string>
  /** Whether the reader works on the case and can register time. */
  readonly mayRegister: boolean
  readonly today: Day
  readonly add: FormAction
  readonly remove: FormAction
  readonly locale: Locale
}

/** The hours of a case: estimate, actual and cap, who worked when, and the form for more. */
export async function HoursCard({ orderId, hours, reader, names, mayRegister, today, add, remove, locale }: Props) {
  const [t, kinds] = await Promise.all([getTranslations('analyst.hours'), getTranslations('requester.quote.kinds')])
  const offered = hours.agreed ? WORK_KINDS : WORK_KINDS.filter((kind) => kind === 'clarification-work')
  return (
    <Card heading={t('heading')} id="timer">
      <HoursTable hours={hours} />
      {hours.worked.length > 0 ? (
        <Disclosure summary={t('entries', { count: hours.worked.length })}>
          <ul>
            {hours.worked.map((entry) => (
              <li key={entry.id}>
                {formatDate(entry.workedOn, locale)}: {kinds(entry.kind)}, {formatNumber(entry.minutes / 60, locale, 2)}{' '}
                {t('unit')}, {names.get(entry.personId) ?? ''}
                {entry.ownError ? ` (${t('ownErrorShort')})` : ''}
                {entry.personId === reader && mayRegister ? (
                  <Form action={remove} hidden={{ entryId: entry.id }} label={t('takeBack')}>
                    <SubmitButton variant="tertiary">{t('takeBack')}</SubmitButton>
                  </Form>
                ) : null}
              </li>
            ))}
          </ul>
        </Disclosure>
      ) : (
        <p>{t('none')}</p>
      )}
      {mayRegister ? (
        <Disclosure summary={t('register')}>
          <Form action={add} hidden={{ orderId }} label={t('register')} key={hours.worked.length}>
            <Select
              name="kind"
              label={t('work')}
              options={offered.map((kind) => ({ value: kind, label: kinds(kind) }))}
              defaultValue={hours.agreed ? 'table-work' : 'clarification-work'}
            />
            <TextField name="hours" label={t('hours')} hint={t('hoursHint')} inputMode="decimal" width="xs" maxLength={6} />
            <DateField name="workedOn" legend={t('workedOn')} defaultValue={today} />
            <Checkbox name="ownError" label={t('ownError')} hint={t('ownErrorHint')} />
            <SubmitButton variant="secondary">{t('register')}</SubmitButton>
          </Form>
        </Disclosure>
      ) : null}
    </Card>
  )
}
