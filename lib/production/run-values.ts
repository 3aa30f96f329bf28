import { findValue } from '#lib/catalogue/decide-value.ts'
import type { ProtectCellsRefusal, ProtectContext } from '#lib/disclosure/protect-cells.ts'
import { ok, type Result } from '#lib/kernel/result.ts'
import { type ProtectedValues, protectValues } from '#lib/production/protect-values.ts'
import type { RunAssignment } from '#lib/production/run-message.ts'
import { type ValueConflict, valueConflict } from '#lib/production/value-conflict.ts'
import type { Cube } from '#lib/tabulation/cube.ts'
import type { ValueRecords } from '#lib/tabulation/value-statistics.ts'

/** Statistics of a number, protected, where some were ordered; refused where tables of the same sums released before could tell. */
export async function runValues(
  { resolved, earlier, rules }: RunAssignment,
  cube: Cube,
  records: ValueRecords | null,
  status: Uint8Array,
  context: ProtectContext,
): Promise<Result<ProtectedValues | null, ProtectCellsRefusal | ValueConflict>> {
  const { register, specification } = resolved
  const value = specification.value && findValue(register, specification.value.id)
  if (!value || !records) return ok(null)
  const isPerPerson = specification.measure === 'persons'
  const task = { value, specification, isPerPerson, status, threshold: rules.threshold }
  const made = await protectValues(cube, records, task, context)
  if (!made.ok) return made
  return valueConflict(resolved, made.value.isWithheld, earlier) ?? made
}
