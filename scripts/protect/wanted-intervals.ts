import type { AuditedCell } from '#lib/disclosure/audit.ts'
import { countedCube } from '#lib/disclosure/counted-cells.ts'
import { openProblem, primaryCells, wantedOf } from '#lib/disclosure/problem.ts'
import type { Rules } from '#lib/disclosure/rules.ts'
import type { Cube } from '#lib/tabulation/cube.ts'

/** What an outsider must hold possible of every unsafe cell, whatever is hidden. */
export function wantedIntervals(cube: Cube, rules: Rules): AuditedCell[] {
  const problem = openProblem(countedCube(cube), rules)
  return primaryCells(problem).map((cell) => ({ cell, ...wantedOf(problem, cell) }))
}
