import type { Locale } from '#lib/catalogue/local-text.ts'
import type { Register, Variable } from '#lib/catalogue/register.ts'
import type { Specification } from '#lib/catalogue/specification.ts'

/** A first table of a register to start from: its ages, or its first variable, by sex in its last year. Null when it has neither. */
export function exampleTable(register: Register, locale: Locale): Specification | null {
  const axes = register.variables.filter((variable) => variable.axis && variable.id !== register.periodVariable)
  const sex = axes.find((variable) => variable.kind === 'sex')
  const main = axes.find((variable) => variable.kind === 'age') ?? axes.find((variable) => variable !== sex)
  const [measure] = register.measures
  if (!main || !measure) return null
  const coarsest = (variable: Variable) => ({
    variable: variable.id,
    level: variable.levels.at(-1) ?? '',
    codes: null,
    parents: false,
  })
  const { toYear } = register.coverage
  const names = [main, ...(sex ? [sex] : [])].map((variable) => variable.label[locale])
  return {
    schema: 1,
    title: `${names.join(locale === 'da' ? ' og ' : ' and ')}, ${toYear}`,
    register: register.id,
    measure,
    rate: false,
    period: { fromYear: toYear, toYear },
    filters: [],
    rows: [coarsest(main)],
    columns: sex ? [coarsest(sex)] : [],
    totals: true,
  }
}
