import { getLocale, getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Confirm } from '#components/ui/confirm.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { Form } from '#components/ui/form.tsx'
import { formatInstant } from '#components/ui/format.ts'
import { StatusTag } from '#components/ui/status-tag.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import type { MemberRow, OrganisationDetail } from '#lib/identity/organisations/queries.ts'
import type { FormAction } from '#lib/web/form-state.ts'

interface Props {
  readonly organisation: OrganisationDetail
  readonly add: FormAction
  readonly change: FormAction
}

/** A customer's people: who may accept offers, who has left, and a way to add somebody. */
export async function MemberList({ organisation, add, change }: Props) {
  const [t, locale] = await Promise.all([getTranslations('admin.customers.members'), getLocale()])
  const { members, id: organisationId } = organisation
  return (
    <Card heading={t('heading')} id="personer">
      {members.some(({ mayAccept }) => mayAccept) ? null : <p>{t('nobodyAccepts')}</p>}
      {members.length > 0 ? (
        <DataTable
          caption={t('heading')}
          hideCaption
          rows={members}
          rowKey={(row) => row.personId}
          columns={[
            {
              key: 'name',
              heading: t('name'),
              rowHeading: true,
              cell: (row) => (
                <>
                  {row.name} {row.status === 'active' ? null : <StatusTag tone="error">{t('closed')}</StatusTag>}
                  <span className="form-hint">{row.email}</span>
                </>
              ),
            },
            { key: 'accept', heading: t('mayAccept'), cell: (row) => t(row.mayAccept ? 'yes' : 'no') },
            {
              key: 'seen',
              heading: t('lastSignIn'),
              cell: (row) => (row.lastSignInAt ? formatInstant(row.lastSignInAt, locale) : t('never')),
            },
            {
              key: 'change',
              heading: t('change'),
              cell: (row) => <MemberActs member={row} organisationId={organisationId} change={change} />,
            },
          ]}
        />
      ) : null}
      <Form action={add} hidden={{ organisationId }} label={t('add')}>
        <TextField name="email" label={t('email')} hint={t('emailHint')} type="email" />
        <Checkbox name="mayAccept" label={t('mayAcceptLong')} />
        <SubmitButton variant="secondary">{t('add')}</SubmitButton>
      </Form>
    </Card>
  )
}

async function MemberActs({ member, organisationId, change }: { member: MemberRow; organisationId: string; change: FormAction }) {
  const t = await getTranslations('admin.customers.members')
  const acts = [member.mayAccept ? 'may-not-accept' : 'may-accept', 'remove'] as const
  return (
    <Confirm label={t('change')} consequence={`${member.name}: ${t('consequence')}`}>
      {acts.map((act) => (
        <Form
          key={act}
          action={change}
          hidden={{ organisationId, personId: member.personId, change: act }}
          label={`${member.name}: ${t(`acts.${act}`)}`}
        >
          <SubmitButton variant={act === 'remove' ? 'warning' : 'secondary'}>{t(`acts.${act}`)}</SubmitButton>
        </Form>
      ))}
    </Confirm>
  )
}
