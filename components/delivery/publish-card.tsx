import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Confirm } from '#components/ui/confirm.tsx'
import { DateField } from '#components/ui/date-field.tsx'
import { Form } from '#components/ui/form.tsx'
import { formatDate } from '#components/ui/format.ts'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { PublicationState } from '#lib/release/library/queries.ts'
import type { Day } from '#lib/sla/day.ts'
import type { FormAction } from '#lib/web/form-state.ts'

interface Props {
  readonly orderId: string
  readonly organisation: string
  readonly publication: PublicationState | null
  readonly today: Day
  readonly now: Date
  readonly mayPublish: boolean
  readonly publish: FormAction
  readonly unpublish: FormAction
  readonly locale: Locale
}

/** Whether the delivery is private or public, and the way from one to the other for those who may decide it. */
export async function PublishCard({ orderId, organisation, publication, today, now, mayPublish, ...props }: Props) {
  const t = await getTranslations('requester.publish')
  if (publication) {
    const date = formatDate(publication.visibleFrom, props.locale)
    const isOut = publication.visibleFrom <= now
    return (
      <Card heading={t('heading')} id="udgivelse">
        <p>
          {t(isOut ? 'isPublic' : 'willBePublic', { date })}{' '}
          {isOut ? <Link href={`/tabeller/${publication.releaseId}`}>{t('seePublic')}</Link> : null}
        </p>
        <p>{publication.organisationName ? t('named', { organisation: publication.organisationName }) : t('notNamed')}</p>
        {mayPublish ? (
          <Confirm label={t('withdraw')} consequence={t(isOut ? 'withdrawConsequence' : 'withdrawBefore')}>
            <Form action={props.unpublish} hidden={{ orderId }} label={t('withdraw')}>
              <SubmitButton variant="warning">{t('withdraw')}</SubmitButton>
            </Form>
          </Confirm>
        ) : null}
      </Card>
    )
  }
  return (
    <Card heading={t('heading')} id="udgivelse">
      <p>{t('isPrivate')}</p>
      {mayPublish ? (
        <Confirm label={t('publish')} consequence={t('consequence')}>
          <Form action={props.publish} hidden={{ orderId }} label={t('publish')}>
            <DateField name="on" legend={t('on')} hint={t('onHint')} defaultValue={today} />
            <Checkbox name="namesOrganisation" label={t('name', { organisation })} hint={t('nameHint')} />
            <SubmitButton>{t('publish')}</SubmitButton>
          </Form>
        </Confirm>
      ) : (
        <p className="form-hint">{t('mayNot')}</p>
      )}
    </Card>
  )
}
