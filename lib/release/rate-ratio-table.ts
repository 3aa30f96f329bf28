import { findRegister, findVariable } from '#lib/catalogue/catalogue.ts'
import { headingLabel } from '#lib/catalogue/own-groups.ts'
import type { TableBody } from '#lib/production/table-body.ts'
import type { DeliveryInput } from '#lib/release/delivery-document.ts'
import type { GridLocale } from '#lib/release/table-grid.ts'
import { addressStrides } from '#lib/tabulation/cube.ts'
import { type RateRatio, rateRatios } from '#lib/tabulation/poisson-regression.ts'

/** One category of a variable with its rate ratio, adjusted for the other variables. */
export interface RatioLine extends RateRatio {
  readonly variable: string
  readonly variableLabel: string
  readonly code: string
  readonly label: string
  readonly events: number
  readonly isReference: boolean
}

/** Stands for the categories of a variable whose totals are hidden, taken together. */
export const OTHERS_CODE = 'OTHERS'

interface Factor {
  readonly dimension: number
  readonly levels: readonly { readonly code: string; readonly nodes: readonly number[]; readonly events: number }[]
}

/**
 * Rate ratios between the categories of each variable of a table, ages within included, from a Poisson regression with main
 * effects. It takes in the published totals of each variable alone, and the population. Categories whose totals are hidden are one
 * category together, whose total is published by being the rest. Null when none were ordered or there is nothing to compare.
 */
export function rateRatioTable(input: DeliveryInput, locale: GridLocale): RatioLine[] | null {
  const { body, specification } = input
  if (!specification.rateRatios || body.denominators === null || body.counts[0] == null) return null
  const factors = body.dimensions.map((_, dimension) => factorOf(body, dimension)).filter(({ levels }) => levels.length > 1)
  const references = factors.map(({ levels }) => mostEvents(levels))
  const found = factors.length > 0 ? rateRatios(peopleOf(body, factors), factors.map(eventsOf), references) : null
  if (!found) return null
  return factors.flatMap((factor, f) =>
    factor.levels.map(({ code, events }, level): RatioLine => {
      const variable = body.dimensions[factor.dimension]?.id ?? ''
      const ratio = found[f]?.[level] ?? { ratio: Number.NaN, lower: null, upper: null }
      return { ...ratio, ...namesOf(input, variable, code, locale), variable, code, events, isReference: level === references[f] }
    }),
  )
}

/** The published categories of a variable, and those with hidden totals as one. */
function factorOf({ dimensions, counts }: TableBody, dimension: number): Factor {
  const { codes = [], parents = [] } = dimensions[dimension] ?? {}
  const stride = addressStrides(dimensions)[dimension] ?? 1
  const leaves = codes.flatMap((_, node) => (parents.includes(node) ? [] : [node]))
  const isHidden = (node: number) => counts[node * stride] == null
  const known = leaves.filter((node) => !isHidden(node))
  const levels = known.map((node) => ({ code: codes[node] ?? '', nodes: [node], events: counts[node * stride] ?? 0 }))
  const hidden = leaves.filter(isHidden)
  if (hidden.length === 0) return { dimension, levels }
  const rest = (counts[0] ?? 0) - levels.reduce((sum, { events }) => sum + events, 0)
  return { dimension, levels: [...levels, { code: OTHERS_CODE, nodes: hidden, events: rest }] }
}

function eventsOf({ levels }: Factor): number[] {
  return levels.map(({ events }) => events)
}

/** The level with most events: the steadiest to compare with. The first of equals. */
function mostEvents(levels: Factor['levels']): number {
  return levels.reduce((best, { events }, level) => (events > (levels[best]?.events ?? 0) ? level : best), 0)
}

/** People of every combination of levels; variables that are no factor stand at their total. */
function peopleOf({ dimensions, denominators }: TableBody, factors: readonly Factor[]): Float64Array {
  const strides = addressStrides(dimensions)
  let addresses: number[][] = [[0]]
  for (const { dimension, levels } of factors) {
    const stride = strides[dimension] ?? 1
    addresses = addresses.flatMap((own) =>
      levels.map(({ nodes }) => own.flatMap((address) => nodes.map((node) => address + node * stride))),
    )
  }
  return Float64Array.from(addresses, (own) => own.reduce((sum, address) => sum + (denominators?.[address] ?? 0), 0))
}

function namesOf({ catalogue, specification }: DeliveryInput, variable: string, code: string, locale: GridLocale) {
  const register = findRegister(catalogue, specification.register)
  const variableLabel = (register && findVariable(register, variable)?.label[locale]) ?? variable
  const others = locale === 'da' ? 'Øvrige (skjulte) tilsammen' : 'Others (hidden) together'
  return { variableLabel, label: code === OTHERS_CODE ? others : headingLabel(catalogue, specification, variable, code, locale) }
}

/** A line per category with a head, for files; ratios with two decimals. */
export function ratioLines(lines: readonly RatioLine[], locale: GridLocale): (string | number | null)[][] {
  const head =
    locale === 'da'
      ? ['Variabel', 'Kategori', 'Antal', 'Rateratio', 'Nedre grænse', 'Øvre grænse']
      : ['Variable', 'Category', 'Number', 'Rate ratio', 'Lower limit', 'Upper limit']
  const two = (value: number | null) => value && Math.round(value * 100) / 100
  const rest = ({ ratio, lower, upper, isReference }: RatioLine) =>
    isReference ? [1, null, null] : [two(ratio), two(lower), two(upper)]
  return [head, ...lines.map((line) => [line.variableLabel, line.label, line.events, ...rest(line)])]
}

/** How the ratios were made. */
export function ratioLegend(lines: readonly RatioLine[] | null, locale: GridLocale): string[] {
  if (!lines) return []
  return locale === 'da'
    ? [
        'Rateratio: raten i forhold til referencen (den med flest, rateratio 1), justeret for tabellens andre variable ved Poisson-regression uden vekselvirkninger; 95 % grænser. Regnet af de offentliggjorte totaler for hver variabel og befolkningen alene. Er tallene mere spredte, end tilfældet siger, er grænserne for snævre.',
      ]
    : [
        'Rate ratio: the rate relative to the reference (the one with most, rate ratio 1), adjusted for the other variables of the table by Poisson regression without interactions; 95% limits. Computed from the published totals of each variable and the population alone. If the numbers vary more than chance says, the limits are too narrow.',
      ]
}
