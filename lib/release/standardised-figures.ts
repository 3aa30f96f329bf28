import type { Specification } from '#lib/catalogue/specification.ts'
import type { DeliveryFigure, DeliveryInput } from '#lib/release/delivery-document.ts'
import { agesWithin, standardisedRates, standardisedRatios } from '#lib/release/standardised-rates.ts'
import type { GridLocale } from '#lib/release/table-grid.ts'
import { STANDARD_POPULATIONS } from '#lib/tabulation/standard-population.ts'
import { LEAST_EVENTS } from '#lib/tabulation/standardise-protected.ts'

const LABELS = {
  rate: { da: 'Pr. 100.000 indbyggere', en: 'Per 100,000 inhabitants' },
  rate_person_years: { da: 'Pr. 100.000 personår', en: 'Per 100,000 person-years' },
  standardised_rate: { da: 'Aldersstandardiseret pr. 100.000', en: 'Age-standardised per 100,000' },
  standardised_lower: { da: 'Aldersstandardiseret, nedre grænse', en: 'Age-standardised, lower limit' },
  standardised_upper: { da: 'Aldersstandardiseret, øvre grænse', en: 'Age-standardised, upper limit' },
  ratio: { da: 'Standardiseret ratio (SMR, hele tabellen = 100)', en: 'Standardised ratio (SMR, whole table = 100)' },
  ratio_lower: { da: 'Standardiseret ratio, nedre grænse', en: 'Standardised ratio, lower limit' },
  ratio_upper: { da: 'Standardiseret ratio, øvre grænse', en: 'Standardised ratio, upper limit' },
} as const

const INTERVALS = {
  gamma: { da: 'Fay og Feuer (gamma)', en: 'Fay and Feuer (gamma)' },
  dobson: { da: 'Dobson m.fl.', en: 'Dobson et al.' },
} as const

const LEVELS = {
  age5: { da: 'femårs aldersgrupper', en: 'five-year age groups' },
  age10: { da: 'tiårs aldersgrupper', en: 'ten-year age groups' },
} as const

/** What a rate or ratio is called in a file for people. */
export function figureLabel(id: keyof typeof LABELS, locale: GridLocale): string {
  return LABELS[id][locale]
}

/** The age-standardised rate, or ratio, and its 95 % limits, rounded to one decimal; none where none was ordered. */
export function standardisedFigures(
  { body, specification, catalogue }: DeliveryInput,
  locale: GridLocale,
  read: (valueAt: (address: number) => number | null) => DeliveryFigure['values'],
): DeliveryFigure[] {
  const ages = agesWithin(body, specification, catalogue)
  const { standardisation } = specification
  if (!ages || !standardisation) return []
  const figure = (
    id: Exclude<keyof typeof LABELS, 'rate_person_years'>,
    valueAt: (address: number) => number | undefined,
  ): DeliveryFigure => ({
    id,
    label: figureLabel(id, locale),
    values: read((address) => {
      const value = valueAt(address)
      return value === undefined ? null : Math.round(value * 10) / 10
    }),
  })
  if (standardisation.standard === 'table') {
    const ratioAt = standardisedRatios(body, ages)
    return [
      figure('ratio', (address) => ratioAt(address)?.ratio),
      figure('ratio_lower', (address) => ratioAt(address)?.lower),
      figure('ratio_upper', (address) => ratioAt(address)?.upper),
    ]
  }
  const rateAt = standardisedRates(body, ages, standardisation)
  return [
    figure('standardised_rate', (address) => rateAt(address)?.rate),
    figure('standardised_lower', (address) => rateAt(address)?.lower),
    figure('standardised_upper', (address) => rateAt(address)?.upper),
  ]
}

/** How the rates were standardised. */
export function standardisationFacts({ standardisation }: Specification, locale: GridLocale): (readonly [string, string])[] {
  if (!standardisation) return []
  const name = locale === 'da' ? 'Aldersstandardisering' : 'Age standardisation'
  const limits = locale === 'da' ? '95 % sikkerhedsgrænser' : '95% confidence limits'
  const level = LEVELS[standardisation.level][locale]
  if (standardisation.standard === 'table') {
    return locale === 'da'
      ? [
          [name, `indirekte: forventet efter hele tabellens aldersspecifikke rater, ${level}`],
          [limits, 'eksakt Poisson'],
        ]
      : [
          [name, `indirect: expected by the age-specific rates of the whole table, ${level}`],
          [limits, 'exact Poisson'],
        ]
  }
  return [
    [name, `${STANDARD_POPULATIONS[standardisation.standard].label[locale]}, ${level}`],
    [limits, INTERVALS[standardisation.interval][locale]],
  ]
}

/** When a standardised figure is not given, and what its limits hold. */
export function standardisationLegend({ standardisation }: Specification, locale: GridLocale): string[] {
  if (!standardisation) return []
  return (standardisation.standard === 'table' ? RATIO_LEGEND : RATE_LEGEND)[locale]
}

const RATIO_LEGEND = {
  da: [
    'Standardiseret ratio: antallet i forhold til det forventede, hvis hver alder havde samme rate som i hele tabellen; 100 er som hele tabellen. Regnet af den beskyttede tabel alene.',
  ],
  en: [
    'Standardised ratio: the count relative to what was to be expected had every age the rate it has in the whole table; 100 is as the whole table. Computed from the protected table alone.',
  ],
}

const RATE_LEGEND = {
  da: [
    `Aldersstandardiserede rater gives ved mindst ${LEAST_EVENTS} hændelser, og når de skjulte aldre ikke gør dem mere usikre, end tilfældet gør.`,
    'De er regnet af den beskyttede tabel alene: skjulte aldre er fordelt efter hele tabellens aldersmønster, og sikkerhedsgrænserne er gjort så meget bredere, som enhver anden fordeling kunne flytte raten.',
  ],
  en: [
    `Age-standardised rates are given for at least ${LEAST_EVENTS} events, and when hidden ages leave them no more uncertain than chance does.`,
    'They are computed from the protected table alone: hidden ages are spread by the age pattern of the whole table, and the limits are widened by as much as any other spread could move the rate.',
  ],
}
