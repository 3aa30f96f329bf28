import { getTranslations } from 'next-intl/server'
import { Confirm } from '#components/ui/confirm.tsx'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { OrderDetail } from '#lib/orders/queries.ts'
import type { JudgedOrder } from '#lib/web/judge-order.ts'
import { actionOf, CommandForm } from './action-panel.tsx'
import type { StaffActions } from './staff-actions.ts'

interface Props {
  readonly detail: OrderDetail
  readonly judged: JudgedOrder
  readonly actions: StaffActions
  readonly locale: Locale
}

/** The checker's verdict, below the table it is about: approve, then release; or send back with reasons. */
export async function VerdictPanel({ detail, judged, actions, locale }: Props) {
  const [t, labels] = await Promise.all([getTranslations('analyst.table'), getTranslations('labels.command')])
  const { commands } = detail
  const verdict = commands.includes('sign-off') ? 'sign-off' : commands.includes('approve') ? 'approve' : null
  if (!verdict) return null
  const form = { detail, judged, locale }
  return (
    <section className="st-card wb-act" id="vurdering" aria-labelledby="vurdering-heading">
      <h2 className="st-card-heading" id="vurdering-heading">
        {t('verdict')}
      </h2>
      <CommandForm {...form} command={verdict} action={actionOf(verdict, actions)} />
      {commands.includes('return') ? (
        <Confirm label={labels('return.label')} consequence="">
          <CommandForm {...form} command="return" action={actionOf('return', actions)} />
        </Confirm>
      ) : null}
    </section>
  )
}
