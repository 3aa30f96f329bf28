import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { Confirm } from '#components/ui/confirm.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { Form } from '#components/ui/form.tsx'
import { formatInstant } from '#components/ui/format.ts'
import { StatusTag } from '#components/ui/status-tag.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { DeliveryView, WebhookView } from '#lib/identity/webhooks/queries.ts'
import type { FormAction } from '#lib/web/form-state.ts'

interface Props {
  readonly webhooks: readonly WebhookView[]
  readonly actions: { readonly end: FormAction; readonly test: FormAction; readonly resend: FormAction }
  readonly locale: Locale
}

const TONES = { waiting: 'info', delivered: 'success', failed: 'error' } as const
type DeliveryStatus = keyof typeof TONES
const statusOf = ({ status }: DeliveryView): DeliveryStatus =>
  status === 'delivered' || status === 'failed' ? status : 'waiting'

/** The organisation's webhooks with the latest messages to each and what came of them. */
export async function WebhookList({ webhooks, actions, locale }: Props) {
  const t = await getTranslations('requester.webhooks')
  return webhooks.map((webhook) => (
    <Card key={webhook.id} heading={webhook.url} level={3}>
      <p className="form-hint">
        {t('madeAt', { when: formatInstant(webhook.createdAt, locale) })}
        {webhook.endedAt
          ? ` · ${t(webhook.endedBy === 'gone' ? 'endedGone' : 'endedPerson', { when: formatInstant(webhook.endedAt, locale) })}`
          : ''}
      </p>
      {webhook.deliveries.length === 0 ? (
        <p>{t('noMessages')}</p>
      ) : (
        <Messages webhook={webhook} resend={actions.resend} locale={locale} />
      )}
      {webhook.endedAt ? null : (
        <div className="st-button-row">
          <Form action={actions.test} hidden={{ webhookId: webhook.id }} label={`${t('test')}: ${webhook.url}`}>
            <SubmitButton variant="secondary">{t('test')}</SubmitButton>
          </Form>
          <Confirm label={t('end')} consequence={t('endConsequence')}>
            <Form action={actions.end} hidden={{ webhookId: webhook.id }} label={`${t('end')}: ${webhook.url}`}>
              <SubmitButton variant="warning">{t('end')}</SubmitButton>
            </Form>
          </Confirm>
        </div>
      )}
    </Card>
  ))
}

async function Messages({ webhook, resend, locale }: { webhook: WebhookView; resend: FormAction; locale: Locale }) {
  const t = await getTranslations('requester.webhooks')
  const reasons = ['address-refused', 'unknown-host', 'timeout', 'unreachable'] as const
  const outcome = ({ answer, reason }: DeliveryView) => {
    const known = reasons.find((each) => each === reason)
    return answer === null ? (known ? t(`reasons.${known}`) : '') : t('answered', { status: answer })
  }
  return (
    <DataTable
      caption={t('messages')}
      compact
      rows={webhook.deliveries}
      rowKey={(row) => row.id}
      columns={[
        { key: 'when', heading: t('when'), rowHeading: true, cell: (row) => formatInstant(row.createdAt, locale) },
        { key: 'type', heading: t('type'), cell: (row) => <code>{row.type}</code> },
        {
          key: 'status',
          heading: t('status'),
          cell: (row) => <StatusTag tone={TONES[statusOf(row)]}>{t(`statuses.${statusOf(row)}`)}</StatusTag>,
        },
        { key: 'attempts', heading: t('attempts'), numeric: true, cell: (row) => row.attempts },
        { key: 'outcome', heading: t('outcome'), cell: outcome },
        {
          key: 'again',
          heading: t('resend'),
          cell: (row) =>
            row.status === 'failed' && !webhook.endedAt ? (
              <Form action={resend} hidden={{ deliveryId: row.id }} label={`${t('resend')}: ${row.type}`}>
                <SubmitButton variant="secondary">{t('resend')}</SubmitButton>
              </Form>
            ) : (
              ''
            ),
        },
      ]}
    />
  )
}
