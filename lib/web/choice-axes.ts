import { type Catalogue, findRegister, findVariable } from '#lib/catalogue/catalogue.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import { headingLabel } from '#lib/catalogue/own-groups.ts'
import { TOTAL_CODE } from '#lib/catalogue/resolved-specification.ts'
import type { Specification } from '#lib/catalogue/specification.ts'
import type { TableBody } from '#lib/production/table-body.ts'

/** The dimensions of a table in words: its headings, and the levels of its classification by id. */
export function choiceAxes(
  dimensions: TableBody['dimensions'],
  specification: Specification,
  catalogue: Catalogue,
  locale: Locale,
) {
  const register = findRegister(catalogue, specification.register)
  return dimensions.map(({ id, codes }) => {
    const variable = register && findVariable(register, id)
    const classification = catalogue.classifications.find((each) => each.id === variable?.classification)
    return {
      id,
      label: variable?.label[locale] ?? id,
      levels: Object.fromEntries((classification?.levels ?? []).map((level) => [level.id, level.label[locale]])),
      headings: codes
        .filter((code) => code !== TOTAL_CODE)
        .map((code) => ({ code, label: headingLabel(catalogue, specification, id, code, locale) })),
    }
  })
}
