import type { Register } from '#lib/catalogue/register.ts'
import type { Specification, SpecificationAxis } from '#lib/catalogue/specification.ts'

/**
 * The same table a year on: a table of one year moves to the next, a series gets one year more. Null when the register has no
 * later year. A title that names the last year names the new one. Pure.
 */
export function nextYear(specification: Specification, register: Register): Specification | null {
  const { fromYear, toYear } = specification.period
  const year = toYear + 1
  if (year > register.coverage.toYear) return null
  const isSeries = fromYear < toYear
  const later = (axis: SpecificationAxis): SpecificationAxis => {
    if (axis.variable !== register.periodVariable || axis.codes === null) return axis
    return { ...axis, codes: isSeries ? [...axis.codes, String(year)] : [String(year)] }
  }
  return {
    ...specification,
    title: specification.title.replace(new RegExp(`(?<!\\d)${toYear}(?!\\d)`, 'g'), String(year)),
    period: { fromYear: isSeries ? fromYear : year, toYear: year },
    rows: specification.rows.map(later),
    columns: specification.columns.map(later),
  }
}
