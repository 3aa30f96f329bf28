import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { ScrollContainer } from '#components/ui/data-table.tsx'
import { formatNumber } from '#components/ui/format.ts'
import type { ConfidentialBody } from '#lib/production/table-body.ts'
import { HIDDEN_MARK } from '#lib/release/delivery-document.ts'
import { gridAddress, type TableGrid } from '#lib/release/table-grid.ts'
import { type DisclosureChoices, disclosureHref, WINDOW_COLUMNS, WINDOW_ROWS } from './table-window.ts'

export interface DisclosureTableProps {
  readonly orderId: string
  readonly title: string
  readonly grid: TableGrid
  /** What leaves the house: null where hidden. */
  readonly counts: readonly (number | null)[]
  /** The true figures; null for those who may not see them, and in the requester's view. */
  readonly confidential: ConfidentialBody | null
  readonly choices: DisclosureChoices
  readonly threshold: number
  readonly locale: string
}

/** A part of the table: the published figures, and at each hidden cell the true figure, why it is hidden and what leaves the house. */
export async function DisclosureTable(props: DisclosureTableProps) {
  const t = await getTranslations('analyst.table')
  const { grid, choices, title } = props
  const rows = grid.rows.slice(choices.fromRow, choices.fromRow + WINDOW_ROWS)
  const columns = grid.columns.slice(choices.fromColumn, choices.fromColumn + WINDOW_COLUMNS)
  return (
    <ScrollContainer label={title}>
      <table className="table st-table table--compact dc-table">
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr>
            {grid.rowAxes.map((axis) => (
              <th key={axis} scope="col">
                {axis}
              </th>
            ))}
            {columns.map((column) => (
              <th key={column.offset} scope="col" className={`st-number ${column.isMargin ? 'dc-margin' : ''}`}>
                {column.labels.join(', ') || t('count')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.offset}>
              {row.labels.map((label, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: headings of one row keep their places
                <th key={i} scope="row" className={row.isMargin ? 'dc-margin' : undefined}>
                  {label}
                </th>
              ))}
              {columns.map((column) => (
                <Cell
                  key={column.offset}
                  {...props}
                  address={gridAddress(row, column)}
                  isMargin={row.isMargin || column.isMargin}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollContainer>
  )
}

async function Cell(props: DisclosureTableProps & { address: number; isMargin: boolean }) {
  const { address, isMargin, counts, confidential, locale, choices, orderId, threshold } = props
  const t = await getTranslations('analyst.table')
  const count = counts[address] ?? null
  const margin = isMargin ? 'dc-margin' : ''
  if (count !== null) return <td className={`st-number ${margin}`}>{formatNumber(count, locale)}</td>
  if (!confidential) {
    return (
      <td className={`st-number st-hidden-cell ${margin}`}>
        <span aria-hidden="true">{HIDDEN_MARK}</span>
        <span className="sr-only">{t('legendOutside')}</span>
      </td>
    )
  }
  const isPrimary = confidential.status[address] === 1
  const isChosen = choices.cell === address
  return (
    <td className={`st-number ${margin} ${isPrimary ? 'dc-primary' : 'dc-secondary'} ${isChosen ? 'dc-chosen' : ''}`}>
      <Link
        href={`${disclosureHref(orderId, { ...choices, cell: address })}#celle`}
        className="dc-cell"
        prefetch={false}
        aria-current={isChosen ? 'true' : undefined}
        aria-describedby={`tip-${address}`}
      >
        <span className="dc-mark" aria-hidden="true">
          {isPrimary ? '●' : '○'}
        </span>
        <span className="dc-value">{formatNumber(confidential.counts[address] ?? 0, locale)}</span>
        <span className="sr-only">, {isPrimary ? t('cellPrimary', { threshold }) : t('cellSecondary')}</span>
        <span className="dc-outside" aria-hidden="true">
          {HIDDEN_MARK}
        </span>
        <span className="dc-tip" id={`tip-${address}`}>
          {await intervalText(confidential, address, locale)}
        </span>
      </Link>
    </td>
  )
}

/** What an outsider can work out of a hidden cell, in words. */
export async function intervalText(confidential: ConfidentialBody, address: number, locale: string): Promise<string> {
  const t = await getTranslations('analyst.table')
  const low = formatNumber(confidential.lower[address] ?? 0, locale)
  const high = confidential.upper[address] ?? null
  if (confidential.status[address] !== 1) return t('intervalNone')
  return high === null ? t('intervalOpen', { low }) : t('interval', { low, high: formatNumber(high, locale) })
}
