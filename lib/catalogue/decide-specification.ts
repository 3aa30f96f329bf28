import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { type Catalogue, findRegister, findVariable } from './catalogue.ts'
import { containsCprNumber } from './cpr-number.ts'
import { decideCases } from './decide-cases.ts'
import { decideFilters } from './decide-filters.ts'
import { decideLink } from './decide-link.ts'
import { decideRate } from './decide-rate.ts'
import { decideRatios } from './decide-ratios.ts'
import { decideStandardisation } from './decide-standardisation.ts'
import { decideSurvival } from './decide-survival.ts'
import { decideValue } from './decide-value.ts'
import type { Register } from './register.ts'
import { resolveAxis } from './resolve-axis.ts'
import type { ResolvedAxis, ResolvedFilter, ResolvedSpecification } from './resolved-specification.ts'
import type { Specification } from './specification.ts'
import type { SpecificationRefusal } from './specification-refusal.ts'
import { tableShape } from './table-shape.ts'

export type { ResolvedSpecification } from './resolved-specification.ts'
export type { SpecificationRefusal } from './specification-refusal.ts'

export interface SpecificationLimits {
  /** Largest number of cells of one table, all totals and subtotals included. */
  readonly maxCells: number
}

/**
 * Finds every word of a specification in the catalogue and unfolds its axes, or says the first thing that is wrong.
 * Pure: the same specification and catalogue give the same answer.
 */
export function decideSpecification(
  specification: Specification,
  catalogue: Catalogue,
  limits: SpecificationLimits,
): Result<ResolvedSpecification, SpecificationRefusal> {
  if (containsCprNumber(specification.title)) return refuse('contains-cpr-number', { field: 'title' })
  const groups = [...specification.rows, ...specification.columns].flatMap((axis) => axis.groups ?? [])
  if (groups.some((group) => containsCprNumber(group.name))) return refuse('contains-cpr-number', { field: 'groups' })
  const register = findRegister(catalogue, specification.register)
  if (!register) return refuse('unknown-register', { register: specification.register })
  const general = decideGeneral(specification, register)
  if (!general.ok) return general
  const filters = decideFilters(specification.filters, register, catalogue)
  if (!filters.ok) return filters
  const shown = decideAxes(specification, register, catalogue, filters.value)
  if (!shown.ok) return shown
  const axes = decideLink(specification, register, catalogue, shown.value)
  if (!axes.ok) return axes
  const cases = decideCases(specification, register, axes.value)
  if (!cases.ok) return cases
  const value = decideValue(specification, register, axes.value, filters.value)
  if (!value.ok) return value
  const ratios = decideRatios(specification, register, axes.value)
  if (!ratios.ok) return ratios
  const rate = decideRate(specification, register, axes.value, filters.value)
  if (!rate.ok) return rate
  const within = decideWithin(specification, register, catalogue, axes.value, filters.value)
  if (!within.ok) return within
  const resolved = { specification, register, axes: [...axes.value, ...within.value], filters: filters.value }
  const { countedCells } = tableShape(resolved)
  if (countedCells > limits.maxCells) return refuse('too-many-cells', { cells: countedCells, limit: limits.maxCells })
  return ok(resolved)
}

/** The axes that lie within the cells, for what is made of them. */
function decideWithin(...given: Parameters<typeof decideSurvival>): Result<ResolvedAxis[], SpecificationRefusal> {
  const ages = decideStandardisation(...given)
  if (!ages.ok) return ages
  const followed = decideSurvival(...given)
  return followed.ok ? ok([...ages.value, ...followed.value]) : followed
}

/** Measure and period. */
function decideGeneral(specification: Specification, register: Register): Result<null, SpecificationRefusal> {
  const { measure, period } = specification
  if (!register.measures.includes(measure)) return refuse('measure-not-offered', { measure, offered: register.measures })
  if (period.fromYear > period.toYear) return refuse('period-reversed', period)
  const { fromYear, toYear } = register.coverage
  if (period.fromYear < fromYear || period.toYear > toYear) {
    return refuse('period-outside-coverage', { ...period, coveredFromYear: fromYear, coveredToYear: toYear })
  }
  return ok(null)
}

function decideAxes(
  specification: Specification,
  register: Register,
  catalogue: Catalogue,
  filters: readonly ResolvedFilter[],
): Result<ResolvedAxis[], SpecificationRefusal> {
  const axes: ResolvedAxis[] = []
  const wanted = [
    ...specification.rows.map((axis) => ({ axis, side: 'row' as const })),
    ...specification.columns.map((axis) => ({ axis, side: 'column' as const })),
  ]
  for (const { axis, side } of wanted) {
    const variable = findVariable(register, axis.variable)
    if (!variable) return refuse('unknown-variable', { variable: axis.variable })
    if (!variable.axis) return refuse('variable-not-axis', { variable: variable.id })
    if (axes.some((earlier) => earlier.variable.id === variable.id)) return refuse('variable-twice', { variable: variable.id })
    const nodes = resolveAxis(axis, variable, register, catalogue, specification.period, filters)
    if (!nodes.ok) return nodes
    axes.push({ variable, side, level: axis.level, nodes: nodes.value })
  }
  return ok(axes)
}
