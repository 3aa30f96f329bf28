import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { AuthorityFields } from '#components/admin/authority-fields.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Card } from '#components/ui/card.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { Form } from '#components/ui/form.tsx'
import { formatDate, formatLocale } from '#components/ui/format.ts'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { StatusTag } from '#components/ui/status-tag.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { dbContextOf } from '#lib/identity/actor.ts'
import { authoritiesInForce, authorityOn, type DatedAuthority } from '#lib/identity/authority/authority.ts'
import { loadAuthorities } from '#lib/identity/authority/queries.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { dayOf } from '#lib/sla/day.ts'
import { requireStaff } from '#lib/web/session.ts'
import { keepAuthority } from '../actions.ts'

export default async function AuthorityPage({ searchParams }: { searchParams: Promise<{ gemt?: string; ret?: string }> }) {
  const [{ gemt, ret }, t, admin, locale] = await Promise.all([
    searchParams,
    getTranslations('admin.authority'),
    getTranslations('admin'),
    getLocale().then(formatLocale),
  ])
  const actor = await requireStaff('administrator', '/admin/myndighed')
  const versions = await inTransaction(dbContextOf(actor), loadAuthorities)
  const inForce = authoritiesInForce(versions)
  const current = authorityOn(dayOf(new Date().toISOString()), versions)
  const edited = inForce.find(({ id }) => id === ret) ?? null
  return (
    <>
      <PageHeading heading={t('heading')} lead={t('lead')} />
      {gemt ? (
        <Alert tone="success" live>
          {admin('saved')}
        </Alert>
      ) : null}
      <DataTable
        caption={t('list')}
        rows={inForce.toReversed()}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'name',
            heading: t('heading'),
            rowHeading: true,
            cell: (row) => (
              <>
                {row.identity.name[locale]} {row === current ? <StatusTag tone="success">{t('now')}</StatusTag> : null}
                <Missing row={row} />
              </>
            ),
          },
          { key: 'from', heading: t('from'), cell: (row) => formatDate(row.validFrom, locale) },
          { key: 'cvr', heading: t('cvr'), cell: (row) => row.identity.cvr ?? '–' },
          {
            key: 'edit',
            heading: t('edit'),
            cell: (row) => (
              <Link href={`/admin/myndighed?ret=${row.id}#ret`} aria-label={`${t('edit')}: ${row.identity.name[locale]}`}>
                {t('edit')}
              </Link>
            ),
          },
        ]}
      />
      <Card heading={t('new')} id="ret">
        <p>{t('newHint')}</p>
        <Form key={edited?.id ?? 'new'} action={keepAuthority} label={t('new')}>
          <AuthorityFields from={edited ?? current} validFrom={edited?.validFrom ?? ''} />
          <p>{t('consequence')}</p>
          <SubmitButton>{t('save')}</SubmitButton>
        </Form>
      </Card>
    </>
  )
}

async function Missing({ row }: { row: DatedAuthority }) {
  const t = await getTranslations('admin.authority')
  const missing = [row.identity.cvr ? null : t('noCvr'), row.identity.payment ? null : t('noPayment')].filter(
    (each) => each !== null,
  )
  return missing.length > 0 ? <span className="form-hint">{t('missing', { what: missing.join(', ') })}</span> : null
}
