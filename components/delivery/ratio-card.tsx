import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { ScrollContainer } from '#components/ui/data-table.tsx'
import { formatNumber } from '#components/ui/format.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { RatioLine } from '#lib/release/rate-ratio-table.ts'

/** Rate ratios of a regression, variable by variable, each with its limits. */
export async function RatioCard({ ratios, locale }: { ratios: readonly RatioLine[]; locale: Locale }) {
  const t = await getTranslations('requester.delivery.ratios')
  const show = (value: number) => formatNumber(value, locale, 2)
  const limits = ({ lower, upper }: RatioLine) => (lower === null || upper === null ? '' : ` (${show(lower)}–${show(upper)})`)
  return (
    <Card heading={t('heading')}>
      <ScrollContainer label={t('heading')}>
        <table className="table st-table table--compact st-delivery">
          <caption className="sr-only">{t('heading')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('variable')}</th>
              <th scope="col">{t('category')}</th>
              <th scope="col" className="st-number">
                {t('number')}
              </th>
              <th scope="col" className="st-number">
                {t('ratio')}
              </th>
            </tr>
          </thead>
          <tbody>
            {ratios.map((line) => (
              <tr key={`${line.variable} ${line.code}`}>
                <th scope="row">{line.variableLabel}</th>
                <th scope="row">{line.label}</th>
                <td className="st-number">{formatNumber(line.events, locale, 0)}</td>
                <td className="st-number">{line.isReference ? t('reference') : `${show(line.ratio)}${limits(line)}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollContainer>
      <p className="form-hint">{t('note')}</p>
    </Card>
  )
}
