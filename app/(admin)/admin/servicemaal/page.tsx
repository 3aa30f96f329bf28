import { randomUUID } from 'node:crypto'
import { getTranslations } from 'next-intl/server'
import { DueEffectCard } from '#components/admin/due-effect-card.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Form } from '#components/ui/form.tsx'
import { GetForm } from '#components/ui/get-form.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { dbContextOf } from '#lib/identity/actor.ts'
import { previewDue } from '#lib/orders/previews/queries.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { LEGS, ORDER_TYPES } from '#lib/sla/legs.ts'
import { loadServiceLevels } from '#lib/sla/queries.ts'
import { serviceLevelsForm } from '#lib/web/admin-forms.ts'
import { type AskedFields, hiddenOf, readAsked } from '#lib/web/asked-form.ts'
import { requireStaff } from '#lib/web/session.ts'
import { keepServiceLevels } from '../actions.ts'

export default async function ServiceLevelsPage({ searchParams }: { searchParams: Promise<AskedFields> }) {
  const [asked, t, admin] = await Promise.all([searchParams, getTranslations('admin.levels'), getTranslations('admin')])
  const actor = await requireStaff('administrator', '/admin/servicemaal')
  const levels = await inTransaction(dbContextOf(actor), loadServiceLevels)
  const { value, state } = readAsked(asked, serviceLevelsForm)
  const effect = value ? await previewDue(actor, { levels: value.levels }) : null
  const hidden = { ...hiddenOf(state), formKey: randomUUID(), basedOn: levels.version }
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
            <Form action={keepServiceLevels} hidden={hidden} label={t('save')}>
              <SubmitButton>{t('save')}</SubmitButton>
            </Form>
          </Card>
        </>
      ) : null}
      <Card heading={t('fields')}>
        <GetForm state={state} path="/admin/servicemaal" label={t('heading')}>
          <input type="hidden" name="vis" value="1" />
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
          <Button type="submit" variant={effect ? 'secondary' : 'primary'}>
            {t('preview')}
          </Button>
        </GetForm>
      </Card>
    </>
  )
}
