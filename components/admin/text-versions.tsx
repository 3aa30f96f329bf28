import { getLocale, getTranslations } from 'next-intl/server'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { Form } from '#components/ui/form.tsx'
import { formatInstant } from '#components/ui/format.ts'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { TextVersion } from '#lib/orders/texts/queries.ts'
import type { FormAction } from '#lib/web/form-state.ts'

interface Props {
  readonly versions: readonly TextVersion[]
  readonly names: ReadonlyMap<string, string>
  readonly restore: FormAction
}

/** What a text said before, each version with the way back to it. */
export async function TextVersions({ versions, names, restore }: Props) {
  const [t, locale] = await Promise.all([getTranslations('admin.replies'), getLocale()])
  const [newest, ...earlier] = versions
  if (!newest) return null
  const line = ({ version, createdAt, authorId, retired }: TextVersion) =>
    t(retired ? 'retiredLine' : 'versionLine', {
      version,
      when: formatInstant(createdAt, locale),
      who: (authorId && names.get(authorId)) ?? t('service'),
    })
  return (
    <>
      <p>{line(newest)}</p>
      {earlier.map((each) => (
        <Disclosure key={each.version} summary={line(each)}>
          <p>
            <strong>{each.name}</strong>
          </p>
          <p className="st-mail" lang="da">
            {each.da}
          </p>
          <p className="st-mail" lang="en">
            {each.en}
          </p>
          <Form
            action={restore}
            hidden={{ textId: each.textId, seenVersion: newest.version, version: each.version }}
            label={t('restore', { version: each.version })}
          >
            <SubmitButton variant="secondary">{t('restore', { version: each.version })}</SubmitButton>
          </Form>
        </Disclosure>
      ))}
    </>
  )
}
