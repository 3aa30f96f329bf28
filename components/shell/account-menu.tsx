import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '../ui/button.tsx'
import { OrganisationSwitch } from './organisation-switch.tsx'
import type { ShellActor } from './shell-actor.ts'

/** Who is signed in and for whom; signing in and out. */
export function AccountMenu({ actor }: { actor: ShellActor | null }) {
  const t = useTranslations('common.shell')
  if (!actor) {
    return (
      <Link href="/login" className="button button-secondary st-header-button">
        {t('logIn')}
      </Link>
    )
  }
  return (
    <div className="st-account">
      <div className="st-account-name">
        <span className="st-account-person">{actor.name}</span>
        {actor.organisation ? (
          <span className="st-account-organisation">{t('actingFor', { organisation: actor.organisation.name })}</span>
        ) : null}
      </div>
      {actor.organisations.length > 1 ? <OrganisationSwitch actor={actor} /> : null}
      <form action="/logout" method="post">
        <Button type="submit" className="st-header-button">
          {t('logOut')}
        </Button>
      </form>
    </div>
  )
}
