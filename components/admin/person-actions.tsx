import { getTranslations } from 'next-intl/server'
import { Confirm } from '#components/ui/confirm.tsx'
import { Form } from '#components/ui/form.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { STAFF_ROLES } from '#lib/identity/role.ts'
import type { FormAction } from '#lib/web/form-state.ts'

interface Props {
  readonly person: { readonly id: string; readonly name: string; readonly status: string; readonly roles: readonly string[] }
  readonly setStatus: FormAction
  readonly setRole: FormAction
}

/** A person's roles and access, folded away until somebody means to change them. */
export async function PersonActions({ person, setStatus, setRole }: Props) {
  const t = await getTranslations('admin.people')
  const isActive = person.status === 'active'
  return (
    <Confirm label={t('change')} consequence={`${person.name}: ${t('consequence')}`}>
      {STAFF_ROLES.map((role) => {
        const isHeld = person.roles.includes(role)
        const label = t(isHeld ? 'withdraw' : 'grant', { role: t(`roleNames.${role}`) })
        return (
          <Form
            key={role}
            action={setRole}
            hidden={{ personId: person.id, role, held: isHeld ? 'no' : 'yes' }}
            label={`${person.name}: ${label}`}
          >
            <SubmitButton variant="secondary">{label}</SubmitButton>
          </Form>
        )
      })}
      <Form
        action={setStatus}
        hidden={{ personId: person.id, status: isActive ? 'disabled' : 'active' }}
        label={`${person.name}: ${t(isActive ? 'disable' : 'enable')}`}
      >
        <SubmitButton variant={isActive ? 'warning' : 'secondary'}>{t(isActive ? 'disable' : 'enable')}</SubmitButton>
      </Form>
    </Confirm>
  )
}
