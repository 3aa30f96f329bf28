import Link from 'next/link'
import { useTranslations } from 'next-intl'

export interface Crumb {
  readonly label: string
  readonly href: string
}

/** The way from the start page to this one. */
export function Breadcrumb({ crumbs, current }: { crumbs: readonly Crumb[]; current: string }) {
  const t = useTranslations('common.breadcrumb')
  return (
    <nav className="st-breadcrumb" aria-label={t('label')}>
      <ol>
        <li>
          <Link href="/">{t('start')}</Link>
        </li>
        {crumbs.map((crumb) => (
          <li key={crumb.href}>
            <Link href={crumb.href}>{crumb.label}</Link>
          </li>
        ))}
        <li aria-current="page">{current}</li>
      </ol>
    </nav>
  )
}
