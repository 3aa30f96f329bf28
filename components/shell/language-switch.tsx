'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'

/** The same page in the other language. A plain link: choosing sets a cookie on the server. */
export function LanguageSwitch() {
  const t = useTranslations('common.shell')
  const other = useLocale() === 'da' ? 'en' : 'da'
  const search = useSearchParams().toString()
  const here = `${usePathname()}${search ? `?${search}` : ''}`
  return (
    // A full load: the whole page changes language, the frame included.
    <a href={`/language?to=${other}&next=${encodeURIComponent(here)}`} lang={other} hrefLang={other} className="st-language">
      {t('otherLanguage')}
    </a>
  )
}
