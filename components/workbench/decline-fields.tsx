import { getTranslations } from 'next-intl/server'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { RadioGroup } from '#components/ui/radio-group.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import type { Locale } from '#lib/catalogue/local-text.ts'
import { DECLINE_GROUNDS } from '#lib/orders/triage/appeal-guidance.ts'
import { type ReadyText, TextChoices } from './texts/text-choices.tsx'

/** Why an order is declined: the ground, the reasons in both languages, and what the requester reads of complaining. */
export async function DeclineFields({
  appeal,
  texts,
  locale,
}: {
  appeal: Readonly<Record<Locale, string>>
  texts: readonly ReadyText[]
  locale: Locale
}) {
  const [t, grounds] = await Promise.all([getTranslations('analyst.act'), getTranslations('labels.declineGround')])
  return (
    <>
      <RadioGroup
        name="ground"
        legend={t('ground')}
        choices={DECLINE_GROUNDS.map((value) => ({ value, label: grounds(value) }))}
      />
      <TextArea name="reasonDa" label={t('reasonDa')} hint={t('reasonBoth')} />
      <TextArea name="reasonEn" label={t('reasonEn')} />
      <TextChoices texts={texts} fields={{ da: 'reasonDa', en: 'reasonEn' }} />
      <Disclosure summary={t('appeal')}>
        <p className="form-hint">{t('appealHint')}</p>
        <p className="wb-message">{appeal[locale]}</p>
      </Disclosure>
    </>
  )
}
