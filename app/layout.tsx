import '../node_modules/dkfds/dist/css/dkfds.min.css'
import './statistik.css'
import type { Metadata } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale, getMessages, getTranslations } from 'next-intl/server'
import { type ReactNode, Suspense } from 'react'
import { LanguageSwitch } from '#components/shell/language-switch.tsx'
import { MainMenu } from '#components/shell/main-menu.tsx'
import { SessionWatch } from '#components/shell/session-watch.tsx'
import type { ShellActor } from '#components/shell/shell-actor.ts'
import { SiteFooter } from '#components/shell/site-footer.tsx'
import { SiteHeader } from '#components/shell/site-header.tsx'
import { type Actor, dbContextOf, hasRole } from '#lib/identity/actor.ts'
import { noticesOf } from '#lib/notify/queries.ts'
import { currentAuthority } from '#lib/web/current-authority.ts'
import { parseLocale } from '#lib/web/locale.ts'
import { currentActor, sessionLeftMs } from '#lib/web/session.ts'

/** Every page is made for one request: it carries that request's own nonce and the rights of whoever asks. */
export const dynamic = 'force-dynamic'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common.shell')
  return { title: { default: t('portal'), template: `%s | ${t('portal')}` }, description: t('description') }
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, messages, t, actor, authority] = await Promise.all([
    getLocale().then(parseLocale),
    getMessages(),
    getTranslations('common.shell'),
    currentActor(),
    currentAuthority(),
  ])
  const leftMs = actor ? await sessionLeftMs() : null
  const shell = actor ? await shellActorOf(actor) : null
  return (
    <html lang={locale}>
      <body>
        {/* Fields, forms and labels run in the browser too; a page's own texts stay on the server. */}
        <NextIntlClientProvider messages={{ common: messages.common, labels: messages.labels }}>
          <a href="#main" className="skipnav">
            {t('skip')}
          </a>
          <SiteHeader
            actor={shell}
            owner={authority.logoText}
            languageSwitch={
              <Suspense>
                <LanguageSwitch />
              </Suspense>
            }
          />
          <MainMenu actor={shell} />
          <aside className="st-synthetic" aria-label={t('syntheticLabel')}>
            <div className="container">{t('synthetic')}</div>
          </aside>
          <main id="main" className="container st-main" tabIndex={-1}>
            {children}
          </main>
          {leftMs === null ? null : <SessionWatch leftMs={leftMs} />}
          <SiteFooter authority={authority.name[locale]} contactEmail={authority.email} />
        </NextIntlClientProvider>
      </body>
    </html>
  )
}

async function shellActorOf(actor: Actor): Promise<ShellActor> {
  const notices = await noticesOf(dbContextOf(actor))
  return {
    name: actor.name,
    isAnalyst: hasRole(actor, 'analyst'),
    isAdministrator: hasRole(actor, 'administrator'),
    isMember: actor.organisation !== null,
    organisation: actor.organisation,
    organisations: actor.organisations.map(({ id, name }) => ({ id, name })),
    unreadNotices: notices.filter((notice) => !notice.isRead).length,
  }
}
