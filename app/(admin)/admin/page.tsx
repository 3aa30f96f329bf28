import { getTranslations } from 'next-intl/server'
import { AttentionList } from '#components/admin/attention-list.tsx'
import { StatusLabel } from '#components/labels/status-label.tsx'
import { Card } from '#components/ui/card.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { ORDER_STATUSES } from '#lib/orders/lifecycle.ts'
import { listOrders } from '#lib/orders/queries.ts'
import { attentionOf } from '#lib/web/attention.ts'
import { requireStaff } from '#lib/web/session.ts'

export default async function AdminPage() {
  const t = await getTranslations('admin.overview')
  const actor = await requireStaff('administrator', '/admin')
  const attention = await attentionOf(actor)
  const statuses = ORDER_STATUSES.filter((status) => status !== 'draft')
  const counts = await Promise.all(
    statuses.map(async (status) => ({
      status,
      total: (await listOrders(actor, { scope: 'house', statuses: [status], take: 1 })).total,
    })),
  )
  return (
    <>
      <PageHeading heading={t('heading')} lead={t('lead')} />
      <AttentionList items={attention} />
      <Card heading={t('counts')}>
        <DataTable
          caption={t('counts')}
          hideCaption
          rows={counts}
          rowKey={(row) => row.status}
          columns={[
            {
              key: 'status',
              heading: t('status'),
              rowHeading: true,
              cell: (row) => <StatusLabel status={row.status} reader="analyst" />,
            },
            { key: 'count', heading: t('count'), numeric: true, cell: (row) => row.total },
          ]}
        />
      </Card>
    </>
  )
}
