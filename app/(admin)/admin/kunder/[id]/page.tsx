import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { CustomerFields } from '#components/admin/customer-fields.tsx'
import { MemberList } from '#components/admin/member-list.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Breadcrumb } from '#components/ui/breadcrumb.tsx'
import { Card } from '#components/ui/card.tsx'
import { Confirm } from '#components/ui/confirm.tsx'
import { Form } from '#components/ui/form.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { organisationDetail } from '#lib/identity/organisations/queries.ts'
import { parseId } from '#lib/kernel/ids.ts'
import { requireStaff } from '#lib/web/session.ts'
import { keepCustomer, keepCustomerActive, keepMember, makeMember } from '../../actions.ts'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ gemt?: string }> }

export default async function CustomerPage({ params, searchParams }: Props) {
  const [{ id }, { gemt }, t, admin] = await Promise.all([
    params,
    searchParams,
    getTranslations('admin.customers'),
    getTranslations('admin'),
  ])
  const actor = await requireStaff('administrator', `/admin/kunder/${id}`)
  const organisation = parseId(id) ? await organisationDetail(actor, id) : null
  if (!organisation) return notFound()
  const { active, version } = organisation
  return (
    <>
      <Breadcrumb crumbs={[{ label: t('heading'), href: '/admin/kunder' }]} current={organisation.name} />
      {gemt ? (
        <Alert tone="success" live>
          {admin('saved')}
        </Alert>
      ) : null}
      <PageHeading heading={organisation.name} lead={t('orders', { count: organisation.orders })} />
      {active ? null : <Alert tone="warning">{t('closedText')}</Alert>}
      <Card heading={t('facts')}>
        {/* A new version makes new fields: what was typed before it must not cover what is stored. */}
        <Form
          key={version}
          action={keepCustomer}
          hidden={{ organisationId: id, expectedVersion: version }}
          label={organisation.name}
        >
          <CustomerFields customer={organisation} />
          <p>{t('consequence')}</p>
          <SubmitButton>{t('save')}</SubmitButton>
        </Form>
      </Card>
      <MemberList organisation={organisation} add={makeMember} change={keepMember} />
      <Confirm label={t(active ? 'close' : 'open')} consequence={t(active ? 'closeConsequence' : 'openConsequence')}>
        <Form
          action={keepCustomerActive}
          hidden={{ organisationId: id, active: active ? 'no' : 'yes' }}
          label={t(active ? 'close' : 'open')}
        >
          <SubmitButton variant={active ? 'warning' : 'secondary'}>{t(active ? 'close' : 'open')}</SubmitButton>
        </Form>
      </Confirm>
    </>
  )
}
