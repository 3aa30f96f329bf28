import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { TextFields } from '#components/admin/text-fields.tsx'
import { TextPreview } from '#components/admin/text-preview.tsx'
import { TextVersions } from '#components/admin/text-versions.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Breadcrumb } from '#components/ui/breadcrumb.tsx'
import { Card } from '#components/ui/card.tsx'
import { Confirm } from '#components/ui/confirm.tsx'
import { Form } from '#components/ui/form.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { namesOf } from '#lib/identity/queries.ts'
import { parseId } from '#lib/kernel/ids.ts'
import { versionsOfText } from '#lib/orders/texts/queries.ts'
import { currentAuthority } from '#lib/web/current-authority.ts'
import { requireStaff } from '#lib/web/session.ts'
import { bringTextBack, endText, keepText } from '../../actions.ts'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ gemt?: string }> }

export default async function ReplyPage({ params, searchParams }: Props) {
  const [{ id }, { gemt }, t, admin] = await Promise.all([
    params,
    searchParams,
    getTranslations('admin.replies'),
    getTranslations('admin'),
  ])
  const actor = await requireStaff('administrator', `/admin/svartekster/${id}`)
  const versions = parseId(id) ? await versionsOfText(actor, id) : []
  const [newest] = versions
  if (!newest) return notFound()
  const names = await namesOf(
    actor,
    versions.flatMap(({ authorId }) => authorId ?? []),
  )
  return (
    <>
      <Breadcrumb crumbs={[{ label: t('heading'), href: '/admin/svartekster' }]} current={newest.name} />
      {gemt ? (
        <Alert tone="success" live>
          {admin('saved')}
        </Alert>
      ) : null}
      <PageHeading heading={newest.name} lead={newest.retired ? t('isRetired') : t(`purposes.${newest.purpose}`)} />
      <TextPreview text={newest} authority={await currentAuthority()} />
      <Card heading={t('words')}>
        <TextFields textId={id} seenVersion={newest.version} text={newest} action={keepText} />
      </Card>
      <Card heading={t('versions')}>
        <TextVersions versions={versions} names={names} restore={bringTextBack} />
      </Card>
      {newest.retired ? null : (
        <Confirm label={t('retire')} consequence={t('retireConsequence')}>
          <Form action={endText} hidden={{ textId: id, seenVersion: newest.version }} label={t('retire')}>
            <SubmitButton variant="warning">{t('retire')}</SubmitButton>
          </Form>
        </Confirm>
      )}
    </>
  )
}
