import { getTranslations } from 'next-intl/server'
import { StatusLabel } from '#components/labels/status-label.tsx'
import { Breadcrumb } from '#components/ui/breadcrumb.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import type { OrderDetail } from '#lib/orders/queries.ts'

/** Number, title and status of a case, and its parts. */
export async function CaseHeading({ detail, current }: { detail: OrderDetail; current: 'overview' | 'table' | 'upload' }) {
  const [t, queue] = await Promise.all([getTranslations('analyst.order'), getTranslations('analyst.queue')])
  const { row } = detail
  return (
    <>
      <Breadcrumb crumbs={[{ label: queue('heading'), href: '/sager' }]} current={row.number} />
      <PageHeading
        heading={row.title}
        lead={
          <span className="st-row">
            {row.number}
            <StatusLabel status={row.status} resolution={row.resolution} reader="analyst" />
          </span>
        }
      />
      <Tabs
        label={t('parts')}
        tabs={[
          { href: `/sager/${row.id}`, label: t('overview'), current: current === 'overview' },
          { href: `/sager/${row.id}/tabel`, label: t('table'), current: current === 'table' },
          ...(row.status === 'producing' || current === 'upload'
            ? [{ href: `/sager/${row.id}/egen-tabel`, label: t('upload'), current: current === 'upload' }]
            : []),
        ]}
      />
    </>
  )
}
