import { brokenSum } from '../counted-cells.ts'
import { type AuditSummary, type ProtectContext, protectCells } from '../protect-cells.ts'
import type { Rules } from '../rules.ts'
import { givenAway } from './known-already.ts'
import { type JointQuestion, layOut } from './lay-out.ts'

/**
 * Whether tables that are all decided are safe together: every unsafe cell of any of them, and every small difference, keeps its
 * promise against whoever has them all. Null when that could not be shown, which does not mean that they are unsafe.
 */
export async function proveJointly(
  question: JointQuestion,
  rules: Rules,
  context: ProtectContext = {},
): Promise<AuditSummary | null> {
  const layout = await layOut(question)
  if ('tooLarge' in layout || layout.cells.contradicted >= 0) return null
  const cells = layout.cells.freeze()
  if (brokenSum(cells) >= 0) return null
  const { before, now } = givenAway(cells, rules)
  if (before.size + now.size > 0) return null
  const result = await protectCells(cells, rules, context)
  return result.ok ? result.value.report.audit : null
}
