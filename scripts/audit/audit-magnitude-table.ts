import { auditMagnitudes } from '#lib/disclosure/magnitudes/audit-magnitudes.ts'
import type { MagnitudeProtection } from '#lib/disclosure/magnitudes/magnitude-protection.ts'
import { magnitudeReasons } from '#lib/disclosure/magnitudes/protect-magnitudes.ts'
import { ok, type Result } from '#lib/kernel/result.ts'
import { type BadInstance, badInstance } from '../protect/bad-instance.ts'
import type { MagnitudeInstance } from '../protect/read-magnitudes.ts'
import { codesOf, readProtected } from '../protect/read-protected.ts'
import { amountText } from '../protect/write-magnitudes.ts'
import { type AuditTold, endOf, MOST_NAMED } from './audit-told.ts'

/** Audits a protected table of magnitudes against the contributions behind it. */
export async function auditMagnitudeTable(
  { name, table, decimals }: MagnitudeInstance,
  text: string,
  rules: MagnitudeProtection,
  tell: (done: number, total: number) => void,
): Promise<Result<AuditTold, BadInstance>> {
  const published = readProtected(table.dimensions, text, decimals)
  if (!published.ok) return published
  const values = published.value
  const altered = values.findIndex((value, cell) => value !== null && value !== table.values[cell])
  const codes = (cell: number) => codesOf(table.dimensions, cell)
  if (altered >= 0) {
    const [told, true_] = [values[altered] ?? 0, table.values[altered] ?? 0].map((value) => amountText(value, decimals))
    return badInstance(`protected.csv says ${told} where the table says ${true_}: ${codes(altered).join(', ')}.`)
  }
  const reasons = magnitudeReasons(table, rules)
  const unsafe = [...reasons.keys()].filter((cell) => reasons[cell] !== null)
  const open = unsafe.filter((cell) => values[cell] !== null)
  const found = await auditMagnitudes(values, table, rules, {
    secondsPerSolve: 60,
    goOn: (done, total) => {
      tell(done, total)
      return true
    },
  })
  const failed = [...new Set([...open, ...found.failedCells, ...found.failedSums])]
  const end = (bound: number | undefined) => endOf(bound === undefined ? bound : bound / 10 ** decimals)
  return ok({
    instance: name,
    type: 'magnitude',
    cells: unsafe.length,
    unsafeButPublished: open.length,
    failed: failed.length,
    method: found.method,
    rules,
    failedCells: failed
      .slice(0, MOST_NAMED)
      .map((cell) => ({ codes: codes(cell), lower: end(found.lower[cell]), upper: end(found.upper[cell]) })),
    complete: found.complete,
  })
}
