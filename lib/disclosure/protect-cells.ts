import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { audit } from './audit.ts'
import type { PublishedTable } from './audited-systems.ts'
import { type CountedCells, FIXED, isUnseen, OPEN, UNSAFE_ZERO } from './counted-cells.ts'
import { PRIMARY, PUBLISHED, SECONDARY } from './primary.ts'
import { openProblem, type Problem, primaryCells, wantedOf } from './problem.ts'
import type { Rules } from './rules.ts'
import { loadSolver } from './solver.ts'
import { suppress } from './suppress.ts'

export interface ProtectContext {
  /** What it costs to hide each cell, times the rule's own cost; 1 everywhere when absent. */
  readonly weights?: Float64Array
  readonly timeLimitMs?: number
  /** Milliseconds of a clock that only goes forward; without one there is no time limit and no times in the report. */
  readonly now?: () => number
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: { readonly phase: string; readonly done: number; readonly total: number }) => void
}

export interface ProtectReport {
  readonly cells: number
  readonly primary: number
  readonly secondary: number
  /** Units in the cells hidden to protect others. */
  readonly hiddenValue: number
  readonly elapsedMs: Readonly<Record<string, number>>
  readonly audit: AuditSummary
}

export interface AuditSummary {
  readonly cells: number
  readonly failed: number
  readonly method: string
}

/** Cells decided: which are hidden and why, what an outsider can compute of them, and how it was proven. */
export interface ProtectedCells {
  /** By cell: 0 published, 1 primary, 2 secondary. Which of the two is confidential. */
  readonly status: Uint8Array
  /** By cell the interval an outsider can compute for a hidden unsafe cell; elsewhere the count. */
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly report: ProtectReport
}

export type ProtectCellsRefusal =
  | Refusal<'cancelled'>
  | Refusal<'time-limit'>
  | (Refusal<'cannot-protect'> & { readonly address: number; readonly stuck: readonly number[] })
  | (Refusal<'audit-failed'> & { readonly cells: number })

/** Seconds for one solve; a harder one counts as no evidence, and so as unsafe. */
const SECONDS_PER_SOLVE = 20

/**
 * Hides unsafe cells and as little else as it can, then audits what an outsider could compute, in other code. `visit`: the sums
 * as the audit reads them. `exempt`: unsafe cells known too well before anything is decided; they stay hidden, unaudited.
 */
export async function protectCells(
  cells: CountedCells,
  rules: Rules,
  context: ProtectContext,
  visit: PublishedTable['visit'] = (visitor) => cells.sums.visit(visitor),
  exempt: ReadonlySet<number> = new Set(),
): Promise<Result<ProtectedCells, ProtectCellsRefusal>> {
  const problem = openProblem(cells, rules, context.weights)
  const now = context.now ?? (() => 0)
  const startedAt = now()
  const stop = () => stopReason(context, startedAt)
  const highs = await loadSolver()
  const end = await suppress(highs, problem, exempt, {
    isLate: () => context.timeLimitMs !== undefined && now() - startedAt > context.timeLimitMs / 3,
    goOn: (phase, done, total) => {
      context.onProgress?.({ phase, done, total })
      return stop() === null
    },
  })
  if (end.kind === 'stopped') return stop() ?? refuse('time-limit')
  if (end.kind === 'cannot-protect') return refuse('cannot-protect', { address: end.cells[0] ?? -1, stuck: end.cells })
  const suppressedAt = now()
  const wanted = primaryCells(problem).filter((cell) => !exempt.has(cell))
  const proof = await audit(
    { ...publishedOf(problem), visit },
    wanted.map((cell) => ({ cell, ...wantedOf(problem, cell) })),
    rules,
    {
      secondsPerSolve: SECONDS_PER_SOLVE,
      truth: cells.counts,
      examples: end.examples,
      goOn: (done, total) => {
        context.onProgress?.({ phase: 'audit', done, total })
        return stop() === null
      },
    },
  )
  if (!proof.complete) return stop() ?? refuse('time-limit')
  if (proof.failed > 0) return refuse('audit-failed', { cells: proof.failed })
  const { failed, method } = proof
  const elapsedMs = { suppress: Math.round(suppressedAt - startedAt), audit: Math.round(now() - suppressedAt) }
  const report = { ...countHidden(problem), elapsedMs, audit: { cells: proof.cells, failed, method } }
  return ok({ status: problem.status, ...intervals(problem, proof), report })
}

function stopReason(context: ProtectContext, startedAt: number): Refusal<'cancelled'> | Refusal<'time-limit'> | null {
  if (context.signal?.aborted) return refuse('cancelled')
  if (context.timeLimitMs !== undefined && context.now && context.now() - startedAt > context.timeLimitMs)
    return refuse('time-limit')
  return null
}

/** What outsiders have: cells of tables that are not hidden; of derived cells nothing. */
function publishedOf({ cells: { counts, roles }, status }: Problem): Omit<PublishedTable, 'visit'> {
  if (!roles) return { counts: Array.from(counts, (count, cell) => (status[cell] === PUBLISHED ? count : null)) }
  const isSeen = (cell: number) => (roles[cell] === OPEN ? status[cell] === PUBLISHED : roles[cell] === FIXED)
  return {
    counts: Array.from(counts, (count, cell) => (isSeen(cell) ? count : null)),
    unseen: roles.map((role) => (isUnseen(role) ? 1 : 0)),
  }
}

function countHidden({ cells: { counts, roles }, status }: Problem) {
  let cells = 0
  let primary = 0
  let secondary = 0
  let hiddenValue = 0
  for (const [cell, count] of counts.entries()) {
    const role = roles?.[cell] ?? OPEN
    if (role !== OPEN && role !== UNSAFE_ZERO) continue
    cells++
    if (status[cell] === PRIMARY) primary++
    if (status[cell] !== SECONDARY) continue
    secondary++
    hiddenValue += count
  }
  return { cells, primary, secondary, hiddenValue }
}

/** Secondary cells were not asked about: all that is promised of them is that they are not known. */
function intervals({ cells: { counts }, status, floor }: Problem, proof: { lower: Float64Array; upper: Float64Array }) {
  const known = (bounds: Float64Array, unknown: number) =>
    bounds.map((bound, cell) => (status[cell] === SECONDARY ? unknown : Number.isNaN(bound) ? (counts[cell] ?? 0) : bound))
  return { lower: known(proof.lower, floor), upper: known(proof.upper, Number.POSITIVE_INFINITY) }
}
