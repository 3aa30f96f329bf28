import Link from 'next/link'
import { getTranslations } from 'next-intl/server'

export const PAGE_ROWS = 50
export const PAGE_COLUMNS = 20

interface Props {
  readonly rows: number
  readonly columns: number
  readonly fromRow: number
  readonly fromColumn: number
  readonly hrefOf: (fromRow: number, fromColumn: number) => string
}

/** Ways through a large table page by page, lines and columns apart; nothing where it fits. */
export async function TablePages({ rows, columns, fromRow, fromColumn, hrefOf }: Props) {
  const t = await getTranslations('requester.delivery.pages')
  const step = (from: number, size: number, total: number, href: (from: number) => string, name: 'rows' | 'columns') =>
    total <= size ? null : (
      <nav className="st-pagination" aria-label={t(`${name}Label`)}>
        {from > 0 ? <Link href={href(Math.max(0, from - size))}>{t('previous')}</Link> : <span />}
        <span>{t(name, { from: from + 1, to: Math.min(total, from + size), total })}</span>
        {from + size < total ? <Link href={href(from + size)}>{t('next')}</Link> : <span />}
      </nav>
    )
  return (
    <>
      {step(fromRow, PAGE_ROWS, rows, (from) => hrefOf(from, fromColumn), 'rows')}
      {step(fromColumn, PAGE_COLUMNS, columns, (from) => hrefOf(fromRow, from), 'columns')}
    </>
  )
}
