import { getLocale, getTranslations } from 'next-intl/server'
import { ScrollContainer } from '#components/ui/data-table.tsx'
import { formatNumber } from '#components/ui/format.ts'
import type { ConfidentialBody, TableBody } from '#lib/production/table-body.ts'
import { HIDDEN_MARK } from '#lib/release/delivery-document.ts'
import { gridAddress, type TableGrid } from '#lib/release/table-grid.ts'

interface Props {
  readonly grid: TableGrid
  readonly body: TableBody
  /** The true counts and why each cell is hidden; null shows the table as an outsider has it. */
  readonly confidential: ConfidentialBody | null
  readonly caption: string
}

const MARKS = ['', '●', '○'] as const
const CLASSES = ['', 'st-cell-primary', 'st-cell-secondary'] as const

/** The table with what is hidden and why: colour, mark and words say the same. */
export async function DisclosureTable({ grid, body, confidential, caption }: Props) {
  const [t, locale] = await Promise.all([getTranslations('analyst.table'), getLocale()])
  const threshold = Number(body.rules.threshold)
  const number = (value: number | null | undefined) =>
    value === null || value === undefined ? t('manyMore') : formatNumber(value, locale)
  const cell = (address: number) => {
    const status = confidential?.status[address] ?? 0
    if (!confidential)
      return {
        className: '',
        mark: '',
        text: body.counts[address] === null ? HIDDEN_MARK : number(body.counts[address]),
        words: '',
      }
    const count = number(confidential.counts[address])
    const interval = { low: number(confidential.lower[address]), high: number(confidential.upper[address]) }
    const words =
      status === 1 ? t('cellPrimary', { count, threshold, ...interval }) : status === 2 ? t('cellSecondary', { count }) : ''
    return { className: CLASSES[status] ?? '', mark: MARKS[status] ?? '', text: count, words }
  }
  return (
    <ScrollContainer label={caption}>
      <table className="table st-table table--compact st-delivery">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {grid.rowAxes.map((axis) => (
              <th key={axis} scope="col">
                {axis}
              </th>
            ))}
            {grid.columns.map((column) => (
              <th key={column.offset} scope="col" className={`st-number ${column.isMargin ? 'st-margin' : ''}`}>
                {column.labels.join(', ') || caption}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.rows.map((row) => (
            <tr key={row.offset} className={row.isMargin ? 'st-margin' : undefined}>
              {row.labels.map((label, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: headings of one row keep their places
                <th key={i} scope="row">
                  {label}
                </th>
              ))}
              {grid.columns.map((column) => {
                const { className, mark, text, words } = cell(gridAddress(row, column))
                return (
                  <td key={column.offset} className={`st-number ${className}`} title={words || undefined}>
                    {mark ? (
                      <span className="st-mark" aria-hidden="true">
                        {mark}
                      </span>
                    ) : null}
                    {words ? (
                      <>
                        <span aria-hidden="true">{text}</span>
                        <span className="sr-only">{words}</span>
                      </>
                    ) : (
                      text
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollContainer>
  )
}
