import { getTranslations } from 'next-intl/server'
import { Form } from '#components/ui/form.tsx'
import { RadioGroup } from '#components/ui/radio-group.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { type CannedText, TEXT_PLACEHOLDERS, TEXT_PURPOSES } from '#lib/orders/texts/canned-text.ts'
import type { FormAction } from '#lib/web/form-state.ts'

interface Props {
  readonly textId: string
  readonly seenVersion: number
  readonly text: CannedText | null
  readonly action: FormAction
}

/** A text that analysts can use: what it is for, its name, and its words in both languages. */
export async function TextFields({ textId, seenVersion, text, action }: Props) {
  const t = await getTranslations('admin.replies')
  return (
    <Form key={seenVersion} action={action} hidden={{ textId, seenVersion }} label={t('words')}>
      <TextField name="name" label={t('name')} hint={t('nameHint')} defaultValue={text?.name ?? ''} width="l" maxLength={100} />
      <RadioGroup
        name="purpose"
        legend={t('purpose')}
        defaultValue={text?.purpose}
        choices={TEXT_PURPOSES.map((value) => ({ value, label: t(`purposes.${value}`), hint: t(`purposeHints.${value}`) }))}
      />
      <p>{t('placeholders')}</p>
      <ul>
        {TEXT_PLACEHOLDERS.map((name) => (
          <li key={name}>
            <code>{`{${name}}`}</code> {t(`placeholder.${name}`)}
          </li>
        ))}
      </ul>
      <TextArea name="da" label={t('da')} defaultValue={text?.da ?? ''} rows={7} />
      <TextArea name="en" label={t('en')} defaultValue={text?.en ?? ''} rows={7} />
      <p>{t('consequence')}</p>
      <SubmitButton>{t('save')}</SubmitButton>
    </Form>
  )
}
