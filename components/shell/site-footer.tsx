import Link from 'next/link'
import { useTranslations } from 'next-intl'

/** Where the statements that every page owes its readers are. */
export function SiteFooter({ authority, contactEmail }: { authority: string; contactEmail: string }) {
  const t = useTranslations('common.shell')
  return (
    <footer className="st-footer">
      <div className="container">
        <div>
          <p className="st-footer-name">{t('portal')}</p>
          <p>{t('footerText')}</p>
          <p>{t('operatedBy', { authority })}</p>
          <p>
            {t('contact')} <a href={`mailto:${contactEmail}`}>{contactEmail}</a>
          </p>
        </div>
        <nav aria-label={t('footerMenu')}>
          <ul className="nobullet-list">
            <li>
              <Link href="/hjaelp">{t('menu.help')}</Link>
            </li>
            <li>
              <Link href="/ventetider">{t('menu.waiting')}</Link>
            </li>
            <li>
              <Link href="/api-adgang">{t('menu.api')}</Link>
            </li>
            <li>
              <Link href="/was">{t('menu.accessibility')}</Link>
            </li>
            <li>
              <Link href="/privatliv">{t('menu.privacy')}</Link>
            </li>
          </ul>
        </nav>
      </div>
    </footer>
  )
}
