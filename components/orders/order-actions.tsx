import { getTranslations } from 'next-intl/server'
import { CommandConsequence } from '#components/labels/command-label.tsx'
import { DecisionCard } from '#components/orders/decision-card.tsx'
import { OfferCard } from '#components/orders/offer-card.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Card } from '#components/ui/card.tsx'
import { Confirm } from '#components/ui/confirm.tsx'
import { Form } from '#components/ui/form.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { OrderDetail } from '#lib/orders/queries.ts'
import type { QuestionPart } from '#lib/orders/questions/question-part.ts'
import type { DecisionView } from '#lib/orders/triage/queries.ts'
import type { FormAction } from '#lib/web/form-state.ts'
import { answerField } from '#lib/web/question-forms.ts'

export interface OrderActionSet {
  readonly submitDraft: FormAction
  readonly discardDraft: FormAction
  readonly answer: FormAction
  readonly accept: FormAction
  readonly askForChange: FormAction
  readonly withdraw: FormAction
}

interface Props {
  readonly detail: OrderDetail
  readonly actor: { readonly name: string; readonly organisation: { readonly name: string } | null }
  readonly actions: OrderActionSet
  /** The decision by which the order was declined. */
  readonly decision: DecisionView | null
  readonly labelOf: (part: QuestionPart) => string
  readonly locale: Locale
}

/** What the person can do with the order now: exactly the commands the lifecycle gives her, the expected one first. */
export async function OrderActions({ detail, actor, actions, decision, labelOf, locale }: Props) {
  const [t, commandT] = await Promise.all([getTranslations('requester.order'), getTranslations('labels.command')])
  const { facts, commands, row } = detail
  const target = { orderId: facts.id, expectedVersion: facts.version }
  const can = (command: (typeof commands)[number]) => commands.includes(command)
  const openOffer = detail.offers.find((offer) => offer.status === 'open')
  const ending = [...detail.history].reverse().find((entry) => typeof entry.facts.reason === 'string' && row.status === 'ended')
  return (
    <div className="st-actions">
      {decision ? <DecisionCard decision={decision} /> : null}
      {row.status === 'ended' && ending && !decision ? (
        <Alert tone="info" heading={t('reasonGiven')}>
          {String(ending.facts.reason)}
        </Alert>
      ) : null}
      {can('download') ? (
        <LinkButton href={`/bestillinger/${facts.id}/levering`} variant="primary">
          {t('open')}
        </LinkButton>
      ) : null}
      {can('submit') ? (
        <Card>
          <p>{t('submitNote')}</p>
          <Form action={actions.submitDraft} hidden={target} label={t('submit')}>
            <SubmitButton>{t('submit')}</SubmitButton>
          </Form>
          <LinkButton href={`/bestillinger/${facts.id}/rediger`}>{t('edit')}</LinkButton>
        </Card>
      ) : null}
      {can('answer') ? (
        <AnswerCard action={actions.answer} target={target} questions={detail.questions} labelOf={labelOf} />
      ) : null}
      {openOffer && row.status === 'offered' ? (
        <OfferCard
          offer={openOffer}
          target={target}
          actor={actor}
          canAccept={can('accept')}
          accept={actions.accept}
          askForChange={actions.askForChange}
          locale={locale}
        />
      ) : null}
      {can('discard') ? (
        <Confirm label={t('discard')} consequence={commandT('discard.consequence')}>
          <Form action={actions.discardDraft} hidden={target} label={t('discard')}>
            <SubmitButton variant="warning">{t('discard')}</SubmitButton>
          </Form>
        </Confirm>
      ) : null}
      {can('withdraw') ? (
        <Confirm label={t('withdraw')} consequence={commandT('withdraw.consequence')}>
          <Form action={actions.withdraw} hidden={target} label={t('withdraw')}>
            <TextArea name="reason" label={t('withdrawReason')} rows={2} />
            <SubmitButton variant="warning">{t('withdraw')}</SubmitButton>
          </Form>
        </Confirm>
      ) : null}
    </div>
  )
}

async function AnswerCard({
  action,
  target,
  questions,
  labelOf,
}: {
  action: FormAction
  target: { orderId: string; expectedVersion: number }
} & Pick<OrderDetail, 'questions'> &
  Pick<Props, 'labelOf'>) {
  const t = await getTranslations('requester.order')
  return (
    <Card>
      <p>{t('waitingForYou')}</p>
      <Form action={action} hidden={target} label={t('answerLabel')}>
        {questions
          .filter(({ answer }) => answer === null)
          .map(({ id, part, text }) => (
            <TextArea
              key={id}
              name={answerField(id)}
              label={part ? t('answerTo', { part: labelOf(part) }) : t('answerLabel')}
              hint={<span className="st-question">{text}</span>}
              rows={3}
            />
          ))}
        <SubmitButton>{t('send')}</SubmitButton>
      </Form>
      <p>
        <CommandConsequence command="answer" />
      </p>
      <LinkButton href={`/bestillinger/${target.orderId}/rediger`}>{t('change')}</LinkButton>
      <p className="form-hint">{t('changeHint')}</p>
    </Card>
  )
}
