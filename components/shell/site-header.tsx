import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { AccountMenu } from './account-menu.tsx'
import type { ShellActor } from './shell-actor.ts'

/** Name of the portal, who is signed in and for whom, and the ways in that the person's roles open. */
export function SiteHeader({
  actor,
  owner,
  languageSwitch,
}: {
  actor: ShellActor | null
  /** Whose portal it is: the authority's short name. */
  owner: string
  languageSwitch: ReactNode
}) {
  const t = useTranslations('common.shell')
  return (
    <header className="st-header">
      <div className="st-header-top container">
        <Link href="/" className="st-brand">
          <span className="st-brand-mark" aria-hidden="true">
            <span />
            <span />
            <span />
          </span>
          <span>
            <span className="st-brand-name">{t('portal')}</span>
            <span className="st-brand-owner">{owner}</span>
          </span>
        </Link>
        <div className="st-header-tools">
          {languageSwitch}
          <AccountMenu actor={actor} />
        </div>
      </div>
    </header>
  )
}
