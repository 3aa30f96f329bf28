import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import type { Register } from './register.ts'
import type { ResolvedAxis } from './resolved-specification.ts'
import type { Specification } from './specification.ts'
import type { SpecificationRefusal } from './specification-refusal.ts'

/**
 * Whether rate ratios of a regression can be given: there is a rate, and each counted unit stands in one category of every
 * variable, so that the categories of each add up to the same total. Of survival the population has no part.
 */
export function decideRatios(
  specification: Specification,
  register: Register,
  axes: readonly ResolvedAxis[],
): Result<null, SpecificationRefusal> {
  const { rateRatios, rate, survival, measure, period } = specification
  if (!rateRatios) return ok(null)
  if (!rate || survival) return refuse('ratios-not-offered', { reason: 'without-rate', variable: null })
  const isOneRowEach =
    register.rowStandsFor === 'person' || (register.rowStandsFor === 'person-year' && period.fromYear === period.toYear)
  const several = axes.find(({ variable }) => variable.multiple.includes(measure) && !isOneRowEach)
  return several ? refuse('ratios-not-offered', { reason: 'several', variable: several.variable.id }) : ok(null)
}
