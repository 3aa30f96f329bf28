import { getTranslations } from 'next-intl/server'
import { RefusalText } from '#components/labels/refusal-text.tsx'
import { QuoteLines } from '#components/orders/quote-lines.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { CheckboxGroup } from '#components/ui/checkbox-group.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { formatDate, formatNumber } from '#components/ui/format.ts'
import { RadioGroup } from '#components/ui/radio-group.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import type { Locale } from '#lib/catalogue/local-text.ts'
import { exhaustive } from '#lib/kernel/exhaustive.ts'
import type { Colleague } from '#lib/orders/assign/queries.ts'
import type { ReferredTo } from '#lib/orders/likely-referrals.ts'
import type { CutChoice, CutsToChoose } from '#lib/production/cut-choice.ts'
import { CHECK_POINTS } from '#lib/web/check-form.ts'
import type { JudgedOrder } from '#lib/web/judge-order.ts'
import { REFERRALS } from '#lib/web/order-forms.ts'
import { refusalFacts } from '#lib/web/refusal-facts.ts'
import { type AskedPart, AskFields } from './ask-fields.tsx'
import { AssignFields } from './assign-fields.tsx'
import { DeclineFields } from './decline-fields.tsx'
import type { StaffCommand } from './open-commands.ts'
import { type ReadyText, TextChoices } from './texts/text-choices.tsx'

interface Props {
  readonly command: StaffCommand
  readonly contentHash: string
  readonly judged: JudgedOrder
  readonly colleagues: readonly Colleague[]
  readonly locale: Locale
  /** Cuts of the register that a run could be made on, when there are two. */
  readonly cuts: CutsToChoose | null
  readonly turnedAway: TurnedAway | null
  /** The administrator's texts, ready to be put in. */
  readonly texts: readonly ReadyText[]
  readonly asked: AskedPart | null
}

/** What stands ready for an order that is turned away: where the triage would send it, and how its requester could complain. */
export interface TurnedAway {
  readonly referredTo: ReferredTo | null
  readonly appeal: Readonly<Record<Locale, string>>
}

/** What a command asks for besides the press of its button. */
export async function CommandFields({ command, contentHash, judged, colleagues, locale, cuts, turnedAway, texts, asked }: Props) {
  const t = await getTranslations('analyst.act')
  const textsFor = (wanted: ReadyText['purpose']) => texts.filter(({ purpose }) => purpose === wanted)
  switch (command) {
    case 'claim':
    case 'propose':
    case 'retract-change':
    case 'start':
    case 'claim-check':
      return null
    case 'run':
      return <CutFields cuts={cuts} locale={locale} />
    case 'ask':
      return <AskFields asked={asked} texts={textsFor('question')} />
    case 'assign':
      return <AssignFields colleagues={colleagues} />
    case 'refer':
      return <ReferFields referredTo={turnedAway?.referredTo ?? null} />
    case 'decline':
      return turnedAway ? <DeclineFields appeal={turnedAway.appeal} texts={textsFor('decline')} locale={locale} /> : null
    case 'recall':
      return <TextArea name="reason" label={t('reason')} hint={t('reasonToRequester')} />
    case 'remake':
    case 'return':
      return <TextArea name="reason" label={t('reason')} hint={t('reasonInside')} />
    case 'offer':
      return <OfferFields judged={judged} texts={textsFor('offer')} locale={locale} />
    case 'submit-for-check':
      return <TextArea name="note" label={t('note')} hint={t('noteHint')} />
    case 'approve':
      return <ApproveFields contentHash={contentHash} />
    case 'sign-off':
      return (
        <p>
          {t('releaseHash')} <span className="st-hash">{contentHash}</span>
        </p>
      )
    default:
      return exhaustive(command)
  }
}

async function ReferFields({ referredTo }: Pick<TurnedAway, 'referredTo'>) {
  const [t, referral] = await Promise.all([getTranslations('analyst.act'), getTranslations('labels.referral')])
  return (
    <>
      <RadioGroup
        name="referredTo"
        legend={t('referTo')}
        defaultValue={referredTo ?? ''}
        choices={REFERRALS.map((value) => ({ value, label: referral(value) }))}
      />
      <TextArea name="reason" label={t('reason')} hint={t('reasonToRequester')} />
    </>
  )
}

async function OfferFields({ judged, texts, locale }: Pick<Props, 'judged' | 'texts' | 'locale'>) {
  const [t, kinds] = await Promise.all([getTranslations('analyst.act'), getTranslations('requester.quote.kinds')])
  const { composition, refusal } = judged
  if (refusal || !composition) {
    return (
      <Alert tone="error">
        <p>{refusal ? <RefusalText kind={refusal.kind} facts={refusalFacts(refusal)} /> : null}</p>
      </Alert>
    )
  }
  return (
    <>
      <QuoteLines quote={composition.quote} caption={t('offerPreview')} />
      <Disclosure summary={t('adjust')}>
        <p className="form-hint">{t('adjustHint')}</p>
        {composition.quote.lines
          .filter(({ kind, hours }) => hours !== undefined && kind !== 'free-clarification')
          .map(({ kind, hours }) => (
            <div className="st-field-row" key={kind}>
              <TextField
                name={`hours_${kind}`}
                label={`${kinds(kind)}, ${t('hoursUnit')}`}
                inputMode="decimal"
                width="xs"
                maxLength={6}
                defaultValue={formatNumber(hours ?? 0, locale)}
              />
              <TextField name={`reason_${kind}`} label={t('adjustReason')} width="l" maxLength={500} />
            </div>
          ))}
      </Disclosure>
      {composition.expected ? <p>{t('offerDelivery', { date: formatDate(composition.expected.on, locale) })}</p> : null}
      <TextArea name="message" label={t('message')} hint={t('optional')} />
      <TextChoices texts={texts} fields={{ da: 'message', en: 'message' }} />
    </>
  )
}

async function ApproveFields({ contentHash }: { contentHash: string }) {
  const t = await getTranslations('analyst.act')
  return (
    <>
      <CheckboxGroup
        name="looked"
        legend={t('points')}
        choices={CHECK_POINTS.map((value) => ({ value, label: t(`point.${value}`) }))}
      />
      <TextArea name="comment" label={t('comment')} hint={t('optional')} rows={3} />
      <p>
        {t('hash')} <span className="st-hash">{contentHash}</span>
      </p>
    </>
  )
}

/** The cut that was used before, or a newer one; nothing when there is only one. */
async function CutFields({ cuts, locale }: Pick<Props, 'cuts' | 'locale'>) {
  const t = await getTranslations('analyst.act')
  if (!cuts) return null
  const choice = (value: CutChoice, { id, cutOn }: CutsToChoose['used']) => ({
    value,
    label: t(`cuts.${value}`, { day: formatDate(cutOn, locale) }),
    hint: t(`cuts.${value}Hint`, { id }),
  })
  return (
    <RadioGroup
      name="cut"
      legend={t('cuts.legend')}
      defaultValue="same"
      choices={[choice('same', cuts.used), choice('newest', cuts.newest)]}
    />
  )
}
