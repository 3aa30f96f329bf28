import { useTranslations } from 'next-intl'
import { Button } from '../ui/button.tsx'
import type { ShellActor } from './shell-actor.ts'

/** Chooses which of her organisations the person acts for. Folded away: few belong to several. */
export function OrganisationSwitch({ actor }: { actor: ShellActor }) {
  const t = useTranslations('common.shell')
  return (
    <details className="st-menu">
      <summary>{t('switchOrganisation')}</summary>
      <form action="/organisation" method="post" className="st-menu-content">
        <input type="hidden" name="next" value="/" />
        <ul className="nobullet-list">
          {actor.organisations.map((organisation) => (
            <li key={organisation.id}>
              <Button
                type="submit"
                variant="tertiary"
                name="organisation"
                value={organisation.id}
                aria-current={organisation.id === actor.organisation?.id ? 'true' : undefined}
              >
                {organisation.name}
              </Button>
            </li>
          ))}
        </ul>
      </form>
    </details>
  )
}
