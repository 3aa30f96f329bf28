import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import type { Register } from './register.ts'
import type { ResolvedAxis } from './resolved-specification.ts'
import type { Specification } from './specification.ts'
import type { SpecificationRefusal } from './specification-refusal.ts'

/**
 * Whether persons can be counted at their first event as wanted: by variables with one value for each event, and with the years
 * before the period, in which there must be no other event, in the register.
 */
export function decideCases(
  { measure, washOutYears: years = 0, period }: Specification,
  register: Register,
  axes: readonly ResolvedAxis[],
): Result<null, SpecificationRefusal> {
  const earliestYear = register.coverage.fromYear + years
  if (measure !== 'cases')
    return years > 0 ? refuse('wash-out-not-offered', { reason: 'measure', years, earliestYear }) : ok(null)
  const main = register.tables[0]?.id
  const several = axes.find(({ variable, link }) => !link && variable.source.table !== main)
  if (several) return refuse('cases-not-by', { variable: several.variable.id })
  if (period.fromYear < earliestYear) return refuse('wash-out-not-offered', { reason: 'coverage', years, earliestYear })
  return ok(null)
}
