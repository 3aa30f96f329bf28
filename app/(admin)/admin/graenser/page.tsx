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
import { loadSetting } from '#lib/platform/queries.ts'
import { requireStaff } from '#lib/web/session.ts'
import { keepOrderSettings } from '../actions.ts'

export default async function LimitsPage({ searchParams }: { searchParams: Promise<{ gemt?: string }> }) {
  const [{ gemt }, t, admin] = await Promise.all([searchParams, getTranslations('admin.limits'), getTranslations('admin')])
  const actor = await requireStaff('administrator', '/admin/graenser')
  const { maxCells, autoOffer } = await inTransaction(dbContextOf(actor), async (tx) => ({
    maxCells: await loadSetting(tx, 'maxCells'),
    autoOffer: await loadSetting(tx, 'autoOffer'),
  }))
  return (
    <>
      <PageHeading heading={t('heading')} lead={t('lead')} />
      {gemt ? (
        <Alert tone="success" live>
          {admin('saved')}
        </Alert>
      ) : null}
      <Card>
        <Form action={keepOrderSettings} label={t('heading')}>
          <TextField name="maxCells" label={t('maxCells')} defaultValue={String(maxCells)} width="s" inputMode="numeric" />
          <Checkbox name="autoOfferEnabled" label={t('autoOffer')} hint={t('autoOfferHint')} defaultChecked={autoOffer.enabled} />
          <TextField
            name="autoOfferMaxCells"
            label={t('autoOfferMax')}
            defaultValue={String(autoOffer.maxCells)}
            width="s"
            inputMode="numeric"
          />
          <SubmitButton>{t('save')}</SubmitButton>
        </Form>
      </Card>
    </>
  )
}
