'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ShellActor } from './shell-actor.ts'

/** The ways in. On a narrow screen they fold into a menu that needs no scripts. */
export function MainMenu({ actor }: { actor: ShellActor | null }) {
  const t = useTranslations('common.shell')
  const path = usePathname()
  const links = (
    <ul className="no-max-width">
      {linksOf(actor).map((link) => {
        const isCurrent = path === link.href || path.startsWith(`${link.href}/`)
        return (
          <li key={link.href}>
            <Link href={link.href} aria-current={isCurrent ? 'page' : undefined}>
              {t(`menu.${link.key}`)}
              {link.key === 'notices' && actor && actor.unreadNotices > 0 ? (
                <span className="st-count">
                  {actor.unreadNotices}
                  <span className="sr-only"> {t('unread')}</span>
                </span>
              ) : null}
            </Link>
          </li>
        )
      })}
    </ul>
  )
  return (
    <>
      <nav className="st-nav st-nav-wide" aria-label={t('mainMenu')}>
        <div className="container">{links}</div>
      </nav>
      <nav className="st-nav st-nav-narrow" aria-label={t('mainMenu')}>
        {/* A new page folds the menu again. */}
        <details key={path}>
          <summary className="container">{t('menuButton')}</summary>
          {links}
        </details>
      </nav>
    </>
  )
}

function linksOf(actor: ShellActor | null): { key: string; href: string }[] {
  return [
    { key: 'catalogue', href: '/katalog' },
    { key: 'library', href: '/tabeller' },
    ...(actor?.isMember
      ? [
          { key: 'orders', href: '/bestillinger' },
          { key: 'newOrder', href: '/ny' },
          { key: 'invoices', href: '/fakturaer' },
        ]
      : []),
    ...(actor?.isAnalyst ? [{ key: 'cases', href: '/sager' }] : []),
    ...(actor?.isAdministrator ? [{ key: 'administration', href: '/admin' }] : []),
    ...(actor ? [{ key: 'notices', href: '/beskeder' }] : []),
    { key: 'help', href: '/hjaelp' },
  ]
}
