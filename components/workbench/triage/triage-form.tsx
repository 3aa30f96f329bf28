import { getTranslations } from 'next-intl/server'
import { CommandConsequence } from '#components/labels/command-label.tsx'
import { Form } from '#components/ui/form.tsx'
import { RadioGroup } from '#components/ui/radio-group.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import type { OrderFacts } from '#lib/orders/order-facts.ts'
import { CHECK_ANSWERS, CHECK_ITEMS, type CheckItem, TRIAGE_OUTCOMES } from '#lib/orders/triage/checklist.ts'
import type { TriageRow } from '#lib/orders/triage/queries.ts'
import type { FormAction } from '#lib/web/form-state.ts'

interface Props {
  readonly facts: OrderFacts
  readonly doubts: readonly CheckItem[]
  /** The triage written last; its answers are where a new one begins. */
  readonly latest: TriageRow | undefined
  readonly action: FormAction
}

/** The checklist, each item answered by a person, and what it comes to. The service's doubts stand at their items; it ticks nothing itself. */
export async function TriageForm({ facts, doubts, latest, action }: Props) {
  const [t, label] = await Promise.all([getTranslations('analyst.triage'), getTranslations('labels.command')])
  const answers = CHECK_ANSWERS.map((value) => ({ value, label: t(`answer.${value}`) }))
  return (
    <Form
      key={`${facts.version}`}
      action={action}
      hidden={{ orderId: facts.id, expectedVersion: facts.version }}
      label={label('triage.label')}
      className="wb-checklist"
    >
      {CHECK_ITEMS.map((item) => (
        <RadioGroup
          key={item}
          name={`check_${item}`}
          legend={t(`item.${item}`)}
          choices={answers}
          defaultValue={latest?.answers[item]}
          {...(doubts.includes(item) ? { hint: t(`doubt.${item}`) } : {})}
        />
      ))}
      <div className="wb-outcome">
        <RadioGroup
          name="outcome"
          legend={t('outcomeQuestion')}
          choices={TRIAGE_OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`), hint: t(`leadsTo.${value}`) }))}
          defaultValue={latest?.outcome}
        />
      </div>
      <TextArea name="note" label={t('note')} hint={t('noteHint')} rows={2} />
      <p>
        <CommandConsequence command="triage" />
      </p>
      <SubmitButton>{label('triage.label')}</SubmitButton>
    </Form>
  )
}
