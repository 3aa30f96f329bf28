import { type Catalogue, findRegister, findVariable } from '#lib/catalogue/catalogue.ts'
import { codeLabel } from '#lib/catalogue/code-label.ts'
import type { Specification, SpecificationLink } from '#lib/catalogue/specification.ts'
import type { TableBody } from '#lib/production/table-body.ts'
import type { DeliveryFigure, DeliveryInput } from '#lib/release/delivery-document.ts'
import type { GridLocale } from '#lib/release/table-grid.ts'
import { addressStrides } from '#lib/tabulation/cube.ts'
import { RATE_PER } from '#lib/tabulation/rate.ts'

const LABELS = {
  prevalence: { da: 'Pr. 100.000 bosatte 1. januar', en: 'Per 100,000 resident on 1 January' },
  linked_share: { da: 'Procent af alle tilfælde', en: 'Per cent of all cases' },
} as const

/**
 * What part of all those counted each number of linked events is: a prevalence per 100 000 where persons on a date are followed, per
 * cent where cases are. Numerator and denominator both stand in the protected table, and the figure is given where both do.
 */
export function linkFigures(
  { body, specification, catalogue }: DeliveryInput,
  locale: GridLocale,
  read: (values: readonly (number | null)[]) => DeliveryFigure['values'],
): DeliveryFigure[] {
  const { link } = specification
  const register = findRegister(catalogue, specification.register)
  const d = link ? body.dimensions.findIndex(({ id }) => id === register?.links?.variable.id) : -1
  if (!link || d < 0 || !isWhole(specification, body.dimensions[d]?.id)) return []
  const id = link.window.unit === 'years' ? 'prevalence' : 'linked_share'
  const per = id === 'prevalence' ? RATE_PER : 100
  return [{ id, label: LABELS[id][locale], values: read(sharesOf(body, d, per)) }]
}

/** Whether the axis leaves no number of events out, so that its total is everybody. */
function isWhole({ rows, columns }: Specification, variable: string | undefined): boolean {
  const axis = [...rows, ...columns].find((each) => each.variable === variable)
  return axis !== undefined && axis.codes === null && axis.groups === undefined
}

/** Each count over the total along one dimension, to one decimal; null where either is hidden or nobody is there. */
export function sharesOf({ dimensions, counts }: Pick<TableBody, 'dimensions' | 'counts'>, d: number, per: number) {
  const stride = addressStrides(dimensions)[d] ?? 1
  const size = dimensions[d]?.codes.length ?? 1
  return counts.map((count, address) => {
    const total = counts[address - stride * (Math.floor(address / stride) % size)]
    return count === null || !total ? null : Math.round((count / total) * per * 10) / 10
  })
}

/** Which events are counted, and when. */
export function linkFacts({ specification, catalogue }: DeliveryInput, locale: GridLocale): (readonly [string, string])[] {
  const { link } = specification
  if (!link) return []
  const name = locale === 'da' ? 'Koblede hændelser' : 'Linked events'
  const time = locale === 'da' ? 'Hændelserne tælles' : 'Events count'
  return [
    [name, linkText(link, catalogue, locale)],
    [time, windowText(link.window, locale)],
  ]
}

/** The register and the codes of linked events. */
export function linkText({ register: id, filters }: SpecificationLink, catalogue: Catalogue, locale: GridLocale): string {
  const register = findRegister(catalogue, id)
  const limits = filters.map(({ variable, codes }) => {
    const label = (register && findVariable(register, variable)?.label[locale]) ?? variable
    return `${label}: ${codes.map((code) => codeWithLabel(catalogue, id, variable, code, locale)).join(', ')}`
  })
  return [register?.label[locale] ?? id, ...limits].join('; ')
}

function codeWithLabel(catalogue: Catalogue, register: string, variable: string, code: string, locale: GridLocale): string {
  const label = codeLabel(catalogue, register, variable, code, locale)
  return label === code ? code : `${code} ${label}`
}

/** When linked events count, in words. */
export function windowText(window: SpecificationLink['window'], locale: GridLocale): string {
  const isDanish = locale === 'da'
  if (window.unit === 'days') {
    const { days } = window
    if (window.direction === 'before') {
      if (days === 1) return isDanish ? 'dagen før den første hændelse' : 'on the day before the first event'
      return isDanish ? `i de ${days} dage før den første hændelse` : `in the ${days} days before the first event`
    }
    return isDanish
      ? `fra dagen for den første hændelse til ${days} ${days === 1 ? 'dag' : 'dage'} efter`
      : `from the day of the first event to ${days} ${days === 1 ? 'day' : 'days'} after`
  }
  const { back, duringYear } = window
  if (duringYear && back === 0) return isDanish ? 'i året' : 'in the year'
  const years = isDanish ? `i de ${back} kalenderår før 1. januar` : `in the ${back} calendar years before 1 January`
  const year = isDanish ? 'i kalenderåret før 1. januar' : 'in the calendar year before 1 January'
  const before = back === 1 ? year : years
  if (!duringYear) return before
  return isDanish ? `${before} og i året selv` : `${before} and in the year itself`
}

/** What the figure is of, and when it is not given. */
export function linkLegend({ link }: Specification, locale: GridLocale): string[] {
  if (!link) return []
  return (link.window.unit === 'years' ? PREVALENCE_LEGEND : SHARE_LEGEND)[locale]
}

const PREVALENCE_LEGEND = {
  da: [
    'Prævalens: personer, der bor i Danmark 1. januar, efter om de har haft hændelsen. Raten er deres andel af alle bosatte i samme felt og gives, hvor begge antal er vist.',
    'I en total over flere år tæller en person én gang i nævneren, og én gang under hvert antal hændelser, personen har haft.',
  ],
  en: [
    'Prevalence: persons living in Denmark on 1 January, by whether they have had the event. The rate is their share of all residents of the same cell, and is given where both numbers are shown.',
    'In a total over several years a person counts once in the denominator, and once under each number of events she has had.',
  ],
}

const SHARE_LEGEND = {
  da: [
    'Andelen er af alle tilfælde i samme felt og gives, hvor begge antal er vist. Hændelser efter død eller udvandring kan ikke ses.',
  ],
  en: [
    'The share is of all cases of the same cell, and is given where both numbers are shown. Events after death or emigration cannot be seen.',
  ],
}
