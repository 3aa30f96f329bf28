import { randomUUID } from 'node:crypto'
import { getTranslations } from 'next-intl/server'
import { TextFields } from '#components/admin/text-fields.tsx'
import { Breadcrumb } from '#components/ui/breadcrumb.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { requireStaff } from '#lib/web/session.ts'
import { keepText } from '../../actions.ts'

export default async function NewReplyPage() {
  const t = await getTranslations('admin.replies')
  await requireStaff('administrator', '/admin/svartekster/ny')
  return (
    <>
      <Breadcrumb crumbs={[{ label: t('heading'), href: '/admin/svartekster' }]} current={t('new')} />
      <PageHeading heading={t('new')} lead={t('lead')} />
      <Card>
        <TextFields textId={randomUUID()} seenVersion={0} text={null} action={keepText} />
      </Card>
    </>
  )
}
