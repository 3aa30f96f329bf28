import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { TokenList } from '#components/account/token-list.tsx'
import { WebhookList } from '#components/account/webhook-list.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Card } from '#components/ui/card.tsx'
import { CheckboxGroup } from '#components/ui/checkbox-group.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Form } from '#components/ui/form.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { Select } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { listTokens } from '#lib/identity/tokens/queries.ts'
import { TOKEN_SCOPES } from '#lib/identity/tokens/scope.ts'
import { listWebhooks } from '#lib/identity/webhooks/queries.ts'
import { parseLocale } from '#lib/web/locale.ts'
import { requireActor } from '#lib/web/session.ts'
import { NEW_SECRET_COOKIE, NEW_TOKEN_COOKIE, TOKEN_LIVES } from '#lib/web/token-forms.ts'
import { endToken, makeToken, makeWebhook, sendAgain, stopWebhook, tryWebhook } from './actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('requester.tokens'))('heading') }
}

export default async function TokensPage({
  searchParams,
}: {
  searchParams: Promise<{ ny?: string; slut?: string; hemmelighed?: string; besked?: string }>
}) {
  const [{ ny, slut, hemmelighed, besked }, t, hooks, notices, locale, store] = await Promise.all([
    searchParams,
    getTranslations('requester.tokens'),
    getTranslations('requester.webhooks'),
    getTranslations('labels.notices'),
    getLocale().then(parseLocale),
    cookies(),
  ])
  const actor = await requireActor('/noegler')
  const tokens = await listTokens(actor)
  const webhooks = await listWebhooks(actor)
  const secret = hemmelighed ? store.get(NEW_SECRET_COOKIE)?.value : undefined
  const made = ny ? store.get(NEW_TOKEN_COOKIE)?.value : undefined
  return (
    <>
      <PageHeading heading={t('heading')} lead={<p>{t('lead')}</p>} />
      <p>
        <Link href="/api-adgang">{t('docs')}</Link>
      </p>
      {made ? (
        <Alert tone="success" heading={t('made')} live>
          <p>{t('madeText')}</p>
          <p className="st-hash">
            <code>{made}</code>
          </p>
        </Alert>
      ) : null}
      {slut ? (
        <Alert tone="success" live>
          {t('ended')}
        </Alert>
      ) : null}
      {tokens.length === 0 ? (
        <EmptyState heading={t('none')}>{t('noneText')}</EmptyState>
      ) : (
        <TokenList tokens={tokens} actor={actor} now={new Date()} revoke={endToken} locale={locale} />
      )}
      {actor.organisation ? (
        <Card heading={t('new')}>
          <p>{t('rights', { organisation: actor.organisation.name })}</p>
          <Form action={makeToken} label={t('new')} key={tokens.length}>
            <TextField name="name" label={t('name')} hint={t('nameHint')} maxLength={60} />
            <CheckboxGroup
              name="scopes"
              legend={t('scopes')}
              choices={TOKEN_SCOPES.map((scope) => ({ value: scope, label: t(`scope.${scope}`) }))}
              defaultValue={['orders:read', 'deliveries:read']}
            />
            <Select
              name="days"
              label={t('life')}
              defaultValue="90"
              options={TOKEN_LIVES.map((days) => ({ value: days, label: t('days', { days: Number(days) }) }))}
            />
            <SubmitButton>{t('make')}</SubmitButton>
          </Form>
        </Card>
      ) : null}
      <h2 id="webhooks">{hooks('heading')}</h2>
      <p>{hooks('lead')}</p>
      {besked && notices.has(besked) ? (
        <Alert tone="success" live>
          {notices(besked)}
        </Alert>
      ) : null}
      {secret ? (
        <Alert tone="success" heading={hooks('made')} live>
          <p>{hooks('madeText')}</p>
          <p className="st-hash">
            <code>{secret}</code>
          </p>
        </Alert>
      ) : null}
      <WebhookList webhooks={webhooks} actions={{ end: stopWebhook, test: tryWebhook, resend: sendAgain }} locale={locale} />
      {actor.organisation ? (
        <Card heading={hooks('new')} level={3}>
          <Form action={makeWebhook} label={hooks('new')} key={`webhooks-${webhooks.length}`}>
            <TextField name="url" label={hooks('url')} hint={hooks('urlHint')} width="l" maxLength={500} />
            <SubmitButton>{hooks('make')}</SubmitButton>
          </Form>
        </Card>
      ) : null}
    </>
  )
}
