import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import { standardisedVariable } from '#lib/catalogue/decide-standardisation.ts'
import type { Denominator } from '#lib/catalogue/register.ts'
import type { ResolvedSpecification } from '#lib/catalogue/resolved-specification.ts'
import { type PlanFilter, planFilters } from './plan-filter.ts'

/** How the population behind a rate is read. */
export interface PlanDenominator {
  readonly file: string
  readonly countColumn: string
  /** Column of the population file for each dimension of the cube; null where every category has the same population. */
  readonly columns: readonly (string | null)[]
  /** The filters that also delimit the population, on its own columns. */
  readonly filters: readonly PlanFilter[]
  /** Where age and year stand, when person-years of Lexis triangles are read instead of inhabitants; null when not. */
  readonly lexis: { readonly ageColumn: string; readonly yearColumn: string } | null
  /** Years of population that are added up: inhabitants on 1 January stand for the person-years of the year. */
  readonly period: { readonly column: string; readonly fromYear: number; readonly toYear: number }
}

/** Plans the population for a specification that `decideSpecification` allowed a rate for. */
export function planDenominator(
  resolved: ResolvedSpecification,
  denominator: Denominator,
  catalogue: Catalogue,
): PlanDenominator {
  const columnOf = (variable: string) => denominator.variables.find((split) => split.variable === variable)?.column ?? null
  const year = columnOf(resolved.register.periodVariable)
  if (year === null) throw new Error(`the population of ${resolved.register.id} is not split by year`)
  const age = standardisedVariable(resolved.register)
  const ageColumn = age ? columnOf(age.id) : null
  const filters = planFilters(resolved, catalogue).flatMap((filter) => {
    const column = columnOf(filter.variable)
    return column === null ? [] : [{ ...filter, source: { ...filter.source, column } }]
  })
  return {
    file: denominator.file,
    countColumn: denominator.countColumn,
    lexis: resolved.specification.personYears && ageColumn !== null ? { ageColumn, yearColumn: year } : null,
    columns: resolved.axes.map((axis) => columnOf(axis.variable.id)),
    filters,
    period: { column: year, ...resolved.specification.period },
  }
}
