import Link from 'next/link'
import { useTranslations } from 'next-intl'

/** Pages of a list. `hrefOf` gives the address of a page, counted from 1; nothing is shown for a single page. */
export function Pagination({ page, pages, hrefOf }: { page: number; pages: number; hrefOf: (page: number) => string }) {
  const t = useTranslations('common.pagination')
  if (pages <= 1) return null
  return (
    <nav className="st-pagination" aria-label={t('label')}>
      {page > 1 ? <Link href={hrefOf(page - 1)}>{t('previous')}</Link> : <span />}
      <span>{t('position', { page, pages })}</span>
      {page < pages ? <Link href={hrefOf(page + 1)}>{t('next')}</Link> : <span />}
    </nav>
  )
}
