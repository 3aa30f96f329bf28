import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { Alert } from '#components/ui/alert.tsx'
import { Card } from '#components/ui/card.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { formatDate, formatInstant, formatNumber, formatShortDate } from '#components/ui/format.ts'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { StatusTag } from '#components/ui/status-tag.tsx'
import { type CatalogueReport, catalogueReport } from '#lib/web/catalogue-report.ts'
import { parseLocale } from '#lib/web/locale.ts'
import { requireStaff } from '#lib/web/session.ts'

const HASH_SHOWN = 12

export default async function RegistersPage() {
  const [t, locale] = await Promise.all([getTranslations('admin.registers'), getLocale().then(parseLocale)])
  const actor = await requireStaff('administrator', '/admin/registre')
  const { problems, registers, classifications } = await catalogueReport(actor, locale)
  return (
    <>
      <PageHeading heading={t('heading')} lead={t('lead')} />
      {problems.length > 0 ? (
        <Alert tone="error" heading={t('problems')}>
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Alert>
      ) : null}
      {registers.map(({ register, snapshots }) => (
        <Card key={register.id} heading={register.label[locale]}>
          <p>
            {t('facts', {
              origin: t(`origins.${register.origin}`),
              from: String(register.coverage.fromYear),
              to: String(register.coverage.toYear),
              variables: register.variables.length,
            })}{' '}
            <Link href={`/katalog/${register.id}`}>{t('inCatalogue')}</Link>
          </p>
          {snapshots.length === 0 ? (
            <Alert tone="warning">{t('noSnapshot')}</Alert>
          ) : (
            <DataTable
              caption={`${register.label[locale]}: ${t('snapshots')}`}
              compact
              rows={snapshots}
              rowKey={({ snapshot }) => snapshot.id}
              columns={[
                { key: 'id', heading: t('snapshot'), rowHeading: true, cell: ({ snapshot }) => snapshot.id },
                { key: 'cut', heading: t('cutOn'), cell: ({ snapshot }) => formatShortDate(snapshot.cutOn, locale) },
                {
                  key: 'persons',
                  heading: t('persons'),
                  numeric: true,
                  cell: ({ snapshot }) => formatNumber(snapshot.persons, locale),
                },
                { key: 'rows', heading: t('rows'), numeric: true, cell: ({ snapshot }) => formatNumber(snapshot.rows, locale) },
                {
                  key: 'hash',
                  heading: t('hash'),
                  cell: ({ snapshot }) => <code title={snapshot.sha256}>{snapshot.sha256.slice(0, HASH_SHOWN)}…</code>,
                },
                {
                  key: 'marginals',
                  heading: t('marginals'),
                  cell: ({ marginalsAt }) =>
                    marginalsAt ? formatInstant(marginalsAt, locale) : <StatusTag tone="warning">{t('noMarginals')}</StatusTag>,
                },
              ]}
            />
          )}
        </Card>
      ))}
      <Classifications classifications={classifications} locale={locale} />
      <p className="form-hint">{t('importHint')}</p>
    </>
  )
}

async function Classifications({
  classifications,
  locale,
}: {
  classifications: CatalogueReport['classifications']
  locale: 'da' | 'en'
}) {
  const t = await getTranslations('admin.registers')
  const validity = (from: string | null, to: string | null) =>
    `${from ? formatShortDate(from, locale) : '…'} – ${to ? formatShortDate(to, locale) : '…'}`
  return (
    <DataTable
      caption={t('classifications')}
      compact
      rows={classifications}
      rowKey={({ classification }) => classification.id}
      columns={[
        {
          key: 'name',
          heading: t('classification'),
          rowHeading: true,
          cell: ({ classification }) => classification.label[locale],
        },
        { key: 'version', heading: t('version'), cell: ({ classification }) => classification.version },
        {
          key: 'valid',
          heading: t('validity'),
          cell: ({ classification }) => validity(classification.validFrom, classification.validTo),
        },
        { key: 'codes', heading: t('codes'), numeric: true, cell: (row) => formatNumber(row.codes, locale) },
        {
          key: 'ending',
          heading: t('ending'),
          cell: ({ ending }) =>
            ending.map(({ code, label, on }) => t('endsOn', { label, code, date: formatDate(on, locale) })).join('; ') || '–',
        },
        { key: 'used', heading: t('usedBy'), cell: ({ usedBy }) => usedBy.join(', ') || '–' },
      ]}
    />
  )
}
