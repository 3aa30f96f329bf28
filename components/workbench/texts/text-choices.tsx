import { getTranslations } from 'next-intl/server'
import { Disclosure } from '#components/ui/disclosure.tsx'
import type { CannedText } from '#lib/orders/texts/canned-text.ts'
import { InsertText } from './insert-text.tsx'

/** A text with the order's facts filled in. */
export type ReadyText = CannedText & { readonly textId: string }

/**
 * The administrator's texts for what is being written, each as it would be sent. Without scripts they can be read and copied; with
 * them one press puts a text in. `fields` names the field of each language; the same one for both where only one language is sent.
 */
export async function TextChoices({
  texts,
  fields,
}: {
  texts: readonly ReadyText[]
  fields: { readonly da: string; readonly en: string }
}) {
  const t = await getTranslations('analyst.texts')
  if (texts.length === 0) return null
  const choicesOf = ({ name, da, en }: ReadyText) =>
    fields.da === fields.en
      ? [
          { label: t('insertDa', { name }), parts: { [fields.da]: da } },
          { label: t('insertEn', { name }), parts: { [fields.en]: en } },
        ]
      : [{ label: t('insertBoth', { name }), parts: { [fields.da]: da, [fields.en]: en } }]
  return (
    <Disclosure summary={t('heading', { count: texts.length })}>
      {texts.map((text) => (
        <article key={text.textId} className="wb-text">
          <h3>{text.name}</h3>
          <p className="wb-message" lang="da">
            {text.da}
          </p>
          <p className="wb-message" lang="en">
            {text.en}
          </p>
          <InsertText choices={choicesOf(text)} done={t('done')} />
        </article>
      ))}
    </Disclosure>
  )
}
