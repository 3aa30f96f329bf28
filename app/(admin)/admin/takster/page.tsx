import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { Alert } from '#components/ui/alert.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { formatDate } from '#components/ui/format.ts'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { StatusTag } from '#components/ui/status-tag.tsx'
import { dbContextOf } from '#lib/identity/actor.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { loadTariffs } from '#lib/pricing/queries.ts'
import { tariffOn } from '#lib/pricing/tariff-on.ts'
import { dayOf } from '#lib/sla/day.ts'
import { requireStaff } from '#lib/web/session.ts'

export default async function TariffsPage({ searchParams }: { searchParams: Promise<{ gemt?: string }> }) {
  const [{ gemt }, t, admin, locale] = await Promise.all([
    searchParams,
    getTranslations('admin.tariffs'),
    getTranslations('admin'),
    getLocale(),
  ])
  const actor = await requireStaff('administrator', '/admin/takster')
  const tariffs = (await inTransaction(dbContextOf(actor), loadTariffs)).map((each) => each.tariff)
  const current = tariffOn(dayOf(new Date().toISOString()), tariffs)
  return (
    <>
      <PageHeading
        heading={t('heading')}
        lead={t('lead')}
        actions={
          <LinkButton href="/admin/takster/ny" variant="primary">
            {t('new')}
          </LinkButton>
        }
      />
      {gemt ? (
        <Alert tone="success" live>
          {admin('savedTariff')}
        </Alert>
      ) : null}
      <DataTable
        caption={t('list')}
        rows={tariffs.toReversed()}
        rowKey={(row) => row.version}
        columns={[
          {
            key: 'version',
            heading: t('version'),
            rowHeading: true,
            cell: (row) => (
              <>
                {row.version} {current.ok && current.value === row ? <StatusTag tone="success">{t('current')}</StatusTag> : null}
              </>
            ),
          },
          { key: 'from', heading: t('from'), cell: (row) => formatDate(row.validFrom, locale) },
          { key: 'to', heading: t('to'), cell: (row) => (row.validTo ? formatDate(row.validTo, locale) : t('open')) },
          {
            key: 'copy',
            heading: t('copyForward'),
            cell: (row) => (
              <Link href={`/admin/takster/ny?fra=${row.version}`} aria-label={`${t('copyForward')}: ${row.version}`}>
                {t('copyForward')}
              </Link>
            ),
          },
        ]}
      />
    </>
  )
}
