import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { cellText, cellValues, type ShownValues, tableName } from '#components/delivery/cell-values.ts'
import { ScrollContainer } from '#components/ui/data-table.tsx'
import { type DeliveryDocument, HIDDEN_MARK } from '#lib/release/delivery-document.ts'

interface Props {
  readonly document: DeliveryDocument
  readonly values: ShownValues
  readonly threshold: number
  /** The address of the table sorted by a column; without it columns can't be sorted by. */
  readonly sortHref?: (column: number | null) => string
  readonly sortedBy?: number | null
  readonly hasLegend?: boolean
}

/** The delivered table with its legend. A hidden cell shows the mark and says so; why it is hidden is not told apart. */
export async function DeliveryTable({ document, values, threshold, sortHref, sortedBy = null, hasLegend = true }: Props) {
  const [t, locale] = await Promise.all([getTranslations('requester.delivery'), getLocale()])
  const { grid } = document
  const cells = cellValues(document, values)
  const name = tableName(document, values)
  return (
    <>
      <ScrollContainer label={name}>
        <table className="table st-table table--compact st-delivery">
          <caption className="sr-only">{name}</caption>
          <thead>
            <tr>
              {grid.rowAxes.map((axis) => (
                <th key={axis} scope="col">
                  {axis}
                </th>
              ))}
              {grid.columns.map((column, c) => {
                const heading = column.labels.join(', ') || t('table')
                const isSorted = sortedBy === c
                return (
                  <th
                    key={column.offset}
                    scope="col"
                    className={`st-number ${column.isMargin ? 'st-margin' : ''}`}
                    aria-sort={isSorted ? 'descending' : undefined}
                  >
                    {sortHref ? (
                      <Link href={sortHref(isSorted ? null : c)} scroll={false} className="st-sort">
                        {heading}
                        <span aria-hidden="true">{isSorted ? ' ▼' : ''}</span>
                        <span className="sr-only"> {t(isSorted ? 'unsort' : 'sort')}</span>
                      </Link>
                    ) : (
                      heading
                    )}
                  </th>
                )
              })}
            </tr>
          </thead>
          <tbody>
            {grid.rows.map((row, r) => (
              <tr key={row.offset} className={row.isMargin ? 'st-margin' : undefined}>
                {row.labels.map((label, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: headings of one row keep their places
                  <th key={i} scope="row">
                    {label}
                  </th>
                ))}
                {grid.columns.map((column, c) => {
                  const value = cellText(cells, locale, r, c)
                  return (
                    <td key={column.offset} className={`st-number ${value === null ? 'st-hidden' : ''}`}>
                      {value ?? (
                        <>
                          <span aria-hidden="true">{HIDDEN_MARK}</span>
                          <span className="sr-only">{t('hidden')}</span>
                        </>
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollContainer>
      {hasLegend ? <DeliveryLegend threshold={threshold} /> : null}
    </>
  )
}

/** What the marks of the table mean. */
export async function DeliveryLegend({ threshold }: { threshold: number }) {
  const t = await getTranslations('requester.delivery')
  return (
    <dl className="st-legend">
      <div>
        <dt>{HIDDEN_MARK}</dt>
        <dd>{t('legendHidden', { threshold })}</dd>
      </div>
      <div>
        <dt>0</dt>
        <dd>{t('legendZero')}</dd>
      </div>
    </dl>
  )
}
