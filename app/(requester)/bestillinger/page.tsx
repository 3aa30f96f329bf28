import type { Metadata } from 'next'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { StatusLabel, StatusNext } from '#components/labels/status-label.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { formatShortDate } from '#components/ui/format.ts'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { Pagination } from '#components/ui/pagination.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import type { OrderStatus } from '#lib/orders/lifecycle.ts'
import { listOrders } from '#lib/orders/queries.ts'
import { requireActor } from '#lib/web/session.ts'

type Props = { searchParams: Promise<{ vis?: string; side?: string; besked?: string }> }

const FILTERS: Readonly<Record<string, readonly OrderStatus[]>> = {
  all: [],
  waiting: ['draft', 'clarifying', 'offered'],
  running: ['received', 'accepted', 'producing', 'checking'],
  done: ['released', 'ended'],
}
const PAGE_ROWS = 25

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('requester.list'))('heading') }
}

export default async function OrdersPage({ searchParams }: Props) {
  const [{ vis = 'all', side = '1', besked }, t, notices, locale] = await Promise.all([
    searchParams,
    getTranslations('requester.list'),
    getTranslations('labels.notices'),
    getLocale(),
  ])
  const actor = await requireActor('/bestillinger')
  const page = Math.max(1, Number.parseInt(side, 10) || 1)
  const { rows, total } = await listOrders(actor, {
    scope: 'own',
    statuses: FILTERS[vis] ?? [],
    skip: (page - 1) * PAGE_ROWS,
    take: PAGE_ROWS,
  })
  return (
    <>
      <PageHeading
        heading={t('heading')}
        lead={t('lead', { organisation: actor.organisation?.name ?? '' })}
        actions={
          <LinkButton href="/ny" variant="primary">
            {t('new')}
          </LinkButton>
        }
      />
      {besked && notices.has(besked) ? (
        <Alert tone="success" live>
          {notices(besked)}
        </Alert>
      ) : null}
      <Tabs
        label={t('filter')}
        tabs={Object.keys(FILTERS).map((key) => ({ href: `/bestillinger?vis=${key}`, label: t(key), current: key === vis }))}
      />
      {rows.length === 0 ? (
        <EmptyState
          heading={vis === 'all' ? t('empty') : t('emptyFilter')}
          action={<LinkButton href="/ny">{t('new')}</LinkButton>}
        >
          {vis === 'all' ? t('emptyText') : null}
        </EmptyState>
      ) : (
        <DataTable
          caption={t('caption')}
          hideCaption
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'title',
              heading: t('title'),
              rowHeading: true,
              cell: (row) => <Link href={`/bestillinger/${row.id}`}>{row.title}</Link>,
            },
            { key: 'number', heading: t('number'), cell: (row) => <span className="st-nowrap">{row.number}</span> },
            {
              key: 'status',
              heading: t('status'),
              cell: (row) => <StatusLabel status={row.status} resolution={row.resolution} />,
            },
            {
              key: 'next',
              heading: t('next'),
              cell: (row) => (row.status === 'ended' ? '' : <StatusNext status={row.status} />),
            },
            {
              key: 'changed',
              heading: t('changed'),
              cell: (row) => <span className="st-nowrap">{formatShortDate(row.statusChangedAt, locale)}</span>,
            },
          ]}
        />
      )}
      <Pagination page={page} pages={Math.ceil(total / PAGE_ROWS)} hrefOf={(to) => `/bestillinger?vis=${vis}&side=${to}`} />
    </>
  )
}
