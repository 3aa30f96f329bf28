import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import type { Register, RegisterValue } from './register.ts'
import type { ResolvedAxis, ResolvedFilter } from './resolved-specification.ts'
import type { Specification } from './specification.ts'
import type { SpecificationRefusal } from './specification-refusal.ts'

/**
 * Whether statistics of a number can be given as wanted. Each row must stand in one cell with its number, so a table of rows
 * per diagnosis can't be joined; and a table that shows the number itself would tell whose is whose.
 */
export function decideValue(
  specification: Specification,
  register: Register,
  axes: readonly ResolvedAxis[],
  filters: readonly ResolvedFilter[],
): Result<null, SpecificationRefusal> {
  const { value: wanted } = specification
  if (!wanted) return ok(null)
  const refused = (
    reason: Extract<SpecificationRefusal, { kind: 'value-not-offered' }>['reason'],
    variable: string | null = null,
  ) => refuse('value-not-offered', { reason, value: wanted.id, variable })
  const value = findValue(register, wanted.id)
  if (!value) return refused('unknown')
  if (wanted.statistics.some((statistic) => !value.statistics.includes(statistic))) return refused('statistic')
  const [main] = register.tables
  const joined = [...axes, ...filters].find(({ variable }) => variable.source.table !== main?.id)
  if (joined) return refused('several-rows', joined.variable.id)
  const same = axes.find(({ variable }) => variable.source.column === value.column)
  if (same) return refused('in-table', same.variable.id)
  const isSpread = wanted.statistics.includes('median') || wanted.statistics.includes('quartiles')
  if (isSpread && !isOneRowEach(specification, register)) return refused('per-person')
  return ok(null)
}

/** The value of this name, or undefined. */
export function findValue(register: Register, id: string): RegisterValue | undefined {
  return register.values?.find((value) => value.id === id)
}

/** Whether what is counted is a row with a number of its own; persons with several rows have only totals. */
function isOneRowEach({ measure, period }: Specification, { rowStandsFor }: Register): boolean {
  if (measure !== 'persons') return true
  return rowStandsFor === 'person' || (rowStandsFor === 'person-year' && period.fromYear === period.toYear)
}
