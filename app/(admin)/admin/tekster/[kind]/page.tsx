import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { MailPreview } from '#components/admin/mail-preview.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Breadcrumb } from '#components/ui/breadcrumb.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Confirm } from '#components/ui/confirm.tsx'
import { Form } from '#components/ui/form.tsx'
import { GetForm } from '#components/ui/get-form.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { dbContextOf } from '#lib/identity/actor.ts'
import { HANDOVER_KINDS } from '#lib/notify/handover.ts'
import type { MailTemplate } from '#lib/notify/mail-template.ts'
import { changedTemplates, templateOf } from '#lib/notify/queries.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import { type AskedFields, hiddenOf, readAsked } from '#lib/web/asked-form.ts'
import { mailTextForm } from '#lib/web/mail-text-forms.ts'
import { requireStaff } from '#lib/web/session.ts'
import { keepMailText, returnMailText } from '../../actions.ts'

type Props = { params: Promise<{ kind: string }>; searchParams: Promise<AskedFields> }

export default async function TextPage({ params, searchParams }: Props) {
  const [{ kind: word }, asked, t, labels, admin] = await Promise.all([
    params,
    searchParams,
    getTranslations('admin.texts'),
    getTranslations('labels.handover'),
    getTranslations('admin'),
  ])
  const actor = await requireStaff('administrator', `/admin/tekster/${word}`)
  const kind = HANDOVER_KINDS.find((each) => each === word)
  if (!kind) return notFound()
  const { da, en, isChanged } = await inTransaction(dbContextOf(actor), async (tx) => ({
    da: await templateOf(tx, kind, 'da'),
    en: await templateOf(tx, kind, 'en'),
    isChanged: (await changedTemplates(tx)).some((each) => each.kind === kind),
  }))
  const { value, state } = readAsked(asked, mailTextForm)
  return (
    <>
      <Breadcrumb crumbs={[{ label: t('heading'), href: '/admin/tekster' }]} current={labels(kind)} />
      {asked.gemt ? (
        <Alert tone="success" live>
          {admin('saved')}
        </Alert>
      ) : null}
      <PageHeading heading={labels(kind)} lead={t(value ? 'previewLead' : 'nowLead')} />
      <MailPreview texts={value?.texts ?? { da, en }} origin={env().NEXTAUTH_URL} />
      {value ? (
        <Card heading={t('save')}>
          <p>{t('consequence')}</p>
          <Form action={keepMailText} hidden={{ ...hiddenOf(state), kind }} label={t('save')}>
            <SubmitButton>{t('save')}</SubmitButton>
          </Form>
        </Card>
      ) : null}
      <Card heading={t('words')}>
        <p>{t('placeholders')}</p>
        <GetForm state={state} path={`/admin/tekster/${kind}`} label={labels(kind)}>
          <input type="hidden" name="vis" value="1" />
          <input type="hidden" name="kind" value={kind} />
          <MailFields locale="da" template={da} />
          <MailFields locale="en" template={en} />
          <Button type="submit" variant={value ? 'secondary' : 'primary'}>
            {t('preview')}
          </Button>
        </GetForm>
      </Card>
      {isChanged ? (
        <Confirm label={t('reset')} consequence={t('resetConsequence')}>
          <Form action={returnMailText} hidden={{ kind }} label={t('reset')}>
            <SubmitButton variant="warning">{t('reset')}</SubmitButton>
          </Form>
        </Confirm>
      ) : null}
    </>
  )
}

async function MailFields({ locale, template }: { locale: 'da' | 'en'; template: MailTemplate }) {
  const t = await getTranslations('admin.texts')
  return (
    <fieldset className="st-fieldset">
      <legend>{t(`languages.${locale}`)}</legend>
      <TextField name={`subject_${locale}`} label={t('subject')} defaultValue={template.subject} width="xl" maxLength={150} />
      <TextArea name={`body_${locale}`} label={t('body')} defaultValue={template.body} rows={8} />
    </fieldset>
  )
}
