import type { Marginals } from '#lib/catalogue/marginals.ts'
import type { Snapshot } from '#lib/catalogue/snapshot.ts'
import type { Measure } from '#lib/catalogue/specification.ts'
import { brokenSum } from '#lib/disclosure/counted-cells.ts'
import { protectCells } from '#lib/disclosure/protect-cells.ts'
import type { Rules } from '#lib/disclosure/rules.ts'
import { ok, refuse } from '#lib/kernel/result.ts'
import type { RunMessage } from '#lib/production/run-message.ts'
import { tabulate } from '#lib/tabulation/engines/duckdb.ts'
import type { TabulationPlan } from '#lib/tabulation/plan.ts'
import { type CountedMarginal, layOutMarginals, writeMarginals } from './lay-out-marginals.ts'

/** What the process is given: the tables to count, and the register files. */
export interface MarginalsAssignment {
  readonly tables: readonly { readonly measure: Measure; readonly levels: readonly string[]; readonly plan: TabulationPlan }[]
  readonly snapshot: Snapshot
  readonly registersDir: string
  readonly rules: Rules
}

export interface MarginalsOutcome extends Pick<Marginals, 'singles' | 'pairs'> {
  readonly report: Record<string, unknown>
}

const PROTECTION_LIMIT_MS = 10 * 60_000

/** Counts every table, protects all of them as one, audits, answers. Like a run it has register files and no database. */
async function compute(assignment: MarginalsAssignment, say: (message: RunMessage<MarginalsOutcome>) => void): Promise<void> {
  const { tables, snapshot, registersDir, rules } = assignment
  const counted: CountedMarginal[] = []
  for (const [i, { measure, levels, plan }] of tables.entries()) {
    say({ kind: 'progress', phase: 'tabulating', share: i / tables.length })
    const tabulated = await tabulate(plan, snapshot, { dataDir: registersDir })
    if (tabulated.ok) counted.push({ measure, levels, cube: tabulated.value.cube })
    // A variable that holds values nobody has a code for can't be forecast with; the rest can.
    else if (tabulated.kind !== 'empty-population' && tabulated.kind !== 'value-outside-classification')
      return say({ kind: 'refused', refusal: { ...tabulated } })
  }
  const tabulateMs = Math.round(performance.now())
  const whole = await protectTables(counted, rules, say)
  // Pairs that can't be protected together are given up for the variables on their own, which nearly always can.
  const singles = () => counted.filter(({ cube }) => cube.dimensions.length === 1)
  const result = whole.ok ? whole : await protectTables(singles(), rules, say)
  if (!result.ok) return say({ kind: 'refused', refusal: { ...result } })
  const refusedFirst = whole.ok ? {} : { refusedFirst: whole.kind }
  say({ kind: 'done', result: { ...result.value, report: { ...result.value.report, ...refusedFirst, tabulateMs } } })
}

async function protectTables(
  counted: readonly CountedMarginal[],
  rules: Rules,
  say: (message: RunMessage<MarginalsOutcome>) => void,
) {
  const laid = layOutMarginals(counted)
  const broken = brokenSum(laid.cells)
  if (broken >= 0) return refuse('sums-do-not-hold', { address: broken })
  const result = await protectCells(laid.cells, rules, {
    now: () => performance.now(),
    timeLimitMs: PROTECTION_LIMIT_MS,
    onProgress: ({ phase, done, total }) =>
      say({ kind: 'progress', phase: phase === 'audit' ? 'auditing' : 'protecting', share: total > 0 ? done / total : 0 }),
  })
  if (!result.ok) return result
  const report = { ...result.value.report, tables: laid.placed.length, leftOut: laid.leftOut }
  return ok({ ...writeMarginals(laid, result.value.status), report })
}

// The worker ends this process when it has the answer; without a worker nobody waits for one.
process.once('disconnect', () => process.exit(1))
process.once('message', (assignment: MarginalsAssignment) => void compute(assignment, (message) => process.send?.(message)))
