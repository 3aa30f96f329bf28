import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { DataTable } from '#components/ui/data-table.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { StatusTag } from '#components/ui/status-tag.tsx'
import { dbContextOf } from '#lib/identity/actor.ts'
import { HANDOVER_KINDS } from '#lib/notify/handover.ts'
import { changedTemplates, templateOf } from '#lib/notify/queries.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { parseLocale } from '#lib/web/locale.ts'
import { requireStaff } from '#lib/web/session.ts'

export default async function TextsPage() {
  const [t, labels, locale] = await Promise.all([
    getTranslations('admin.texts'),
    getTranslations('labels.handover'),
    getLocale().then(parseLocale),
  ])
  const actor = await requireStaff('administrator', '/admin/tekster')
  const rows = await inTransaction(dbContextOf(actor), async (tx) => {
    const changed = new Set((await changedTemplates(tx)).map(({ kind }) => kind))
    const all = []
    for (const kind of HANDOVER_KINDS)
      all.push({ kind, isChanged: changed.has(kind), subject: (await templateOf(tx, kind, locale)).subject })
    return all
  })
  return (
    <>
      <PageHeading heading={t('heading')} lead={t('lead')} />
      <DataTable
        caption={t('caption')}
        rows={rows}
        rowKey={(row) => row.kind}
        columns={[
          {
            key: 'kind',
            heading: t('mail'),
            rowHeading: true,
            cell: (row) => <Link href={`/admin/tekster/${row.kind}`}>{labels(row.kind)}</Link>,
          },
          { key: 'subject', heading: t('subject'), cell: (row) => row.subject },
          {
            key: 'status',
            heading: t('status'),
            cell: (row) => (row.isChanged ? <StatusTag tone="info">{t('own')}</StatusTag> : t('default')),
          },
        ]}
      />
    </>
  )
}
