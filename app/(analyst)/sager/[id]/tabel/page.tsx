import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { DisclosureSummary } from '#components/disclosure/disclosure-summary.tsx'
import { DisclosureTable } from '#components/disclosure/disclosure-table.tsx'
import { Breadcrumb } from '#components/ui/breadcrumb.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { Pagination } from '#components/ui/pagination.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import { loadCatalogue } from '#lib/catalogue/queries.ts'
import { dbContextOf } from '#lib/identity/actor.ts'
import { parseId } from '#lib/kernel/ids.ts'
import { orderDetail } from '#lib/orders/queries.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { loadConfidential, loadTable } from '#lib/release/queries.ts'
import { tableGrid } from '#lib/release/table-grid.ts'
import { parseLocale } from '#lib/web/locale.ts'
import { requireStaff } from '#lib/web/session.ts'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ visning?: string; side?: string }> }

const PAGE_ROWS = 60

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('analyst.table'))('heading') }
}

export default async function DisclosurePage({ params, searchParams }: Props) {
  const [{ id }, { visning, side = '1' }, t, order, locale] = await Promise.all([
    params,
    searchParams,
    getTranslations('analyst.table'),
    getTranslations('analyst.order'),
    getLocale().then(parseLocale),
  ])
  const actor = await requireStaff('analyst', `/sager/${id}/tabel`)
  const detail = parseId(id) ? await orderDetail(actor, id) : null
  if (!detail) return notFound()
  const runId = detail.facts.table?.runId
  const confidential = runId ? await loadConfidential(actor, runId) : null
  const kept = runId ? await inTransaction(dbContextOf(actor), (tx) => loadTable(tx, runId)) : null
  if (!confidential || !kept) return <EmptyState heading={t('notForYou')}>{t('notForYouText')}</EmptyState>
  const catalogue = await inTransaction(dbContextOf(actor), loadCatalogue)
  const grid = tableGrid(kept.body.dimensions, detail.specification, catalogue, locale)
  const page = Math.max(1, Number.parseInt(side, 10) || 1)
  const isPublished = visning === 'udad'
  const href = (view: string, at: number) => `/sager/${id}/tabel?visning=${view}&side=${at}`
  return (
    <>
      <Breadcrumb
        crumbs={[
          { label: order('crumb'), href: '/sager' },
          { label: detail.row.number, href: `/sager/${id}` },
        ]}
        current={t('heading')}
      />
      <PageHeading heading={t('heading')} lead={t('lead')} />
      <DisclosureSummary kept={kept} />
      <Tabs
        label={t('tabs')}
        tabs={[
          { href: href('begge', page), label: t('both'), current: !isPublished },
          { href: href('udad', page), label: t('published'), current: isPublished },
        ]}
      />
      <DisclosureTable
        grid={{ ...grid, rows: grid.rows.slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS) }}
        body={kept.body}
        confidential={isPublished ? null : confidential}
        caption={detail.row.title}
      />
      <Pagination
        page={page}
        pages={Math.ceil(grid.rows.length / PAGE_ROWS)}
        hrefOf={(to) => href(isPublished ? 'udad' : 'begge', to)}
      />
    </>
  )
}
