import { getTranslations } from 'next-intl/server'
import { CommandConsequence } from '#components/labels/command-label.tsx'
import { Card } from '#components/ui/card.tsx'
import { Confirm } from '#components/ui/confirm.tsx'
import { Form } from '#components/ui/form.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { ProposalView } from '#lib/orders/proposals/queries.ts'
import type { FormAction } from '#lib/web/form-state.ts'
import type { WeighedChange } from '#lib/web/weigh-change.ts'
import { TableDifference } from './table-difference.tsx'

interface Props {
  readonly proposal: ProposalView
  readonly weighed: WeighedChange
  readonly target: { readonly orderId: string; readonly expectedVersion: number }
  readonly approve: FormAction
  readonly sendBack: FormAction
  readonly locale: Locale
}

/** A suggested change as its customer meets it: why, what differs and what it costs; approved, or sent back with a wish. */
export async function ProposalCard({ proposal, weighed, target, approve, sendBack, locale }: Props) {
  const [t, command] = await Promise.all([getTranslations('requester.proposal'), getTranslations('labels.command')])
  return (
    <Card heading={t('heading')} id="forslag">
      <p className="st-message">{proposal.message}</p>
      <TableDifference before={proposal.before} after={proposal.after} weighed={weighed} withPrice locale={locale} />
      <p className="form-hint">{t('priceHint')}</p>
      <Form action={approve} hidden={target} label={command('approve-change.label')}>
        <p>
          <CommandConsequence command="approve-change" />
        </p>
        <SubmitButton>{command('approve-change.label')}</SubmitButton>
      </Form>
      <Confirm label={command('send-back-change.label')} consequence={command('send-back-change.consequence')}>
        <Form action={sendBack} hidden={target} label={command('send-back-change.label')}>
          <TextArea name="reason" label={t('wish')} rows={3} />
          <SubmitButton variant="secondary">{command('send-back-change.label')}</SubmitButton>
        </Form>
      </Confirm>
    </Card>
  )
}
