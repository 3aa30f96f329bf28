import { getLocale, getTranslations } from 'next-intl/server'
import { TariffFields } from '#components/admin/tariff-fields.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Card } from '#components/ui/card.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { Form } from '#components/ui/form.tsx'
import { formatDate } from '#components/ui/format.ts'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { StatusTag } from '#components/ui/status-tag.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { dbContextOf } from '#lib/identity/actor.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { loadTariffs } from '#lib/pricing/queries.ts'
import { tariffOn } from '#lib/pricing/tariff-on.ts'
import { dayOf } from '#lib/sla/day.ts'
import { requireStaff } from '#lib/web/session.ts'
import { saveTariff } from '../actions.ts'

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
  const newest = tariffs.at(-1)
  return (
    <>
      <PageHeading heading={t('heading')} lead={t('lead')} />
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
        ]}
      />
      {newest ? (
        <Card heading={t('new')}>
          <Form action={saveTariff} label={t('new')}>
            <TariffFields from={newest} />
            <p>{t('consequence')}</p>
            <SubmitButton>{t('save')}</SubmitButton>
          </Form>
        </Card>
      ) : null}
    </>
  )
}
