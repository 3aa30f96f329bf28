import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { type Cube, cellCount } from '#lib/tabulation/cube.ts'
import { publishedCube } from './audited-systems.ts'
import { type Certificate, certify } from './certificate.ts'
import { brokenSum, countedCube } from './counted-cells.ts'
import { withUnsafeZeros } from './group-disclosure.ts'
import { type ProtectCellsRefusal, type ProtectContext, type ProtectedCells, protectCells } from './protect-cells.ts'
import type { Rules } from './rules.ts'

export interface ProtectedCube extends ProtectedCells {
  readonly certificate: Certificate
}

export type ProtectRefusal =
  | (Refusal<'bad-counts'> & { readonly address: number })
  | (Refusal<'sums-do-not-hold'> & { readonly address: number })
  | ProtectCellsRefusal

/**
 * Hides the unsafe cells of a table and as little else as it can, so that nobody works them out; then an audit in other code
 * computes what an outsider could. A table that fails the audit, or could not be audited, is refused, never handed over.
 * Deterministic: the same cube and rules give the same cells.
 */
export async function protect(
  cube: Cube,
  rules: Rules,
  context: ProtectContext = {},
): Promise<Result<ProtectedCube, ProtectRefusal>> {
  const bad = cube.counts.findIndex((count) => !Number.isSafeInteger(count) || count < 0)
  if (bad >= 0 || cube.counts.length !== cellCount(cube.dimensions)) return refuse('bad-counts', { address: bad })
  const cells = rules.groupDisclosure ? withUnsafeZeros(countedCube(cube)) : countedCube(cube)
  const broken = brokenSum(cells)
  if (broken >= 0) return refuse('sums-do-not-hold', { address: broken })
  const { visit } = publishedCube(cube.dimensions, [])
  const result = await protectCells(cells, rules, context, visit)
  if (!result.ok) return result
  return ok({ ...result.value, certificate: certify(cube, result.value.status, rules, result.value.report.audit) })
}
