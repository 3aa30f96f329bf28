import { getTranslations } from 'next-intl/server'
import { KeepTyped } from '#components/orders/keep-typed.tsx'
import { Card } from '#components/ui/card.tsx'
import { Form } from '#components/ui/form.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import type { Specification } from '#lib/catalogue/specification.ts'
import { writeComposition } from '#lib/web/composition-form.ts'
import type { FormAction } from '#lib/web/form-state.ts'

interface Props {
  readonly action: FormAction
  /** The table as it stands; sent along unseen. */
  readonly specification: Specification
  readonly hidden: Readonly<Record<string, string | number>>
  /** Whose text is kept in the tab; nobody else who signs in there sees it. */
  readonly person: string
  readonly submitLabel: string
  readonly hint: string
  readonly purpose?: string
  readonly invoiceReference?: string
}

/** What is asked besides the table itself, and the step to checking the answers. */
export async function ContinueForm({
  action,
  specification,
  hidden,
  person,
  submitLabel,
  hint,
  purpose,
  invoiceReference,
}: Props) {
  const t = await getTranslations('requester.compose')
  return (
    <Card heading={t('continue')}>
      <Form action={action} hidden={hidden} label={t('continue')}>
        {writeComposition(specification).map(([name, value]) => (
          <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
        ))}
        <TextArea name="purpose" label={t('purpose')} hint={t('purposeHint')} rows={3} defaultValue={purpose ?? ''} />
        <TextField
          name="invoiceReference"
          label={t('reference')}
          defaultValue={invoiceReference ?? ''}
          width="l"
          maxLength={200}
        />
        <KeepTyped name={`${person}:${hidden.orderId ?? hidden.kept ?? 'new'}`} />
        <SubmitButton>{submitLabel}</SubmitButton>
        <p className="form-hint">{hint}</p>
      </Form>
    </Card>
  )
}
