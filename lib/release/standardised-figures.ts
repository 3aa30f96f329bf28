import type { Specification } from '#lib/catalogue/specification.ts'
import type { DeliveryFigure, DeliveryInput } from '#lib/release/delivery-document.ts'
import { agesWithin, standardisedRates } from '#lib/release/standardised-rates.ts'
import type { GridLocale } from '#lib/release/table-grid.ts'
import { STANDARD_POPULATIONS } from '#lib/tabulation/standard-population.ts'
import { LEAST_EVENTS } from '#lib/tabulation/standardise-protected.ts'

const LABELS = {
  rate: { da: 'Pr. 100.000 indbyggere', en: 'Per 100,000 inhabitants' },
  standardised_rate: { da: 'Aldersstandardiseret pr. 100.000', en: 'Age-standardised per 100,000' },
  standardised_lower: { da: 'Aldersstandardiseret, nedre grænse', en: 'Age-standardised, lower limit' },
  standardised_upper: { da: 'Aldersstandardiseret, øvre grænse', en: 'Age-standardised, upper limit' },
} as const

const INTERVALS = {
  gamma: { da: 'Fay og Feuer (gamma)', en: 'Fay and Feuer (gamma)' },
  dobson: { da: 'Dobson m.fl.', en: 'Dobson et al.' },
} as const

const LEVELS = {
  age5: { da: 'femårs aldersgrupper', en: 'five-year age groups' },
  age10: { da: 'tiårs aldersgrupper', en: 'ten-year age groups' },
} as const

/** What a figure is called in a file for people. */
export function figureLabel(id: DeliveryFigure['id'], locale: GridLocale): string {
  return LABELS[id][locale]
}

/** The age-standardised rate and its 95 % limits, rounded to one decimal; none where none was ordered. */
export function standardisedFigures(
  { body, specification, catalogue }: DeliveryInput,
  locale: GridLocale,
  read: (valueAt: (address: number) => number | null) => DeliveryFigure['values'],
): DeliveryFigure[] {
  const ages = agesWithin(body, specification, catalogue)
  const { standardisation } = specification
  if (!ages || !standardisation) return []
  const rateAt = standardisedRates(body, ages, standardisation)
  const figure = (id: DeliveryFigure['id'], part: 'rate' | 'lower' | 'upper'): DeliveryFigure => ({
    id,
    label: figureLabel(id, locale),
    values: read((address) => {
      const rate = rateAt(address)
      return rate && Math.round(rate[part] * 10) / 10
    }),
  })
  return [figure('standardised_rate', 'rate'), figure('standardised_lower', 'lower'), figure('standardised_upper', 'upper')]
}

/** How the rates were standardised. */
export function standardisationFacts({ standardisation }: Specification, locale: GridLocale): (readonly [string, string])[] {
  if (!standardisation) return []
  const { standard, level, interval } = standardisation
  const name = locale === 'da' ? 'Aldersstandardisering' : 'Age standardisation'
  const limits = locale === 'da' ? '95 % sikkerhedsgrænser' : '95% confidence limits'
  return [
    [name, `${STANDARD_POPULATIONS[standard].label[locale]}, ${LEVELS[level][locale]}`],
    [limits, INTERVALS[interval][locale]],
  ]
}

/** When a standardised rate is not given, and what its limits hold. */
export function standardisationLegend({ standardisation }: Specification, locale: GridLocale): string[] {
  if (!standardisation) return []
  return locale === 'da'
    ? [
        `Aldersstandardiserede rater gives ved mindst ${LEAST_EVENTS} hændelser, og når de skjulte aldre ikke gør dem mere usikre, end tilfældet gør.`,
        'De er regnet af den beskyttede tabel alene: skjulte aldre er fordelt efter hele tabellens aldersmønster, og sikkerhedsgrænserne er gjort så meget bredere, som enhver anden fordeling kunne flytte raten.',
      ]
    : [
        `Age-standardised rates are given for at least ${LEAST_EVENTS} events, and when hidden ages leave them no more uncertain than chance does.`,
        'They are computed from the protected table alone: hidden ages are spread by the age pattern of the whole table, and the limits are widened by as much as any other spread could move the rate.',
      ]
}
