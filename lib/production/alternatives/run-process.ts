import { ok } from '#lib/kernel/result.ts'
import type { Alternative } from '#lib/production/alternatives/alternative.ts'
import { tryAlternatives } from '#lib/production/alternatives/try-alternatives.ts'
import type { RunAssignment, RunMessage } from '#lib/production/run-message.ts'
import { uploadedCube } from '#lib/production/uploads/compare-counts.ts'
import { tabulate } from '#lib/tabulation/engines/duckdb.ts'
import type { TabulationPlan } from '#lib/tabulation/plan.ts'

export interface AlternativesOutcome {
  readonly alternatives: readonly Alternative[]
}

/** For each way that is tried; one that takes longer is told as such. */
const LIMIT_MS = 3 * 60_000

/** Counts a table once and protects it in every way there is. No database, like a run. */
async function compute(assignment: RunAssignment, say: (message: RunMessage<AlternativesOutcome>) => void): Promise<void> {
  const { plan, snapshot, linked, registersDir, rules, uploaded } = assignment
  const count = async (wanted: TabulationPlan) => {
    const result = await tabulate(wanted, snapshot, { dataDir: registersDir, linked })
    return result.ok ? ok(result.value.cube) : result
  }
  const counted = uploaded ? ok(uploadedCube(plan, uploaded.counts)) : await count(plan)
  if (!counted.ok) return say({ kind: 'refused', refusal: { ...counted } })
  const task = { ...assignment, tabulate: count }
  const context = { now: () => performance.now(), timeLimitMs: LIMIT_MS }
  say({ kind: 'done', result: { alternatives: await tryAlternatives(counted.value, rules, task, context) } })
}

process.once('disconnect', () => process.exit(1))
process.once('message', (assignment: RunAssignment) => void compute(assignment, (message) => process.send?.(message)))
