import { getTranslations } from 'next-intl/server'
import { DeliveryChart } from '#components/delivery/delivery-chart.tsx'
import { Card } from '#components/ui/card.tsx'
import { ScrollContainer } from '#components/ui/data-table.tsx'
import { formatNumber } from '#components/ui/format.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import { HIDDEN_MARK } from '#lib/release/delivery-document.ts'
import type { SurvivalCurves } from '#lib/release/survival-curves.ts'
import { LEAST_AT_RISK, type SurvivalPoint } from '#lib/tabulation/life-table.ts'

const MOST_CURVES = 8

interface Curve {
  readonly name: string
  readonly isMargin: boolean
  readonly points: readonly (SurvivalPoint | null)[]
}

/** Survival curves as a picture, and as a table of a line per year with shares, limits and numbers at risk. */
export async function SurvivalCard({ curves, title, locale }: { curves: SurvivalCurves; title: string; locale: Locale }) {
  const t = await getTranslations('requester.delivery.curves')
  const named = curves.groups.map(({ label, isMargin, points }): Curve => ({ name: label || title, isMargin, points }))
  const years = (named[0]?.points ?? []).flatMap((_, year) => (named.some(({ points }) => points[year]) ? [year] : []))
  const parts = named.filter(({ isMargin }) => !isMargin)
  const drawn = parts.length > 0 ? parts : named
  const shown = drawn.slice(0, MOST_CURVES)
  return (
    <Card heading={curves.label}>
      {named.length === 0 ? <p>{t('none')}</p> : null}
      {named.length > 0 ? (
        <DeliveryChart
          data={chartData(shown, years)}
          names={shown.map(({ name }) => name)}
          kind="line"
          label={t('label', { count: shown.length })}
          locale={locale}
        />
      ) : null}
      {drawn.length > MOST_CURVES ? <p className="form-hint">{t('cut', { count: MOST_CURVES })}</p> : null}
      {named.length > 0 ? (
        <ScrollContainer label={curves.label}>
          <table className="table st-table table--compact st-delivery">
            <caption className="sr-only">{curves.label}</caption>
            <thead>
              <tr>
                <th scope="col">{t('year')}</th>
                {named.map(({ name }) => (
                  <th key={name} scope="col" className="st-number">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {years.map((year) => (
                <tr key={year}>
                  <th scope="row">{year + 1}</th>
                  {named.map(({ name, points }) => (
                    <SurvivalCell key={name} point={points[year] ?? null} atRisk={t('atRisk')} locale={locale} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollContainer>
      ) : null}
      <p className="form-hint">{t('note', { atRisk: LEAST_AT_RISK })}</p>
    </Card>
  )
}

function SurvivalCell({ point, atRisk, locale }: { point: SurvivalPoint | null; atRisk: string; locale: Locale }) {
  if (!point) return <td className="st-number st-hidden">{HIDDEN_MARK}</td>
  const show = (share: number) => formatNumber(share * 100, locale, 1)
  return (
    <td className="st-number">
      {`${show(point.survival)} (${show(point.lower)}–${show(point.upper)})`}
      <div className="form-hint">
        {atRisk}: {point.atRisk === null ? HIDDEN_MARK : formatNumber(point.atRisk, locale, 0)}
      </div>
    </td>
  )
}

/** Everybody is there when follow-up begins; then a point per year. */
function chartData(curves: readonly Curve[], years: readonly number[]) {
  const per = (share: number | undefined) => (share === undefined ? null : Math.round(share * 1000) / 10)
  return [
    { name: '0', ...Object.fromEntries(curves.map(({ name }) => [name, 100])) },
    ...years.map((year) => ({
      name: String(year + 1),
      ...Object.fromEntries(curves.map(({ name, points }) => [name, per(points[year]?.survival)])),
    })),
  ]
}
