import { findValue } from '#lib/catalogue/decide-value.ts'
import { protectValues } from '#lib/production/protect-values.ts'
import type { RunAssignment } from '#lib/production/run-message.ts'
import type { ValueFigures } from '#lib/production/table-body.ts'
import type { Cube } from '#lib/tabulation/cube.ts'
import type { ValueRecords } from '#lib/tabulation/value-statistics.ts'

/** Statistics of a number, protected, where some were ordered. */
export function runValues(
  { resolved, rules }: RunAssignment,
  cube: Cube,
  records: ValueRecords | null,
  status: Uint8Array,
): ValueFigures | undefined {
  const { register, specification } = resolved
  const value = specification.value && findValue(register, specification.value.id)
  if (!value || !records) return undefined
  const isPerPerson = specification.measure === 'persons'
  return protectValues(cube, records, { value, specification, isPerPerson, status, threshold: rules.threshold }).figures
}
