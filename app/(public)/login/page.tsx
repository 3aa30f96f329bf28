import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { RefusalText } from '#components/labels/refusal-text.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Card } from '#components/ui/card.tsx'
import { Form } from '#components/ui/form.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { env } from '#lib/platform/env.ts'
import { sameSitePath } from '#lib/web/same-site-path.ts'
import { currentActor } from '#lib/web/session.ts'
import { signInErrorKey } from '#lib/web/sign-in.ts'
import { brokerSignIn, passwordSignIn } from './actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('public.login'))('heading') }
}

export default async function LoginPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const { next: asked, error } = await searchParams
  const next = sameSitePath(typeof asked === 'string' ? asked : null)
  if (await currentActor()) redirect(next)
  const t = await getTranslations('public.login')
  const { OIDC_ISSUER, STATISTIK_DEMO_ACCOUNTS } = env()
  return (
    <>
      <PageHeading heading={t('heading')} lead={<p>{t('lead')}</p>} />
      {typeof error === 'string' ? (
        <Alert tone="error" heading={t('failed')}>
          <p>
            <RefusalText kind={signInErrorKey(error)} />
          </p>
        </Alert>
      ) : null}
      <div className="st-grid">
        {OIDC_ISSUER ? (
          <Card heading={t('broker.heading')}>
            <p>{t('broker.text')}</p>
            <Form action={brokerSignIn} hidden={{ next }} label={t('broker.heading')}>
              <SubmitButton>{t('broker.button')}</SubmitButton>
            </Form>
          </Card>
        ) : null}
        {STATISTIK_DEMO_ACCOUNTS === 'on' ? (
          <Card heading={t('password.heading')}>
            <Form action={passwordSignIn} hidden={{ next }} label={t('password.heading')}>
              <TextField name="email" type="email" label={t('password.email')} autoComplete="username" width="xl" />
              <TextField
                name="password"
                type="password"
                label={t('password.password')}
                autoComplete="current-password"
                width="xl"
              />
              <SubmitButton variant={OIDC_ISSUER ? 'secondary' : 'primary'}>{t('password.button')}</SubmitButton>
            </Form>
          </Card>
        ) : null}
      </div>
    </>
  )
}
