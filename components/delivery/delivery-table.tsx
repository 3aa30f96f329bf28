import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { ScrollContainer } from '#components/ui/data-table.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { type DeliveryDocument, type DeliveryFigure, HIDDEN_MARK } from '#lib/release/delivery-document.ts'

interface Props {
  readonly document: DeliveryDocument
  readonly values: 'counts' | 'rates' | 'standardised' | DeliveryFigure['id']
  readonly threshold: number
  /** The address of the table sorted by a column; without it columns can't be sorted by. */
  readonly sortHref?: (column: number | null) => string
  readonly sortedBy?: number | null
}

/** The delivered table with its legend. A hidden cell shows the mark and says so; why it is hidden is not told apart. */
export async function DeliveryTable({ document, values, threshold, sortHref, sortedBy = null }: Props) {
  const [t, locale] = await Promise.all([getTranslations('requester.delivery'), getLocale()])
  const { grid } = document
  const cellText = cellTexts(document, values, locale)
  return (
    <>
      <ScrollContainer label={document.title}>
        <table className="table st-table table--compact st-delivery">
          <caption className="sr-only">{document.title}</caption>
          <thead>
            <tr>
              {grid.rowAxes.map((axis) => (
                <th key={axis} scope="col">
                  {axis}
                </th>
              ))}
              {grid.columns.map((column, c) => {
                const name = column.labels.join(', ') || t('table')
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
                        {name}
                        <span aria-hidden="true">{isSorted ? ' ▼' : ''}</span>
                        <span className="sr-only"> {t(isSorted ? 'unsort' : 'sort')}</span>
                      </Link>
                    ) : (
                      name
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
                  const value = cellText(r, c)
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
    </>
  )
}

const STANDARDISED = ['standardised_rate', 'standardised_lower', 'standardised_upper'] as const
const RATIO = ['ratio', 'ratio_lower', 'ratio_upper'] as const

/** What stands in a cell, null where nothing may or can: counts whole, rates with a decimal, standardised ones with limits. */
function cellTexts(document: DeliveryDocument, values: Props['values'], locale: string) {
  const valuesOf = (id: DeliveryFigure['id']) => document.figures.find((figure) => figure.id === id)?.values
  const show = (value: number | null | undefined, digits: number) => (value == null ? null : formatNumber(value, locale, digits))
  if (values === 'counts') return (r: number, c: number) => show(document.counts[r]?.[c], 0)
  if (values === 'rates') return (r: number, c: number) => show(document.rates?.[r]?.[c], 1)
  if (values !== 'standardised' && values !== 'ratio') {
    const own = valuesOf(values)
    return (r: number, c: number) => {
      const value = own?.[r]?.[c] ?? null
      return value === null ? null : formatNumber(value, locale, values === 'sum' ? 0 : 1)
    }
  }
  const [rates, lower, upper] = (values === 'ratio' ? RATIO : STANDARDISED).map(valuesOf)
  return (r: number, c: number) => {
    const rate = show(rates?.[r]?.[c], 1)
    return rate && `${rate} (${show(lower?.[r]?.[c], 1)}–${show(upper?.[r]?.[c], 1)})`
  }
}
