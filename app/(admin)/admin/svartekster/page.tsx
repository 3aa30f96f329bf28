import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { DataTable } from '#components/ui/data-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { StatusTag } from '#components/ui/status-tag.tsx'
import { listTexts } from '#lib/orders/texts/queries.ts'
import { requireStaff } from '#lib/web/session.ts'

export default async function RepliesPage() {
  const t = await getTranslations('admin.replies')
  const actor = await requireStaff('administrator', '/admin/svartekster')
  const texts = await listTexts(actor)
  return (
    <>
      <PageHeading heading={t('heading')} lead={t('lead')} />
      <p>
        <LinkButton href="/admin/svartekster/ny" variant="primary">
          {t('new')}
        </LinkButton>
      </p>
      {texts.length === 0 ? (
        <EmptyState heading={t('none')}>{t('noneText')}</EmptyState>
      ) : (
        <DataTable
          caption={t('heading')}
          rows={texts}
          rowKey={(row) => row.textId}
          columns={[
            {
              key: 'name',
              heading: t('name'),
              rowHeading: true,
              cell: (row) => <Link href={`/admin/svartekster/${row.textId}`}>{row.name}</Link>,
            },
            { key: 'purpose', heading: t('purpose'), cell: (row) => t(`purposes.${row.purpose}`) },
            {
              key: 'status',
              heading: t('status'),
              cell: (row) =>
                row.retired ? <StatusTag>{t('retired')}</StatusTag> : <StatusTag tone="success">{t('inUse')}</StatusTag>,
            },
          ]}
        />
      )}
    </>
  )
}
