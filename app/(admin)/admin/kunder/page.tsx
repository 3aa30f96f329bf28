import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Button } from '#components/ui/button.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { Pagination } from '#components/ui/pagination.tsx'
import { StatusTag } from '#components/ui/status-tag.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { listOrganisations } from '#lib/identity/organisations/queries.ts'
import { requireStaff } from '#lib/web/session.ts'

const PAGE_ROWS = 50

export default async function CustomersPage({ searchParams }: { searchParams: Promise<{ q?: string; side?: string }> }) {
  const [{ q = '', side = '1' }, t] = await Promise.all([searchParams, getTranslations('admin.customers')])
  const actor = await requireStaff('administrator', '/admin/kunder')
  const page = Math.max(1, Number.parseInt(side, 10) || 1)
  const { rows, total } = await listOrganisations(actor, { search: q, skip: (page - 1) * PAGE_ROWS, take: PAGE_ROWS })
  return (
    <>
      <PageHeading
        heading={t('heading')}
        lead={t('lead')}
        actions={
          <LinkButton href="/admin/kunder/ny" variant="primary">
            {t('new')}
          </LinkButton>
        }
      />
      <search>
        <form method="get" className="st-form">
          <TextField name="q" label={t('search')} defaultValue={q} type="search" maxLength={120} />
          <Button type="submit">{t('find')}</Button>
        </form>
      </search>
      {rows.length === 0 ? (
        <EmptyState heading={t('none')}>{t('noneText')}</EmptyState>
      ) : (
        <DataTable
          caption={t('caption', { total })}
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'name',
              heading: t('name'),
              rowHeading: true,
              cell: (row) => (
                <>
                  <Link href={`/admin/kunder/${row.id}`}>{row.name}</Link>{' '}
                  {row.active ? null : <StatusTag tone="error">{t('closed')}</StatusTag>}
                </>
              ),
            },
            { key: 'number', heading: t('numbers'), cell: (row) => row.ean ?? row.cvr ?? '–' },
            { key: 'class', heading: t('class'), cell: (row) => t(`classes.${row.customerClass as 'private'}`) },
            { key: 'members', heading: t('memberCount'), numeric: true, cell: (row) => row.members },
            { key: 'orders', heading: t('orderCount'), numeric: true, cell: (row) => row.orders },
          ]}
        />
      )}
      <Pagination
        page={page}
        pages={Math.ceil(total / PAGE_ROWS)}
        hrefOf={(to) => `/admin/kunder?${new URLSearchParams({ q, side: String(to) })}`}
      />
    </>
  )
}
