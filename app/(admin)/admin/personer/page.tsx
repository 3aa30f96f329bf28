import { getLocale, getTranslations } from 'next-intl/server'
import { PersonActions } from '#components/admin/person-actions.tsx'
import { RoleGrants } from '#components/admin/role-grants.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { formatInstant } from '#components/ui/format.ts'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { StatusTag } from '#components/ui/status-tag.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { listPeople, listRoleGrants } from '#lib/identity/queries.ts'
import { parseLocale } from '#lib/web/locale.ts'
import { requireStaff } from '#lib/web/session.ts'
import { keepPersonStatus, keepRoleGrant, keepStaffRole } from '../actions.ts'

export default async function PeoplePage({ searchParams }: { searchParams: Promise<{ gemt?: string; q?: string }> }) {
  const [{ gemt, q = '' }, t, admin, locale] = await Promise.all([
    searchParams,
    getTranslations('admin.people'),
    getTranslations('admin'),
    getLocale().then(parseLocale),
  ])
  const actor = await requireStaff('administrator', '/admin/personer')
  const [people, grants] = await Promise.all([listPeople(actor, q), listRoleGrants(actor)])
  return (
    <>
      <PageHeading heading={t('heading')} lead={t('lead')} />
      {gemt ? (
        <Alert tone="success" live>
          {admin('saved')}
        </Alert>
      ) : null}
      <RoleGrants grants={grants} reader={actor.personId} decide={keepRoleGrant} locale={locale} />
      <search>
        <form method="get" className="st-form">
          <TextField name="q" label={t('search')} defaultValue={q} type="search" />
          <Button type="submit">{t('find')}</Button>
        </form>
      </search>
      {people.length === 0 ? <EmptyState heading={t('none')} /> : null}
      <DataTable
        caption={t('caption')}
        rows={people}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'name',
            heading: t('name'),
            rowHeading: true,
            cell: (row) => (
              <>
                {row.name}
                <br />
                <span className="form-hint">{row.email}</span>
              </>
            ),
          },
          {
            key: 'roles',
            heading: t('roles'),
            cell: (row) => row.roles.map((role) => t(`roleNames.${role as 'analyst'}`)).join(', '),
          },
          { key: 'organisations', heading: t('organisations'), cell: (row) => row.organisations.join(', ') },
          {
            key: 'status',
            heading: t('status'),
            cell: (row) => (
              <StatusTag tone={row.status === 'active' ? 'success' : 'error'}>{t(row.status as 'active')}</StatusTag>
            ),
          },
          {
            key: 'seen',
            heading: t('lastSignIn'),
            cell: (row) => (row.lastSignInAt ? formatInstant(row.lastSignInAt, locale) : t('never')),
          },
          {
            key: 'change',
            heading: t('change'),
            cell: (row) =>
              row.id === actor.personId ? (
                ''
              ) : (
                <PersonActions person={row} setStatus={keepPersonStatus} setRole={keepStaffRole} />
              ),
          },
        ]}
      />
    </>
  )
}
