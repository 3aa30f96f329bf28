import { randomUUID } from 'node:crypto'
import { getTranslations } from 'next-intl/server'
import { Alert } from '#components/ui/alert.tsx'
import { Card } from '#components/ui/card.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Form } from '#components/ui/form.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { dbContextOf } from '#lib/identity/actor.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { LEGS, ORDER_TYPES } from '#lib/sla/legs.ts'
import { loadServiceLevels } from '#lib/sla/queries.ts'
import { requireStaff } from '#lib/web/session.ts'
import { keepServiceLevels } from '../actions.ts'

export default async function ServiceLevelsPage({ searchParams }: { searchParams: Promise<{ gemt?: string }> }) {
  const [{ gemt }, t, admin] = await Promise.all([searchParams, getTranslations('admin.levels'), getTranslations('admin')])
  const actor = await requireStaff('administrator', '/admin/servicemaal')
  const levels = await inTransaction(dbContextOf(actor), loadServiceLevels)
  return (
    <>
      <PageHeading heading={t('heading')} lead={t('lead')} />
      {gemt ? (
        <Alert tone="success" live>
          {admin('saved')}
        </Alert>
      ) : null}
      <Card>
        <Form action={keepServiceLevels} hidden={{ formKey: randomUUID() }} label={t('heading')}>
          {ORDER_TYPES.map((type) => (
            <fieldset key={type} className="st-fieldset">
              <legend>{t(`types.${type}`)}</legend>
              <Checkbox name={`${type}_active`} label={t('active')} defaultChecked={levels[type].active} />
              {LEGS.map((leg) => (
                <div key={leg} className="st-field-row">
                  <TextField
                    name={`${type}_${leg}_workingDays`}
                    label={t('workingDays', { leg: t(`legs.${leg}`) })}
                    defaultValue={String(levels[type][leg].workingDays)}
                    width="xs"
                    inputMode="numeric"
                  />
                  <TextField
                    name={`${type}_${leg}_warnDaysBefore`}
                    label={t('warn', { leg: t(`legs.${leg}`) })}
                    defaultValue={String(levels[type][leg].warnDaysBefore)}
                    width="xs"
                    inputMode="numeric"
                  />
                  <TextField
                    name={`${type}_${leg}_escalateDaysAfter`}
                    label={t('escalate', { leg: t(`legs.${leg}`) })}
                    defaultValue={String(levels[type][leg].escalateDaysAfter)}
                    width="xs"
                    inputMode="numeric"
                  />
                </div>
              ))}
            </fieldset>
          ))}
          <SubmitButton>{t('save')}</SubmitButton>
        </Form>
      </Card>
    </>
  )
}
