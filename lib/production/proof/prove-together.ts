import { proveJointly } from '#lib/disclosure/joint/prove-jointly.ts'
import type { ProtectContext } from '#lib/disclosure/protect-cells.ts'
import type { Rules } from '#lib/disclosure/rules.ts'
import { ok } from '#lib/kernel/result.ts'
import { type JointTask, jointQuestion, placeAll } from '#lib/production/protect-with-earlier.ts'
import type { UploadedCounts } from '#lib/production/run-message.ts'
import { uploadedCube } from '#lib/production/uploads/compare-counts.ts'
import type { TabulationPlan } from '#lib/tabulation/plan.ts'

/** A finished table and what it must be safe together with. */
export interface ProofTask extends JointTask {
  readonly plan: TabulationPlan
  readonly rules: Rules
  readonly hidden: Uint8Array
  /** The analyst's own table, where the finished table is one. */
  readonly uploaded?: UploadedCounts | null
}

/** Whether a finished table is safe together with everything released of its register. False when it could not be shown. */
export async function proveTogether(task: ProofTask, context: ProtectContext): Promise<boolean> {
  const counted = task.uploaded ? ok(uploadedCube(task.plan, task.uploaded.counts)) : await task.tabulate(task.plan)
  if (!counted.ok || counted.value.counts.length !== task.hidden.length) return false
  const tables = await placeAll(counted.value, task)
  if (!tables.ok) return false
  const [own, ...others] = tables.value
  if (!own) return false
  const { question, failed } = jointQuestion([{ ...own, hidden: task.hidden }, ...others], task)
  const proof = await proveJointly(question, task.rules, context)
  return proof !== null && failed.length === 0
}
