import { coarserSpecifications } from '#lib/catalogue/coarser-specifications.ts'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import type { ProtectContext } from '#lib/disclosure/protect-cells.ts'
import type { Rules } from '#lib/disclosure/rules.ts'
import { planTabulation } from '#lib/tabulation/plan.ts'
import { type JointTask, protectWithEarlier } from './protect-with-earlier.ts'

/** A step that makes a table that can be protected of one that can't. */
export interface CoarserThatWorks {
  readonly variable: string
  /** The coarser level; null when the variable is left out. */
  readonly level: string | null
  /** Cells hidden of how many. */
  readonly hidden: number
  readonly cells: number
}

/** Refusals that a coarser table may escape. */
export const TOO_DETAILED: ReadonlySet<string> = new Set([
  'cannot-protect',
  'reveals-with-earlier',
  'joint-too-large',
  'time-limit',
  'audit-failed',
])

/** Tries every table one step coarser and answers those that can be protected, the one with the least hidden share first. */
export async function findCoarser(rules: Rules, task: JointTask, context: ProtectContext): Promise<CoarserThatWorks[]> {
  const { resolved, catalogue } = task
  const found: CoarserThatWorks[] = []
  for (const { variable, level, specification } of coarserSpecifications(resolved.specification, catalogue)) {
    const coarser = decideSpecification(specification, catalogue, { maxCells: Number.MAX_SAFE_INTEGER })
    if (!coarser.ok) continue
    const counted = await task.tabulate(planTabulation(coarser.value, catalogue))
    if (!counted.ok) continue
    const result = await protectWithEarlier(counted.value, rules, { ...task, resolved: coarser.value }, context)
    if (!result.ok) continue
    const { cells, primary, secondary } = result.value.report
    found.push({ variable, level, hidden: primary + secondary, cells })
  }
  return found.sort((a, b) => a.hidden / a.cells - b.hidden / b.cells)
}
