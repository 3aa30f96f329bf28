import { getTranslations } from 'next-intl/server'
import { Alert } from '#components/ui/alert.tsx'
import { Card } from '#components/ui/card.tsx'
import { Form } from '#components/ui/form.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { dbContextOf } from '#lib/identity/actor.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { loadSetting } from '#lib/platform/queries.ts'
import { requireStaff } from '#lib/web/session.ts'
import { writeTopics } from '#lib/web/triage-forms.ts'
import { keepSensitiveTopics } from '../actions.ts'

export default async function TopicsPage({ searchParams }: { searchParams: Promise<{ gemt?: string }> }) {
  const [{ gemt }, t, admin] = await Promise.all([searchParams, getTranslations('admin.topics'), getTranslations('admin')])
  const actor = await requireStaff('administrator', '/admin/emner')
  const topics = await inTransaction(dbContextOf(actor), (tx) => loadSetting(tx, 'sensitiveTopics'))
  return (
    <>
      <PageHeading heading={t('heading')} lead={t('lead')} />
      {gemt ? (
        <Alert tone="success" live>
          {admin('saved')}
        </Alert>
      ) : null}
      <Card>
        <Form action={keepSensitiveTopics} label={t('heading')}>
          <TextArea
            name="topics"
            label={t('topics')}
            hint={t('topicsHint')}
            defaultValue={writeTopics(topics)}
            rows={Math.max(8, topics.length + 3)}
            maxLength={20_000}
          />
          <p>{t('consequence')}</p>
          <SubmitButton>{t('save')}</SubmitButton>
        </Form>
      </Card>
    </>
  )
}
