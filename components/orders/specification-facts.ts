import { getTranslations } from 'next-intl/server'
import { type Catalogue, classificationOf, findRegister, findVariable } from '#lib/catalogue/catalogue.ts'
import { codeLabel } from '#lib/catalogue/code-label.ts'
import { findValue } from '#lib/catalogue/decide-value.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import { groupText } from '#lib/catalogue/own-groups.ts'
import type { Specification, SpecificationAxis } from '#lib/catalogue/specification.ts'
import type { QuestionPart } from '#lib/orders/questions/question-part.ts'
import { linkText, windowText } from '#lib/release/link-figures.ts'

const MOST_CODES = 8

export interface SpecificationFact {
  readonly term: string
  readonly lines: readonly string[]
  /** The parts of the table that the lines are of; a question can be about each. */
  readonly parts: readonly QuestionPart[]
}

/** A specification in words: what is counted, by what, of whom, when. For pages and for paper. */
export async function specificationFacts(
  specification: Specification,
  catalogue: Catalogue,
  locale: Locale,
  /** Codes named before the rest is only counted. */
  { mostCodes }: { readonly mostCodes: number } = { mostCodes: MOST_CODES },
): Promise<SpecificationFact[]> {
  const t = await getTranslations('requester')
  const register = findRegister(catalogue, specification.register)
  const { standardisation } = specification
  const value = register && specification.value && findValue(register, specification.value.id)
  const { fromYear, toYear } = specification.period
  const nameOf = (variableId: string) => (register && findVariable(register, variableId)?.label[locale]) ?? variableId
  const codesOf = (variableId: string, codes: readonly string[]) => {
    const labels = codes.slice(0, mostCodes).map((code) => codeLabel(catalogue, specification.register, variableId, code, locale))
    return `${labels.join(', ')}${codes.length > mostCodes ? ` … (${codes.length})` : ''}`
  }
  const axis = ({ variable: id, level, codes, groups, parents }: SpecificationAxis) => {
    if (groups) return `${nameOf(id)}, ${t('order.ownGroups')}: ${groups.map((each) => groupText(each)).join('; ')}`
    const variable = register && findVariable(register, id)
    const levels = variable ? classificationOf(catalogue, variable).levels : []
    const levelName = (variable?.levels.length ?? 0) > 1 ? levels.find((each) => each.id === level)?.label[locale] : undefined
    return `${nameOf(id)}${levelName ? `, ${levelName.toLocaleLowerCase(locale)}` : ''}: ${codes ? codesOf(id, codes) : t('order.allCodes')}${parents ? `, ${t('order.withParents')}` : ''}`
  }
  const limits = specification.filters.map((filter) => `${nameOf(filter.variable)}: ${codesOf(filter.variable, filter.codes)}`)
  const some = (lines: readonly string[], none: string) => (lines.length > 0 ? lines : [none])
  const origin = register?.originLabel ? ` – ${register.originLabel[locale]}` : ''
  return [
    { term: t('order.register'), parts: ['register'], lines: [`${register?.label[locale] ?? specification.register}${origin}`] },
    { term: t('order.period'), parts: ['period'], lines: [fromYear === toYear ? String(fromYear) : `${fromYear}–${toYear}`] },
    { term: t('order.measure'), parts: ['measure'], lines: [t(`compose.measures.${specification.measure}`)] },
    ...(specification.washOutYears
      ? [
          {
            term: t('compose.washOut'),
            parts: ['measure'],
            lines: [t('compose.washOutYears', { count: specification.washOutYears })],
          },
        ]
      : []),
    ...(specification.link
      ? [
          {
            term: t('order.link'),
            parts: ['measure'],
            lines: [linkText(specification.link, catalogue, locale), windowText(specification.link.window, locale)],
          },
        ]
      : []),
    ...(specification.survival && register?.survival
      ? [{ term: t('compose.survival'), parts: ['figures'], lines: [register.survival.label[locale]] }]
      : []),
    ...(value
      ? [
          {
            term: t('compose.value.label'),
            parts: ['figures'],
            lines: [
              `${value.label[locale]}: ${(specification.value?.statistics ?? []).map((each) => t(`compose.value.kinds.${each}`)).join(', ')}`,
            ],
          },
        ]
      : []),
    {
      term: t('order.rows'),
      parts: specification.rows.map((each) => `row:${each.variable}`),
      lines: some(specification.rows.map(axis), t('order.none')),
    },
    {
      term: t('order.columns'),
      parts: specification.columns.map((each) => `column:${each.variable}`),
      lines: some(specification.columns.map(axis), t('order.none')),
    },
    {
      term: t('order.filters'),
      parts: ['population', ...specification.filters.map((each) => `filter:${each.variable}`)],
      lines: some(limits, t('order.everybody')),
    },
    { term: t('order.totals'), parts: ['totals'], lines: [t(specification.totals ? 'order.yes' : 'order.no')] },
    ...(specification.rateRatios ? [{ term: t('compose.rateRatios'), parts: ['figures'], lines: [t('order.yes')] }] : []),
    ...(specification.rate && !specification.personYears
      ? [{ term: t('order.rate'), parts: ['figures'], lines: [t('order.yes')] }]
      : []),
    ...(specification.personYears ? [{ term: t('compose.personYears'), parts: ['figures'], lines: [t('order.yes')] }] : []),
    ...(standardisation
      ? [
          {
            term: t('order.standardised'),
            parts: ['figures'],
            lines: [
              t(`compose.standardisation.standards.${standardisation.standard}`),
              t(`compose.standardisation.levels.${standardisation.level}`),
              ...(standardisation.standard === 'table'
                ? []
                : [t(`compose.standardisation.intervals.${standardisation.interval}`)]),
            ],
          },
        ]
      : []),
  ]
}
