import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { Form } from '#components/ui/form.tsx'
import { formatInstant } from '#components/ui/format.ts'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { KeptView } from '#lib/orders/kept/queries.ts'
import type { FormAction } from '#lib/web/form-state.ts'

/** The tables a person has begun and not saved as orders; each can be gone on with or thrown away. */
export async function KeptList({ kept, discard, locale }: { kept: readonly KeptView[]; discard: FormAction; locale: Locale }) {
  if (kept.length === 0) return null
  const t = await getTranslations('requester.kept')
  return (
    <Card heading={t('heading')} id="paabegyndt">
      <p>{t('lead')}</p>
      <ul className="st-kept no-max-width">
        {kept.map((each, at) => (
          <li key={each.id}>
            <span>
              <Link href={keptHref(each)}>{each.title || t('untitled')}</Link>
              <span className="form-hint">{t('when', { when: formatInstant(each.keptAt, locale) })}</span>
            </span>
            <Form
              action={discard}
              hidden={{ keptId: each.id }}
              label={t('discardLabel', { number: at + 1, title: each.title || t('untitled') })}
            >
              <SubmitButton variant="secondary">
                {t('discard')}
                <span className="sr-only"> {each.title || t('untitled')}</span>
              </SubmitButton>
            </Form>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** The address that goes on with a kept table. */
export function keptHref({ place, fields, id }: Pick<KeptView, 'place' | 'fields' | 'id'>): string {
  return `${place}?${fields}${fields ? '&' : ''}kladde=${id}`
}
