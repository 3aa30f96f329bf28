import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { Form } from '#components/ui/form.tsx'
import { formatInstant } from '#components/ui/format.ts'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { RoleGrantRow } from '#lib/identity/queries.ts'
import type { FormAction } from '#lib/web/form-state.ts'

interface Props {
  readonly grants: readonly RoleGrantRow[]
  readonly reader: string
  readonly decide: FormAction
  readonly locale: Locale
}

/** Roles that one administrator asked for and a second decides on; who asked can only take it back. */
export async function RoleGrants({ grants, reader, decide, locale }: Props) {
  const t = await getTranslations('admin.people')
  if (grants.length === 0) return null
  return (
    <Card heading={t('grants')} id="roller-der-venter">
      {grants.map((grant) => {
        const role = t(`roleNames.${grant.role as 'analyst'}`)
        const isOwn = grant.askedBy.id === reader
        const answers = isOwn ? (['takeBack'] as const) : grant.person.id === reader ? [] : (['allow', 'refuse'] as const)
        return (
          <div key={grant.id}>
            <p>
              {t('asked', {
                person: grant.person.name,
                role,
                by: grant.askedBy.name,
                at: formatInstant(grant.askedAt, locale),
              })}
            </p>
            {answers.map((answer) => (
              <Form
                key={answer}
                action={decide}
                hidden={{ grantId: grant.id, grant: answer === 'allow' ? 'yes' : 'no' }}
                label={`${grant.person.name}, ${role}: ${t(answer)}`}
              >
                <SubmitButton variant={answer === 'allow' ? 'primary' : 'secondary'}>{t(answer)}</SubmitButton>
              </Form>
            ))}
            {isOwn ? <p className="form-hint">{t('waitsForSecond')}</p> : null}
          </div>
        )
      })}
    </Card>
  )
}
