import { getTranslations } from 'next-intl/server'
import { CommandConsequence, CommandLabel } from '#components/labels/command-label.tsx'
import { Card } from '#components/ui/card.tsx'
import { Form } from '#components/ui/form.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import type { Locale } from '#lib/catalogue/local-text.ts'
import { exhaustive } from '#lib/kernel/exhaustive.ts'
import type { Colleague } from '#lib/orders/assign/queries.ts'
import { BALL_HOLDER } from '#lib/orders/lifecycle.ts'
import type { OrderDetail } from '#lib/orders/queries.ts'
import { cutsToChoose } from '#lib/production/cut-choice.ts'
import type { FormAction } from '#lib/web/form-state.ts'
import type { JudgedOrder } from '#lib/web/judge-order.ts'
import type { AskedPart } from './ask-fields.tsx'
import { CommandFields, type TurnedAway } from './command-fields.tsx'
import { openCommands, type StaffCommand } from './open-commands.ts'
import type { StaffActions } from './staff-actions.ts'
import type { ReadyText } from './texts/text-choices.tsx'

interface Props {
  readonly detail: OrderDetail
  readonly actor: { readonly personId: string }
  readonly judged: JudgedOrder
  /** The command chosen in the address; the first open one when it is none of them. */
  readonly chosen: string
  readonly actions: StaffActions
  /** Whom the case can be handed over to. */
  readonly colleagues: readonly Colleague[]
  /** The command that the triage in force came to; null without one. */
  readonly triaged: StaffCommand | null
  readonly turnedAway: TurnedAway
  readonly texts: readonly ReadyText[]
  readonly asked: AskedPart
  readonly locale: Locale
}

/** What the person can do with the case now. One form at a time; the others are a link away, so it works without scripts. */
export async function ActionPanel({
  detail,
  actor,
  judged,
  chosen,
  actions,
  colleagues,
  triaged,
  turnedAway,
  texts,
  asked,
  locale,
}: Props) {
  const [t, labels, ball] = await Promise.all([
    getTranslations('analyst.act'),
    getTranslations('labels.command'),
    getTranslations('labels.ballHolder'),
  ])
  const { facts } = detail
  const open = openCommands(detail, actor.personId)
  const command = open.find((each) => each === chosen) ?? open.find((each) => each === triaged) ?? open[0]
  if (!command) {
    return (
      <Card heading={t('none')} id="handling">
        <p>{t('noneText', { holder: ball(BALL_HOLDER[facts.status]) })}</p>
      </Card>
    )
  }
  return (
    <section className="st-card wb-act" id="handling" aria-labelledby="handling-heading">
      <h2 className="st-card-heading" id="handling-heading">
        {t('heading')}
      </h2>
      {open.length > 1 ? (
        <Tabs
          label={t('choose')}
          tabs={open.map((each) => ({
            href: `/sager/${facts.id}?handling=${each}#handling`,
            label: labels(`${each}.label`),
            current: each === command,
          }))}
        />
      ) : null}
      {command === 'propose' ? (
        <>
          <p>
            <CommandConsequence command="propose" />
          </p>
          <LinkButton href={`/sager/${facts.id}/ret`} variant="primary">
            {t('toProposal')}
          </LinkButton>
        </>
      ) : command === 'approve' ? (
        <>
          <p>{t('seeTableFirst')}</p>
          <LinkButton href={`/sager/${facts.id}/tabel#vurdering`} variant="primary">
            {t('seeTable')}
          </LinkButton>
        </>
      ) : (
        <CommandForm
          detail={detail}
          judged={judged}
          command={command}
          action={actionOf(command, actions)}
          colleagues={colleagues}
          turnedAway={turnedAway}
          texts={texts}
          asked={asked}
          locale={locale}
        />
      )}
    </section>
  )
}

/** One command's form: what it leads to, its fields, its button. Bound to the version, and for verdicts to the bytes, on the page. */
export async function CommandForm({
  detail: { facts, specification, runs },
  judged,
  command,
  action,
  colleagues = [],
  turnedAway = null,
  texts = [],
  asked = null,
  locale,
}: {
  detail: OrderDetail
  judged: JudgedOrder
  command: StaffCommand
  action: FormAction
  colleagues?: readonly Colleague[]
  turnedAway?: TurnedAway | null
  texts?: readonly ReadyText[]
  asked?: AskedPart | null
  locale: Locale
}) {
  const labels = await getTranslations('labels.command')
  const isVerdict = command === 'approve' || command === 'sign-off'
  const target = { orderId: facts.id, expectedVersion: facts.version }
  const isFinal = command === 'refer' || command === 'decline' || command === 'recall'
  return (
    <Form
      key={`${command}-${specification.title}-${turnedAway?.referredTo ?? ''}-${asked?.chosen ?? ''}`}
      action={action}
      hidden={{ ...target, ...(isVerdict ? { contentHash: facts.table?.contentHash ?? '' } : {}) }}
      label={labels(`${command}.label`)}
    >
      <p>
        <CommandConsequence command={command} />
      </p>
      <CommandFields
        command={command}
        contentHash={facts.table?.contentHash ?? ''}
        judged={judged}
        colleagues={colleagues}
        turnedAway={turnedAway}
        texts={texts}
        asked={asked}
        locale={locale}
        cuts={cutsToChoose(runs, judged.catalogue, specification.register)}
      />
      <SubmitButton variant={isFinal ? 'warning' : 'primary'}>
        <CommandLabel command={command} />
      </SubmitButton>
    </Form>
  )
}

/** The server action behind a command. */
export function actionOf(command: StaffCommand, actions: StaffActions): FormAction {
  switch (command) {
    case 'submit-for-check':
      return actions.sendToCheck
    case 'claim-check':
      return actions.takeCheck
    case 'return':
      return actions.sendBack
    case 'sign-off':
      return actions.release
    case 'retract-change':
      return actions.retract
    case 'claim':
    case 'assign':
    case 'ask':
    case 'propose':
    case 'refer':
    case 'decline':
    case 'offer':
    case 'start':
    case 'run':
    case 'approve':
    case 'recall':
    case 'remake':
      return actions[command]
    default:
      return exhaustive(command)
  }
}
