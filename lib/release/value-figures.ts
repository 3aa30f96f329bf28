import { findRegister } from '#lib/catalogue/catalogue.ts'
import { findValue } from '#lib/catalogue/decide-value.ts'
import type { TableBody, ValueFigures } from '#lib/production/table-body.ts'
import type { DeliveryFigure, DeliveryInput } from '#lib/release/delivery-document.ts'
import type { GridLocale } from '#lib/release/table-grid.ts'

const NAMES: Readonly<Record<ValueFigures['figures'][number]['id'], Readonly<Record<GridLocale, string>>>> = {
  mean: { da: 'Gennemsnit', en: 'Mean' },
  sum: { da: 'Sum', en: 'Sum' },
  median: { da: 'Median', en: 'Median' },
  lower_quartile: { da: 'Nedre kvartil', en: 'Lower quartile' },
  upper_quartile: { da: 'Øvre kvartil', en: 'Upper quartile' },
}

/** The statistics of a number as the protected table keeps them, in the order ordered. */
export function valueFigures(
  { body, specification, catalogue }: DeliveryInput,
  locale: GridLocale,
  read: (values: readonly (number | null)[]) => DeliveryFigure['values'],
): DeliveryFigure[] {
  const register = findRegister(catalogue, specification.register)
  const value = register && body.values && findValue(register, body.values.id)
  if (!value || !body.values) return []
  const subject = `${value.label[locale]} (${value.unit[locale]})`
  return body.values.figures.map(({ id, values }) => ({ id, label: `${NAMES[id][locale]}: ${subject}`, values: read(values) }))
}

/** What the number is, and what a mean is over. */
export function valueFacts({ body, specification, catalogue }: DeliveryInput, locale: GridLocale): (readonly [string, string])[] {
  const register = findRegister(catalogue, specification.register)
  const value = register && body.values && findValue(register, body.values.id)
  if (!value) return []
  return [[locale === 'da' ? 'Tal' : 'Number', `${value.label[locale]} (${value.unit[locale]}): ${value.description[locale]}`]]
}

/** When a statistic is not given. */
export function valueLegend({ values, rules }: TableBody, locale: GridLocale): string[] {
  if (!values) return []
  const threshold = Number(rules.threshold)
  return locale === 'da'
    ? [
        `Sum og gennemsnit gives ikke, hvor færre end ${threshold} personer står bag, eller hvor en enkelt fylder så meget, at hendes tal kunne anslås. Median kræver ${2 * threshold} personer, kvartiler ${4 * threshold}.`,
      ]
    : [
        `Sums and means are not given where fewer than ${threshold} persons stand behind them, or where one fills so much that her number could be estimated. A median takes ${2 * threshold} persons, quartiles ${4 * threshold}.`,
      ]
}
