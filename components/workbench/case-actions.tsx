import { getTranslations } from 'next-intl/server'
import { QuoteLines } from '#components/orders/quote-lines.tsx'
import { CheckboxGroup } from '#components/ui/checkbox-group.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Select } from '#components/ui/select.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { CommandForm, type FormAction } from '#components/workbench/command-form.tsx'
import type { OrderCommand } from '#lib/orders/lifecycle.ts'
import type { OrderDetail } from '#lib/orders/queries.ts'
import type { Quote } from '#lib/pricing/quote.ts'
import { CHECK_POINTS } from '#lib/web/check-form.ts'

export type CaseActionSet = Readonly<
  Record<
    | 'claim'
    | 'ask'
    | 'refer'
    | 'decline'
    | 'offer'
    | 'start'
    | 'run'
    | 'sendToCheck'
    | 'takeCheck'
    | 'approve'
    | 'sendBack'
    | 'release'
    | 'recall'
    | 'remake',
    FormAction
  >
>

interface Props {
  readonly detail: OrderDetail
  readonly actions: CaseActionSet
  readonly quote: Quote | null
}

const REFERRALS = ['forskerservice', 'danmarks-statistik', 'esundhed', 'aktindsigt'] as const

/** Exactly the commands the lifecycle gives this person now, in the order they are usually given. */
export async function CaseActions({ detail, actions, quote }: Props) {
  const [t, referrals] = await Promise.all([getTranslations('analyst.order'), getTranslations('labels.referral')])
  const { facts, commands } = detail
  const can = (command: OrderCommand) => commands.includes(command)
  const hidden = { orderId: facts.id, expectedVersion: facts.version }
  const isMine = can('offer') || can('start')
  const reason = <TextArea name="reason" label={t('reasonText')} rows={3} />
  return (
    <div className="st-actions">
      {can('offer') ? (
        <CommandForm command="offer" action={actions.offer} hidden={hidden} isNext>
          {quote ? <QuoteLines quote={quote} caption={t('preview')} /> : null}
          <TextArea name="message" label={t('messageText')} rows={2} />
        </CommandForm>
      ) : null}
      {can('start') ? <CommandForm command="start" action={actions.start} hidden={hidden} isNext /> : null}
      {can('submit-for-check') ? (
        <>
          <LinkButton href={`/sager/${facts.id}/tabel`}>{t('open')}</LinkButton>
          <CommandForm command="submit-for-check" action={actions.sendToCheck} hidden={hidden} isNext>
            <TextArea name="note" label={t('noteText')} rows={3} />
          </CommandForm>
        </>
      ) : null}
      {can('run') ? <CommandForm command="run" action={actions.run} hidden={hidden} isNext={!can('submit-for-check')} /> : null}
      {can('claim-check') ? <CommandForm command="claim-check" action={actions.takeCheck} hidden={hidden} isNext /> : null}
      <CheckActions detail={detail} actions={actions} />
      {can('claim') ? <CommandForm command="claim" action={actions.claim} hidden={hidden} isNext={!isMine} /> : null}
      {can('ask') ? (
        <CommandForm command="ask" action={actions.ask} hidden={hidden}>
          <TextArea name="text" label={t('questionText')} rows={3} />
        </CommandForm>
      ) : null}
      {can('refer') ? (
        <CommandForm command="refer" action={actions.refer} hidden={hidden}>
          <Select
            name="referredTo"
            label={t('referredTo')}
            emptyLabel={t('choose')}
            options={REFERRALS.map((value) => ({ value, label: referrals(value) }))}
          />
          {reason}
        </CommandForm>
      ) : null}
      {(['decline', 'remake', 'recall'] as const).map((command) =>
        can(command) ? (
          <CommandForm key={command} command={command} action={actions[command]} hidden={hidden} variant="warning">
            {reason}
          </CommandForm>
        ) : null,
      )}
    </div>
  )
}

/** The second person's part: look, decide, and only then see the producer's note and sign off. */
async function CheckActions({ detail, actions }: Omit<Props, 'quote'>) {
  const t = await getTranslations('analyst.order')
  const { facts, commands } = detail
  const isChecker = commands.includes('approve') || commands.includes('sign-off')
  if (!isChecker || !facts.table) return null
  const hidden = { orderId: facts.id, expectedVersion: facts.version }
  const bound = { ...hidden, contentHash: facts.table.contentHash }
  const canSignOff = commands.includes('sign-off')
  return (
    <>
      <LinkButton href={`/sager/${facts.id}/tabel`} variant={canSignOff ? 'secondary' : 'primary'}>
        {t('seeTable')}
      </LinkButton>
      {canSignOff ? (
        <>
          <div>
            <h3>{t('note')}</h3>
            <p className="st-message">{detail.producerNote || t('noNote')}</p>
          </div>
          <CommandForm command="sign-off" action={actions.release} hidden={bound} isNext />
        </>
      ) : (
        <CommandForm command="approve" action={actions.approve} hidden={bound} isNext>
          <CheckboxGroup
            name="looked"
            legend={t('look')}
            choices={CHECK_POINTS.map((point) => ({ value: point, label: t(`lookItems.${point}`) }))}
          />
          <TextArea name="comment" label={t('commentText')} rows={2} />
          <p className="form-hint">
            {t('verdicts')} {t('hash')}: <code>{facts.table.contentHash.slice(0, 16)}…</code>
          </p>
        </CommandForm>
      )}
      {commands.includes('return') ? (
        <CommandForm command="return" action={actions.sendBack} hidden={hidden} variant="warning">
          <TextArea name="reason" label={t('reasonText')} rows={3} />
        </CommandForm>
      ) : null}
    </>
  )
}
