import { ok } from '#lib/kernel/result.ts'
import { findCoarser, TOO_DETAILED } from '#lib/production/find-coarser.ts'
import { protectWithEarlier } from '#lib/production/protect-with-earlier.ts'
import { cellWeights, SERVICE_CHOICES } from '#lib/production/run-choices.ts'
import type { RunAssignment, RunMessage, RunOutcome, UploadedCounts } from '#lib/production/run-message.ts'
import { runValues } from '#lib/production/run-values.ts'
import { compareCounts, uploadedCube } from '#lib/production/uploads/compare-counts.ts'
import type { Cube } from '#lib/tabulation/cube.ts'
import { tabulateWhereItLies } from '#lib/tabulation/engines/choose-engine.ts'
import type { TabulationPlan } from '#lib/tabulation/plan.ts'

/** A table that can't be counted in so long is refused in words. */
const TABULATION_LIMIT_MS = 60 * 60_000
/** A table that can't be protected and audited in so long is refused in words. */
const PROTECTION_LIMIT_MS = 30 * 60_000
/** Each coarser table that is tried instead. */
const COARSER_LIMIT_MS = 3 * 60_000

/**
 * The computing process of one run: counts, protects, audits, answers. It opens register files read-only and has no
 * database and no network. The worker ends the process to cancel it.
 */
async function compute(assignment: RunAssignment, say: (message: RunMessage) => void): Promise<void> {
  const { plan, snapshot, linked, registersDir, rules, uploaded } = assignment
  const onProgress = (share: number) => say({ kind: 'progress', phase: 'tabulating', share })
  const tabulated = await tabulateWhereItLies(
    plan,
    snapshot,
    { dataDir: registersDir, linked, onProgress, timeLimitMs: TABULATION_LIMIT_MS },
    assignment.clickHouse,
  )
  if (!tabulated.ok) return say({ kind: 'refused', refusal: { ...tabulated } })
  const { cube: counted, denominators, values, record } = tabulated.value
  // The service's own count stands beside an analyst's table; what is protected and handed over is hers.
  const cube = uploaded ? uploadedCube(plan, uploaded.counts) : counted
  const task = {
    ...assignment,
    tabulate: async (wanted: TabulationPlan) => {
      const result = await tabulateWhereItLies(wanted, snapshot, { dataDir: registersDir, linked }, assignment.clickHouse)
      return result.ok ? ok(result.value.cube) : result
    },
  }
  const context = {
    now: () => performance.now(),
    onProgress: ({ phase, done, total }: { phase: string; done: number; total: number }) =>
      say({ kind: 'progress', phase: phase === 'audit' ? 'auditing' : 'protecting', share: total > 0 ? done / total : 0 }),
  }
  const weights = cellWeights(cube.dimensions, assignment.choices ?? SERVICE_CHOICES)
  const limits = { ...context, timeLimitMs: PROTECTION_LIMIT_MS, ...(weights && { weights }) }
  const result = await protectWithEarlier(cube, rules, task, limits)
  if (!result.ok) {
    const isTooDetailed = TOO_DETAILED.has(result.kind)
    const coarser = isTooDetailed ? await findCoarser(rules, task, { ...context, timeLimitMs: COARSER_LIMIT_MS }) : []
    return say({ kind: 'refused', refusal: { ...result, coarser } })
  }
  const { status, lower, upper, report, certificate, joint } = result.value
  const limited = { ...context, timeLimitMs: PROTECTION_LIMIT_MS }
  // An analyst's own table has counts alone; numbers of ours do not belong beside them.
  const valued = uploaded ? ok(null) : await runValues(assignment, cube, values, status, limited)
  if (!valued.ok) return say({ kind: 'refused', refusal: { ...valued } })
  const outcome: RunOutcome = {
    dimensions: cube.dimensions.map(({ id, codes, parents, additive }) => ({
      id,
      codes: [...codes],
      parents: [...parents],
      additive,
    })),
    counts: Array.from(cube.counts, (count, address) => (status[address] === 0 ? count : null)),
    denominators: denominators && Array.from(denominators, (people) => (Number.isFinite(people) ? people : null)),
    values: valued.value?.figures,
    confidential: {
      schema: 1,
      counts: [...cube.counts],
      status: [...status],
      lower: [...lower],
      upper: Array.from(upper, (bound) => (Number.isFinite(bound) ? bound : null)),
      ...(uploaded && { counted: [...counted.counts] }),
    },
    report: { ...report },
    certificate: { ...certificate, ...(valued.value && { sums: valued.value.certificates }) },
    record: { ...record, ...(joint && { joint }), ...(uploaded && { upload: uploadRecord(uploaded, counted) }) },
  }
  say({ kind: 'done', result: outcome })
}

function uploadRecord({ counts, fileName, sha256 }: UploadedCounts, counted: Cube) {
  return { fileName, sha256, ...compareCounts(counts, counted.counts) }
}

// The worker ends this process when it has the answer; without a worker nobody waits for one.
process.once('disconnect', () => process.exit(1))
process.once('message', (assignment: RunAssignment) => void compute(assignment, (message) => process.send?.(message)))
