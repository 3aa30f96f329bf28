import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { StatusLabel } from '#components/labels/status-label.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { formatShortDate } from '#components/ui/format.ts'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { Pagination } from '#components/ui/pagination.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { QueueTable } from '#components/workbench/queue-table.tsx'
import { namesOf } from '#lib/identity/queries.ts'
import type { OrderStatus } from '#lib/orders/lifecycle.ts'
import { listOrders, type OrderListQuery } from '#lib/orders/queries.ts'
import { requireStaff } from '#lib/web/session.ts'

type Props = { searchParams: Promise<{ vis?: string; side?: string; q?: string }> }

const PAGE_ROWS = 50
const OPEN: readonly OrderStatus[] = ['received', 'clarifying', 'offered', 'accepted', 'producing', 'checking']
const VIEWS = ['open', 'mine', 'unassigned', 'check', 'all'] as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('analyst.queue'))('heading') }
}

export default async function QueuePage({ searchParams }: Props) {
  const [{ vis = 'open', side = '1', q = '' }, t, locale] = await Promise.all([
    searchParams,
    getTranslations('analyst.queue'),
    getLocale(),
  ])
  const actor = await requireStaff('analyst', '/sager')
  const page = Math.max(1, Number.parseInt(side, 10) || 1)
  const views: Readonly<Record<string, Partial<OrderListQuery>>> = {
    open: { statuses: OPEN },
    mine: { statuses: OPEN, personId: actor.personId },
    unassigned: { statuses: ['received'], isUnassigned: true },
    check: { statuses: ['checking'] },
    all: {},
  }
  const query: OrderListQuery = { scope: 'house', ...views[vis], search: q, skip: (page - 1) * PAGE_ROWS, take: PAGE_ROWS }
  const { rows, total } = await listOrders(actor, query)
  const names = await namesOf(
    actor,
    rows.flatMap((row) => row.analystId ?? []),
  )
  const search = q ? `&q=${encodeURIComponent(q)}` : ''
  return (
    <>
      <PageHeading heading={t('heading')} lead={t('lead')} />
      <Tabs
        label={t('filter')}
        tabs={VIEWS.map((view) => ({ href: `/sager?vis=${view}${search}`, label: t(view), current: view === vis }))}
      />
      <search>
        <form method="get" className="st-form st-inline-form">
          <input type="hidden" name="vis" value={vis} />
          <TextField name="q" label={t('search')} defaultValue={q} type="search" />
          <Button type="submit">{t('find')}</Button>
        </form>
      </search>
      {rows.length === 0 ? (
        <EmptyState heading={t('empty')} />
      ) : (
        <QueueTable
          caption={t('caption')}
          headings={{
            title: t('title'),
            number: t('number'),
            organisation: t('organisation'),
            status: t('status'),
            analyst: t('analyst'),
            changed: t('changed'),
          }}
          locale={locale}
          rows={rows.map((row) => ({
            id: row.id,
            title: row.title,
            number: row.number,
            organisation: row.organisationName,
            status: row.status,
            statusLabel: <StatusLabel status={row.status} resolution={row.resolution} reader="analyst" />,
            analyst: row.analystId ? (names.get(row.analystId) ?? '') : t('none'),
            changedAt: row.statusChangedAt.toISOString(),
            changed: formatShortDate(row.statusChangedAt, locale),
          }))}
        />
      )}
      <Pagination page={page} pages={Math.ceil(total / PAGE_ROWS)} hrefOf={(to) => `/sager?vis=${vis}${search}&side=${to}`} />
    </>
  )
}
