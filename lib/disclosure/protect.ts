import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { type Cube, cellCount } from '#lib/tabulation/cube.ts'
import { audit } from './audit.ts'
import { type Certificate, certify } from './certificate.ts'
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
  readonly audit: { readonly cells: number; readonly failed: number; readonly method: string }
}

export interface ProtectedCube {
  /** Per address: 0 published, 1 primary, 2 secondary. Which of the two is confidential. */
  readonly status: Uint8Array
  /** Per address the interval an outsider can compute for a hidden unsafe cell; elsewhere the count. */
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly report: ProtectReport
  readonly certificate: Certificate
}

export type ProtectRefusal =
  | (Refusal<'bad-counts'> & { readonly address: number })
  | Refusal<'sums-do-not-hold'>
  | Refusal<'cancelled'>
  | Refusal<'time-limit'>
  | (Refusal<'cannot-protect'> & { readonly address: number })
  | (Refusal<'audit-failed'> & { readonly cells: number })

/** Seconds for one solve; a harder one counts as no evidence, and so as unsafe. */
const SECONDS_PER_SOLVE = 20

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
  const problem = openProblem(cube, rules, context.weights)
  if (!problem) return refuse('sums-do-not-hold')
  const now = context.now ?? (() => 0)
  const startedAt = now()
  const stop = () => stopReason(context, startedAt)
  const highs = await loadSolver()
  const end = await suppress(highs, cube, problem, {
    isLate: () => context.timeLimitMs !== undefined && now() - startedAt > context.timeLimitMs / 3,
    goOn: (phase, done, total) => {
      context.onProgress?.({ phase, done, total })
      return stop() === null
    },
  })
  if (end.kind === 'stopped') return stop() ?? refuse('time-limit')
  if (end.kind === 'cannot-protect') return refuse('cannot-protect', { address: end.cell })
  const suppressedAt = now()
  const proof = await audit(publishedOf(cube, problem), wantedCells(problem), rules, {
    secondsPerSolve: SECONDS_PER_SOLVE,
    truth: cube.counts,
    goOn: (done, total) => {
      context.onProgress?.({ phase: 'audit', done, total })
      return stop() === null
    },
  })
  if (!proof.complete) return stop() ?? refuse('time-limit')
  if (proof.failed > 0) return refuse('audit-failed', { cells: proof.failed })
  const { cells, failed, method } = proof
  const elapsedMs = { suppress: Math.round(suppressedAt - startedAt), audit: Math.round(now() - suppressedAt) }
  const report = { ...countHidden(problem), elapsedMs, audit: { cells, failed, method } }
  const certificate = certify(cube, problem.status, rules, { cells, failed, method })
  return ok({ status: problem.status, ...intervals(cube, problem, proof), report, certificate })
}

function stopReason(context: ProtectContext, startedAt: number): Refusal<'cancelled'> | Refusal<'time-limit'> | null {
  if (context.signal?.aborted) return refuse('cancelled')
  if (context.timeLimitMs !== undefined && context.now && context.now() - startedAt > context.timeLimitMs)
    return refuse('time-limit')
  return null
}

function publishedOf(cube: Cube, problem: Problem) {
  const counts = Array.from(cube.counts, (count, address) => (problem.status[address] === PUBLISHED ? count : null))
  return { dimensions: cube.dimensions, counts }
}

function wantedCells(problem: Problem) {
  return primaryCells(problem).map((cell) => ({ cell, ...wantedOf(problem, cell) }))
}

function countHidden(problem: Problem) {
  let primary = 0
  let secondary = 0
  let hiddenValue = 0
  for (let cell = 0; cell < problem.equations.cells; cell++) {
    if (problem.status[cell] === PRIMARY) primary++
    if (problem.status[cell] !== SECONDARY) continue
    secondary++
    hiddenValue += problem.values[cell] ?? 0
  }
  return { cells: problem.equations.cells, primary, secondary, hiddenValue }
}

/** Secondary cells were not asked about: all that is promised of them is that they are not known. */
function intervals(cube: Cube, problem: Problem, proof: { lower: Float64Array; upper: Float64Array }) {
  const known = (bounds: Float64Array, unknown: number) =>
    bounds.map((bound, cell) =>
      problem.status[cell] === SECONDARY ? unknown : Number.isNaN(bound) ? (cube.counts[cell] ?? 0) : bound,
    )
  return { lower: known(proof.lower, problem.floor), upper: known(proof.upper, Number.POSITIVE_INFINITY) }
}
