import { getLocale, getTranslations } from 'next-intl/server'
import { DataTable } from '#components/ui/data-table.tsx'
import { formatMoney, formatNumber } from '#components/ui/format.ts'
import type { Quote, QuoteLine } from '#lib/pricing/quote.ts'

/** A price line by line, with VAT apart, the total and the most that may be charged. */
export async function QuoteLines({ quote, caption }: { quote: Quote; caption: string }) {
  const [t, locale] = await Promise.all([getTranslations('requester.quote'), getLocale()])
  const amount = (line: QuoteLine) =>
    line.hours === undefined ? t('pieces', { count: line.quantity }) : t('hours', { hours: formatNumber(line.hours, locale) })
  return (
    <>
      <DataTable
        caption={caption}
        compact
        rows={quote.lines.map((line, i) => ({ ...line, key: `${line.kind}-${i}` }))}
        rowKey={(line) => line.key}
        columns={[
          {
            key: 'what',
            heading: t('what'),
            rowHeading: true,
            cell: (line) => (
              <>
                {t(`kinds.${line.kind}`)}
                {line.adjustment ? (
                  <span className="form-hint">
                    {t('adjusted', { from: formatNumber(line.adjustment.fromHours, locale), reason: line.adjustment.reason })}
                  </span>
                ) : null}
              </>
            ),
          },
          { key: 'amount', heading: t('amount'), cell: amount },
          { key: 'price', heading: t('price'), numeric: true, cell: (line) => formatMoney(line.amountOre, locale) },
        ]}
      />
      <dl className="st-sums">
        <div>
          <dt>{t('subtotal')}</dt>
          <dd>{formatMoney(quote.subtotalOre, locale)}</dd>
        </div>
        <div>
          <dt>{t('vat', { percent: quote.vatPercent })}</dt>
          <dd>{formatMoney(quote.vatOre, locale)}</dd>
        </div>
        <div className="st-sum-total">
          <dt>{t('total')}</dt>
          <dd>{formatMoney(quote.totalOre, locale)}</dd>
        </div>
        <div>
          <dt>{t('cap')}</dt>
          <dd>{formatMoney(quote.capTotalOre, locale)}</dd>
        </div>
      </dl>
    </>
  )
}
