import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { type Catalogue, findVariable } from './catalogue.ts'
import type { Register, Variable } from './register.ts'
import { resolveAxis } from './resolve-axis.ts'
import { leafPositions, type ResolvedAxis, type ResolvedFilter } from './resolved-specification.ts'
import type { Specification } from './specification.ts'
import type { SpecificationRefusal } from './specification-refusal.ts'

/**
 * The ages that lie within the cells of a table whose rate is standardised for age: an axis, or none when no such rate is
 * wanted. A unit must stand in one age, the population must be split by it, and a filter may leave out whole age groups alone.
 */
export function decideStandardisation(
  specification: Specification,
  register: Register,
  catalogue: Catalogue,
  axes: readonly ResolvedAxis[],
  filters: readonly ResolvedFilter[],
): Result<ResolvedAxis[], SpecificationRefusal> {
  const { standardisation, measure, period } = specification
  if (!standardisation) return ok([])
  if (!specification.rate) return refuse('standardisation-not-offered', { reason: 'without-rate', variable: null })
  const age = standardisedVariable(register)
  if (!age) return refuse('standardisation-not-offered', { reason: 'no-ages', variable: null })
  const facts = { variable: age.id }
  if (axes.some((axis) => axis.variable.id === age.id))
    return refuse('standardisation-not-offered', { reason: 'age-in-table', ...facts })
  if (age.multiple.includes(measure)) return refuse('standardisation-not-offered', { reason: 'several-ages', ...facts })
  const whole = { variable: age.id, level: standardisation.level, codes: null, parents: false }
  const nodes = resolveAxis(whole, age, register, catalogue, period, filters)
  if (!nodes.ok) return nodes
  const axis: ResolvedAxis = { variable: age, side: 'within', level: standardisation.level, nodes: nodes.value }
  return isCut(axis, filters) ? refuse('standardisation-not-offered', { reason: 'age-cut', ...facts }) : ok([axis])
}

/** The age that a register's rates can be standardised for: the one its population is split by. */
export function standardisedVariable(register: Register): Variable | undefined {
  return register.denominator?.variables
    .map(({ variable }) => findVariable(register, variable))
    .find((variable) => variable?.kind === 'age' && variable.classification === 'age')
}

/** Whether a filter leaves a part of an age group: the group's weight in the standard would then be wrong. */
function isCut(axis: ResolvedAxis, filters: readonly ResolvedFilter[]): boolean {
  const filter = filters.find(({ variable }) => variable.id === axis.variable.id)
  if (!filter) return false
  const kept = new Set(filter.finestCodes)
  return leafPositions(axis).some((leaf) => !axis.nodes[leaf]?.finestCodes.every((code) => kept.has(code)))
}
