import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { Form } from '#components/ui/form.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import type { QueueView } from '#lib/orders/views/queries.ts'
import type { FormAction } from '#lib/web/form-state.ts'
import { type QueueChoices, queueHref, queueParams, viewHref } from './queue-choices.ts'

export interface ViewActions {
  readonly keepView: FormAction
  readonly forgetView: FormAction
  readonly chooseDefault: FormAction
}

/** Views that were kept, one's own and colleagues', and the form that keeps the queue as it is shown. */
export async function QueueViews({
  views,
  choices,
  actions,
}: {
  views: readonly QueueView[]
  choices: QueueChoices
  actions: ViewActions
}) {
  const t = await getTranslations('analyst.queue.views')
  const query = queueParams(choices).toString()
  const here = queueHref({ ...choices, place: null })
  return (
    <section className="wb-views" aria-label={t('heading')}>
      {views.length > 0 ? (
        <ul className="wb-view-list">
          {views.map((view) => (
            <li key={view.id}>
              <Link href={viewHref(view.query)} aria-current={viewHref(view.query) === here ? 'page' : undefined}>
                {view.name}
                {view.isOwn ? null : <span className="wb-view-owner"> · {view.ownerName}</span>}
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
      <Disclosure summary={t('manage')}>
        <Form action={actions.keepView} hidden={{ query }} label={t('keep')}>
          <TextField name="name" label={t('name')} hint={t('nameHint')} maxLength={60} />
          <Checkbox name="shared" label={t('share')} />
          <SubmitButton variant="secondary">{t('keep')}</SubmitButton>
        </Form>
        {views.length > 0 ? (
          <ul className="wb-view-edit">
            {views.map((view) => (
              <li key={view.id}>
                <span>
                  {view.name}
                  {view.isShared ? ` (${view.isOwn ? t('shared') : view.ownerName})` : ''}
                </span>
                <Form action={actions.chooseDefault} hidden={{ query, viewId: view.id }} label={`${t('default')}: ${view.name}`}>
                  <SubmitButton variant="tertiary">{t(view.isDefault ? 'notDefault' : 'default')}</SubmitButton>
                </Form>
                {view.isOwn ? (
                  <Form action={actions.forgetView} hidden={{ query, viewId: view.id }} label={`${t('forget')}: ${view.name}`}>
                    <SubmitButton variant="tertiary">{t(view.isShared ? 'forgetShared' : 'forget')}</SubmitButton>
                  </Form>
                ) : null}
              </li>
            ))}
          </ul>
        ) : null}
      </Disclosure>
    </section>
  )
}
