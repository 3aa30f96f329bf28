import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { type DisclosureChoices, disclosureHref, WINDOW_COLUMNS, WINDOW_ROWS } from './table-window.ts'

interface Props {
  readonly orderId: string
  readonly choices: DisclosureChoices
  readonly rows: number
  readonly columns: number
}

/** Ways through a table too large for one page; nothing when it fits. */
export async function TableWindows({ orderId, choices, rows, columns }: Props) {
  const t = await getTranslations('analyst.table')
  const to = (change: Partial<DisclosureChoices>) => disclosureHref(orderId, { ...choices, ...change, cell: null })
  const { fromRow, fromColumn } = choices
  return (
    <div className="dc-windows">
      {rows > WINDOW_ROWS ? (
        <nav className="st-pagination" aria-label={t('windowRows')}>
          {fromRow > 0 ? <Link href={to({ fromRow: Math.max(0, fromRow - WINDOW_ROWS) })}>{t('previousRows')}</Link> : <span />}
          <span>{t('rows', { from: fromRow + 1, to: Math.min(rows, fromRow + WINDOW_ROWS), total: rows })}</span>
          {fromRow + WINDOW_ROWS < rows ? <Link href={to({ fromRow: fromRow + WINDOW_ROWS })}>{t('nextRows')}</Link> : <span />}
        </nav>
      ) : null}
      {columns > WINDOW_COLUMNS ? (
        <nav className="st-pagination" aria-label={t('windowColumns')}>
          {fromColumn > 0 ? (
            <Link href={to({ fromColumn: Math.max(0, fromColumn - WINDOW_COLUMNS) })}>{t('previousColumns')}</Link>
          ) : (
            <span />
          )}
          <span>
            {t('columns', { from: fromColumn + 1, to: Math.min(columns, fromColumn + WINDOW_COLUMNS), total: columns })}
          </span>
          {fromColumn + WINDOW_COLUMNS < columns ? (
            <Link href={to({ fromColumn: fromColumn + WINDOW_COLUMNS })}>{t('nextColumns')}</Link>
          ) : (
            <span />
          )}
        </nav>
      ) : null}
    </div>
  )
}
