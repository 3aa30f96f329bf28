import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Confirm } from '#components/ui/confirm.tsx'
import { DateField } from '#components/ui/date-field.tsx'
import { Form } from '#components/ui/form.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import type { InvoiceDetail } from '#lib/invoicing/queries.ts'
import type { FormAction } from '#lib/web/form-state.ts'

/** What an administrator can do with an invoice: note its payment or take the note back, and credit it. */
export async function InvoiceActs({
  detail,
  today,
  notePayment,
  takeBack,
  credit,
}: {
  detail: InvoiceDetail
  today: string
  notePayment: FormAction
  takeBack: FormAction
  credit: FormAction
}) {
  const t = await getTranslations('invoices.act')
  const hidden = { invoiceId: detail.id }
  if (detail.state === null || detail.state === 'credited') return null
  return (
    <Card>
      {detail.state === 'paid' ? (
        <Form action={takeBack} hidden={hidden} label={t('unpaid')}>
          <SubmitButton variant="secondary">{t('unpaid')}</SubmitButton>
        </Form>
      ) : (
        <Form action={notePayment} hidden={hidden} label={t('paid')}>
          <DateField name="paidOn" legend={t('paidOn')} defaultValue={today} />
          <SubmitButton>{t('paid')}</SubmitButton>
        </Form>
      )}
      <Confirm label={t('credit')} consequence={t('creditConsequence')}>
        <Form action={credit} hidden={hidden} label={t('credit')}>
          <TextArea name="reason" label={t('reason')} rows={2} maxLength={500} />
          <Checkbox name="again" label={t('again')} hint={t('againHint')} />
          <SubmitButton variant="warning">{t('credit')}</SubmitButton>
        </Form>
      </Confirm>
    </Card>
  )
}
