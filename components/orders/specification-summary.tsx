import { getTranslations } from 'next-intl/server'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { type Catalogue, classificationOf, findRegister, findVariable } from '#lib/catalogue/catalogue.ts'
import { codeLabel } from '#lib/catalogue/code-label.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import { groupText } from '#lib/catalogue/own-groups.ts'
import type { Specification, SpecificationAxis } from '#lib/catalogue/specification.ts'

const MOST_CODES = 8

/** A specification in words: what is counted, by what, of whom, when. */
export async function SpecificationSummary({
  specification,
  catalogue,
  locale,
}: {
  specification: Specification
  catalogue: Catalogue
  locale: Locale
}) {
  const t = await getTranslations('requester')
  const register = findRegister(catalogue, specification.register)
  const { standardisation } = specification
  const { fromYear, toYear } = specification.period
  const nameOf = (variableId: string) => (register && findVariable(register, variableId)?.label[locale]) ?? variableId
  const codesOf = (variableId: string, codes: readonly string[]) => {
    const labels = codes
      .slice(0, MOST_CODES)
      .map((code) => codeLabel(catalogue, specification.register, variableId, code, locale))
    return `${labels.join(', ')}${codes.length > MOST_CODES ? ` … (${codes.length})` : ''}`
  }
  const axis = ({ variable: id, level, codes, groups }: SpecificationAxis) => {
    if (groups) return `${nameOf(id)}, ${t('order.ownGroups')}: ${groups.map((each) => groupText(each)).join('; ')}`
    const variable = register && findVariable(register, id)
    const levels = variable ? classificationOf(catalogue, variable).levels : []
    const levelName = (variable?.levels.length ?? 0) > 1 ? levels.find((each) => each.id === level)?.label[locale] : undefined
    return `${nameOf(id)}${levelName ? `, ${levelName.toLocaleLowerCase(locale)}` : ''}: ${codes ? codesOf(id, codes) : t('order.allCodes')}`
  }
  const list = (lines: readonly string[], none: string) =>
    lines.length > 0 ? lines.map((line) => <div key={line}>{line}</div>) : none
  const origin = register?.originLabel ? ` – ${register.originLabel[locale]}` : ''
  return (
    <DescriptionList
      items={[
        { term: t('order.register'), description: `${register?.label[locale] ?? specification.register}${origin}` },
        { term: t('order.period'), description: fromYear === toYear ? String(fromYear) : `${fromYear}–${toYear}` },
        { term: t('order.measure'), description: t(`compose.measures.${specification.measure}`) },
        ...(specification.washOutYears
          ? [{ term: t('compose.washOut'), description: t('compose.washOutYears', { count: specification.washOutYears }) }]
          : []),
        { term: t('order.rows'), description: list(specification.rows.map(axis), t('order.none')) },
        { term: t('order.columns'), description: list(specification.columns.map(axis), t('order.none')) },
        {
          term: t('order.filters'),
          description: list(
            specification.filters.map((filter) => `${nameOf(filter.variable)}: ${codesOf(filter.variable, filter.codes)}`),
            t('order.everybody'),
          ),
        },
        { term: t('order.totals'), description: t(specification.totals ? 'order.yes' : 'order.no') },
        ...(specification.rate ? [{ term: t('order.rate'), description: t('order.yes') }] : []),
        ...(standardisation
          ? [
              {
                term: t('order.standardised'),
                description: [
                  t(`compose.standardisation.standards.${standardisation.standard}`),
                  t(`compose.standardisation.levels.${standardisation.level}`),
                  t(`compose.standardisation.intervals.${standardisation.interval}`),
                ].join(', '),
              },
            ]
          : []),
      ]}
    />
  )
}
