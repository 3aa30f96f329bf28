import type { AuditedCell } from '#lib/disclosure/audit.ts'
import { countedCube } from '#lib/disclosure/counted-cells.ts'
import { knownLeast } from '#lib/disclosure/known-least.ts'
import type { Rules } from '#lib/disclosure/rules.ts'
import type { Cube } from '#lib/tabulation/cube.ts'

/**
 * What an outsider must hold possible of every unsafe cell. With published zeros an informed one knows that a sum is at least
 * the number of its cells that are not zero, whatever is hidden; lower than that no interval can be asked to reach.
 */
export function wantedIntervals(cube: Cube, rules: Rules): AuditedCell[] {
  const { threshold, protectZeros, protection, intruder } = rules
  const isInformed = intruder === 'informed' && !protectZeros
  const least = isInformed ? knownLeast(countedCube(cube)) : null
  const wanted: AuditedCell[] = []
  for (const [cell, count] of cube.counts.entries()) {
    if (count >= threshold || (count === 0 && !protectZeros)) continue
    if (protection === 'exact') wanted.push({ cell, low: count, high: count + 1 })
    else wanted.push({ cell, low: Math.min(count, Math.max(protectZeros ? 0 : 1, least?.[cell] ?? 0)), high: threshold - 1 })
  }
  return wanted
}
