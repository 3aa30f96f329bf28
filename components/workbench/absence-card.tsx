import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { DateField } from '#components/ui/date-field.tsx'
import { Form } from '#components/ui/form.tsx'
import { formatShortDate } from '#components/ui/format.ts'
import { Select } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { Desk } from '#lib/orders/absence/queries.ts'
import type { Day } from '#lib/sla/day.ts'
import type { FormAction } from '#lib/web/form-state.ts'

interface Props {
  readonly own: Desk
  readonly desks: readonly Desk[]
  readonly today: Day
  readonly register: FormAction
  readonly end: FormAction
  readonly locale: string
}

/** The reader's own absences, now and to come, and the form that says a new one. */
export async function AbsenceCard({ own, desks, today, register, end, locale }: Props) {
  const t = await getTranslations('analyst.absence')
  const absences = [...(own.away ? [own.away] : []), ...own.coming]
  const others = desks.filter(({ personId }) => personId !== own.personId)
  return (
    <Card heading={t('own')} id="fravaer">
      {absences.length > 0 ? (
        <ul className="wb-view-edit">
          {absences.map((absence) => {
            const days = t('awayFrom', {
              from: formatShortDate(absence.fromOn, locale),
              to: formatShortDate(absence.toOn, locale),
            })
            return (
              <li key={absence.id}>
                <span>{days}</span>
                <Form action={end} hidden={{ absenceId: absence.id }} label={`${t('end')}: ${days}`}>
                  <SubmitButton variant="tertiary">{t(absence.fromOn <= today ? 'back' : 'end')}</SubmitButton>
                </Form>
              </li>
            )
          })}
        </ul>
      ) : (
        <p>{t('none')}</p>
      )}
      <Form action={register} label={t('register')}>
        <DateField name="fromOn" legend={t('fromOn')} />
        <DateField name="toOn" legend={t('toOn')} />
        <Select
          name="standInId"
          label={t('standIn')}
          hint={t('standInHint')}
          emptyLabel={t('nobody')}
          options={others.map(({ personId, name }) => ({ value: personId, label: name }))}
        />
        <SubmitButton>{t('register')}</SubmitButton>
      </Form>
    </Card>
  )
}
