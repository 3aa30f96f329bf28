import { ok } from '#lib/kernel/result.ts'
import { proveTogether } from '#lib/production/proof/prove-together.ts'
import type { RunAssignment, RunMessage } from '#lib/production/run-message.ts'
import { type ReleasedValues, valueConflict } from '#lib/production/value-conflict.ts'
import { tabulate } from '#lib/tabulation/engines/duckdb.ts'
import type { TabulationPlan } from '#lib/tabulation/plan.ts'

/** A finished table and everything released of its register. */
export interface ProofAssignment extends RunAssignment {
  /** By address: 1 hidden, 0 published. */
  readonly hidden: Uint8Array
  /** Of the finished table itself. */
  readonly values: ReleasedValues | null
}

export interface ProofOutcome {
  readonly safe: boolean
}

const PROOF_LIMIT_MS = 10 * 60_000

/** Counts a finished table again and asks whether it is safe together with what was released since. No database, like a run. */
async function compute(assignment: ProofAssignment, say: (message: RunMessage<ProofOutcome>) => void): Promise<void> {
  const { snapshot, linked, registersDir } = assignment
  const counted = async (plan: TabulationPlan) => {
    const result = await tabulate(plan, snapshot, { dataDir: registersDir, linked })
    return result.ok ? ok(result.value.cube) : result
  }
  const conflict = valueConflict(assignment.resolved, assignment.values?.isWithheld ?? false, assignment.earlier)
  if (assignment.values && conflict) return say({ kind: 'done', result: { safe: false } })
  const safe = await proveTogether(
    { ...assignment, tabulate: counted },
    { now: () => performance.now(), timeLimitMs: PROOF_LIMIT_MS },
  )
  say({ kind: 'done', result: { safe } })
}

process.once('disconnect', () => process.exit(1))
process.once('message', (assignment: ProofAssignment) => void compute(assignment, (message) => process.send?.(message)))
