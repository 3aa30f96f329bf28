import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { standardisedVariable } from './decide-standardisation.ts'
import type { Register } from './register.ts'
import type { ResolvedAxis, ResolvedFilter } from './resolved-specification.ts'
import type { Specification } from './specification.ts'
import type { SpecificationRefusal } from './specification-refusal.ts'

/**
 * A rate needs a population for the years asked, split by every variable used, or a variable that splits the counted alone. In
 * person-years it needs one by age, and that of the year after.
 */
export function decideRate(
  specification: Specification,
  register: Register,
  axes: readonly ResolvedAxis[],
  filters: readonly ResolvedFilter[],
): Result<null, SpecificationRefusal> {
  const { rate, personYears } = specification
  if (!rate) return personYears ? refuse('rate-not-offered', { reason: 'without-rate', variable: null }) : ok(null)
  const { denominator } = register
  if (!denominator) return refuse('rate-not-offered', { reason: 'no-population', variable: null })
  const { fromYear, toYear } = specification.period
  if (fromYear < denominator.fromYear || toYear > denominator.toYear) {
    return refuse('rate-not-offered', { reason: 'years', variable: null })
  }
  if (personYears && !standardisedVariable(register)) return refuse('rate-not-offered', { reason: 'no-ages', variable: null })
  // A year's person-years lie between the inhabitants of its first day and of the next year's.
  if (personYears && toYear + 1 > denominator.toYear) return refuse('rate-not-offered', { reason: 'next-year', variable: null })
  const linked = register.links ? [register.links.variable.id] : []
  const offered = new Set([...denominator.variables.map((split) => split.variable), ...denominator.countedOnly, ...linked])
  const missing = [...axes, ...filters].find(({ variable }) => !offered.has(variable.id))
  return missing ? refuse('rate-not-offered', { reason: 'variable', variable: missing.variable.id }) : ok(null)
}
