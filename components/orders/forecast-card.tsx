import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { formatMoney, formatNumber } from '#components/ui/format.ts'
import { type Catalogue, classificationOf, findVariable } from '#lib/catalogue/catalogue.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { Composition } from '#lib/orders/compose.ts'
import type { Advice } from '#lib/orders/forecast-advice.ts'
import type { HiddenForecast } from '#lib/orders/forecast-hidden.ts'
import { writeComposition } from '#lib/web/composition-form.ts'

interface Props {
  readonly composition: Composition
  readonly forecast: HiddenForecast | null
  readonly advice: readonly Advice[]
  readonly path: string
  readonly undo: string | null
  readonly edition: number
  readonly catalogue: Catalogue
  /** What the table is kept as, so that a change by advice stays the same table. */
  readonly keptId: string
  readonly locale: Locale
}

/** How many cells will probably be hidden, and what gets some of them back: each change one link, undone by another. */
export async function ForecastCard({ composition, forecast, advice, path, undo, edition, keptId, catalogue, locale }: Props) {
  const t = await getTranslations('requester.compose')
  const { resolved } = composition
  const before = new URLSearchParams(writeComposition(resolved.specification)).toString()
  const words = (each: Advice) => {
    const variable = findVariable(resolved.register, each.variable)
    const levels = variable ? classificationOf(catalogue, variable).levels : []
    const level = (id: string | null) => levels.find((one) => one.id === id)?.label[locale].toLocaleLowerCase(locale) ?? ''
    return t(`advice.${each.kind}`, {
      variable: variable?.label[locale] ?? each.variable,
      from: level(each.from),
      to: level(each.to),
    })
  }
  const hrefOf = (each: Advice) => {
    const fields = new URLSearchParams(writeComposition(each.specification))
    fields.append('fortryd', before)
    fields.append('udgave', String(edition + 1))
    fields.append('kladde', keptId)
    return `${path}?${fields}`
  }
  return (
    <Card heading={t('forecast.heading')}>
      {undo ? (
        <p>
          <Link href={`${path}?${undo}&udgave=${edition + 1}&kladde=${keptId}`} scroll={false}>
            {t('advice.undo')}
          </Link>
        </p>
      ) : null}
      {forecast ? (
        <>
          <p className="st-figure" aria-live="polite">
            {t(forecast.hidden === 0 ? 'forecast.none' : 'forecast.some', {
              hidden: formatNumber(forecast.hidden, locale),
              cells: formatNumber(forecast.cells, locale),
            })}
          </p>
          <p>
            {t('forecast.range', {
              low: formatNumber(forecast.low, locale),
              high: formatNumber(forecast.high, locale),
              unsafe: formatNumber(forecast.unsafe, locale),
            })}
          </p>
          {forecast.hidden > 0 ? <ForecastLegend /> : null}
        </>
      ) : (
        <p>{t(resolved.specification.measure === 'cases' ? 'forecast.unknownCases' : 'forecast.unknown')}</p>
      )}
      {advice.length > 0 ? (
        <>
          <h3>{t('advice.heading')}</h3>
          <ul className="st-advice">
            {advice.map((each) => (
              <li key={`${each.kind}-${each.variable}`}>
                <Link href={hrefOf(each)} scroll={false}>
                  {words(each)}
                </Link>
                {': '}
                {t('advice.effect', {
                  gain: Math.round(each.gain * 100),
                  hidden: formatNumber(each.hidden, locale),
                  cells: formatNumber(each.cells, locale),
                })}
                {each.savingOre > 0 ? `, ${t('advice.cheaper', { saving: formatMoney(each.savingOre, locale) })}` : ''}
                {each.daysSooner > 0 ? `, ${t('advice.sooner', { days: each.daysSooner })}` : ''}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p className="form-hint">{t('forecast.estimate')}</p>
    </Card>
  )
}

async function ForecastLegend() {
  const t = await getTranslations('requester.compose')
  return (
    <p className="form-hint">
      <span className="st-shell-key st-shell-maybe">?</span> {t('forecast.maybe')}{' '}
      <span className="st-shell-key st-shell-likely">✕</span> {t('forecast.likely')}
    </p>
  )
}
