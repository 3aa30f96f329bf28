import { getTranslations } from 'next-intl/server'
import { keptHref } from '#components/orders/kept-list.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Form } from '#components/ui/form.tsx'
import { formatInstant } from '#components/ui/format.ts'
import { LinkButton } from '#components/ui/link-button.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { KeptView } from '#lib/orders/kept/queries.ts'
import type { FormAction } from '#lib/web/form-state.ts'

/** Changes to an order that were begun and never saved: gone on with, or thrown away. */
export async function KeptChanges({ kept, discard, locale }: { kept: KeptView; discard: FormAction; locale: Locale }) {
  const t = await getTranslations('requester.kept')
  return (
    <Alert tone="info" heading={t('changes')}>
      <p>{t('changesText', { when: formatInstant(kept.keptAt, locale) })}</p>
      <div className="st-button-row">
        <LinkButton href={keptHref(kept)}>{t('goOn')}</LinkButton>
        <Form action={discard} hidden={{ keptId: kept.id }} label={t('discardChanges')}>
          <SubmitButton variant="secondary">{t('discardChanges')}</SubmitButton>
        </Form>
      </div>
    </Alert>
  )
}
