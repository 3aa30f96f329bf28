import { randomUUID } from 'node:crypto'
import { getLocale, getTranslations } from 'next-intl/server'
import { DueEffectCard } from '#components/admin/due-effect-card.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { CheckboxGroup } from '#components/ui/checkbox-group.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { Form } from '#components/ui/form.tsx'
import { formatDate } from '#components/ui/format.ts'
import { GetForm } from '#components/ui/get-form.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { dbContextOf } from '#lib/identity/actor.ts'
import { previewDue } from '#lib/orders/previews/queries.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { type Calendar, closedReason, OPTIONAL_DAYS } from '#lib/sla/calendar.ts'
import { addDays, dayOf } from '#lib/sla/day.ts'
import { loadCalendar } from '#lib/sla/queries.ts'
import { calendarForm, closedDaysText } from '#lib/web/admin-forms.ts'
import { type AskedFields, hiddenOf, readAsked } from '#lib/web/asked-form.ts'
import { parseLocale } from '#lib/web/locale.ts'
import { requireStaff } from '#lib/web/session.ts'
import { keepCalendar } from '../actions.ts'

export default async function CalendarPage({ searchParams }: { searchParams: Promise<AskedFields> }) {
  const [asked, t, admin, locale] = await Promise.all([
    searchParams,
    getTranslations('admin.calendar'),
    getTranslations('admin'),
    getLocale().then(parseLocale),
  ])
  const actor = await requireStaff('administrator', '/admin/kalender')
  const calendar = await inTransaction(dbContextOf(actor), loadCalendar)
  const { value, state } = readAsked(asked, calendarForm)
  const effect = value ? await previewDue(actor, { calendar: value.calendar }) : null
  const closed = closedWeekdays(value?.calendar ?? calendar, dayOf(new Date().toISOString()))
  const hidden = { ...hiddenOf(state), formKey: randomUUID(), basedOn: calendar.version }
  return (
    <>
      <PageHeading heading={t('heading')} lead={t('lead')} />
      {asked.gemt ? (
        <Alert tone="success" live>
          {admin('saved')}
        </Alert>
      ) : null}
      {effect ? (
        <>
          <DueEffectCard effect={effect} />
          <Card heading={t('save')}>
            <p>{t('consequence')}</p>
            <Form action={keepCalendar} hidden={hidden} label={t('save')}>
              <SubmitButton>{t('save')}</SubmitButton>
            </Form>
          </Card>
        </>
      ) : null}
      <Card heading={t('rules')}>
        <GetForm state={state} path="/admin/kalender" label={t('heading')}>
          <input type="hidden" name="vis" value="1" />
          <Checkbox name="julyClosed" label={t('july')} defaultChecked={calendar.julyClosed} />
          <Checkbox name="christmasClosed" label={t('christmas')} defaultChecked={calendar.christmasClosed} />
          <CheckboxGroup
            name="optionalClosedDays"
            legend={t('optional')}
            choices={OPTIONAL_DAYS.map((day) => ({ value: day, label: t(`days.${day}`) }))}
            defaultValue={calendar.optionalClosedDays}
          />
          <TextArea
            name="localClosedDays"
            label={t('local')}
            hint={t('localHint')}
            rows={4}
            defaultValue={closedDaysText(calendar.localClosedDays)}
          />
          <Button type="submit" variant={effect ? 'secondary' : 'primary'}>
            {t('preview')}
          </Button>
        </GetForm>
      </Card>
      <DataTable
        caption={t(effect ? 'upcomingNew' : 'upcoming')}
        rows={closed}
        rowKey={(row) => row.day}
        columns={[
          { key: 'day', heading: t('day'), rowHeading: true, cell: (row) => formatDate(row.day, locale) },
          {
            key: 'reason',
            heading: t('reason'),
            cell: ({ reason }) => t(`reasons.${reason.kind}`, { name: 'name' in reason ? reason.name[locale] : '' }),
          },
        ]}
      />
    </>
  )
}

/** Weekdays of the coming year on which the service is closed; July is named by its first day alone. */
function closedWeekdays(calendar: Calendar, from: string) {
  const days: { day: string; reason: NonNullable<ReturnType<typeof closedReason>> }[] = []
  for (let i = 0; i < 365; i++) {
    const day = addDays(from, i)
    const reason = closedReason(day, calendar)
    if (reason === null || reason.kind === 'weekend') continue
    if (reason.kind === 'july' && days.at(-1)?.reason.kind === 'july') continue
    days.push({ day, reason })
  }
  return days
}
