import { createHash } from 'node:crypto'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import type { UnsafeReason } from '../cell-rules.ts'
import { ENGINE_VERSION } from '../certificate.ts'
import type { Cover } from '../covers.ts'
import { PRIMARY, PUBLISHED, SECONDARY } from '../primary.ts'
import type { AuditSummary, ProtectCellsRefusal, ProtectContext, ProtectReport } from '../protect-cells.ts'
import { loadSolver } from '../solver.ts'
import { auditMagnitudes } from './audit-magnitudes.ts'
import { hideMagnitudes } from './hide-magnitudes.ts'
import { openMagnitudes, type Union, unsafeUnions } from './magnitude-problem.ts'
import type { MagnitudeProtection } from './magnitude-protection.ts'
import { unsafeShares } from './magnitude-rules.ts'
import { givenTo, type MagnitudeTable } from './magnitude-table.ts'

/** What was protected, how, and that it was audited. Byte-identical for the same input, rules and engine. */
export interface MagnitudeCertificate {
  readonly engine: string
  readonly type: 'magnitude'
  readonly rules: MagnitudeProtection
  readonly inputSha256: string
  readonly outputSha256: string
  readonly audit: AuditSummary
}

export interface ProtectedMagnitudes {
  /** By address: 0 published, 1 primary, 2 secondary. Which of the two is confidential. */
  readonly status: Uint8Array
  /** By address why a cell is unsafe; null for a safe one. Confidential. */
  readonly reasons: readonly (UnsafeReason | null)[]
  /** By address the interval an outsider can compute for a hidden unsafe cell; elsewhere the value, or no bound. */
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly report: ProtectReport & { readonly reasons: Readonly<Partial<Record<UnsafeReason, number>>> }
  readonly certificate: MagnitudeCertificate
}

const SECONDS_PER_SOLVE = 20
/** Rounds in which totals of hidden cells that are unsafe together may come up. */
const MOST_ROUNDS = 50

/**
 * Hides the sums that give a contributor away and as little else as it can, then audits in other code what an outsider and every
 * contributor could compute. What fails the audit, or could not be audited, is refused. Deterministic.
 */
export async function protectMagnitudes(
  table: MagnitudeTable,
  rules: MagnitudeProtection,
  context: ProtectContext = {},
): Promise<Result<ProtectedMagnitudes, ProtectCellsRefusal>> {
  const now = context.now ?? (() => 0)
  const startedAt = now()
  const stopped = new Error('stopped')
  const stop = () => stopReason(context, now() - startedAt)
  const goOn = async (phase: string, done: number, total: number) => {
    context.onProgress?.({ phase, done, total })
    if (done % 64 === 0) await new Promise((resolve) => setImmediate(resolve))
    return stop() === null
  }
  try {
    const hidden = await hideUntilSafe(table, rules, context, {
      isLate: () => context.timeLimitMs !== undefined && now() - startedAt > context.timeLimitMs / 3,
      pulse: async (phase, done, total) => {
        if (!(await goOn(phase, done, total))) throw stopped
      },
    })
    if ('stuck' in hidden) return refuse('cannot-protect', { address: hidden.stuck[0] ?? -1, stuck: hidden.stuck })
    const suppressedAt = now()
    const published = Array.from(table.values, (value, cell) => (hidden.status[cell] === PUBLISHED ? value : null))
    const proof = await auditMagnitudes(published, table, rules, {
      secondsPerSolve: SECONDS_PER_SOLVE,
      goOn: (done, total) => goOn('audit', done, total),
    })
    if (!proof.complete) return stop() ?? refuse('time-limit')
    const failed = proof.failedCells.length + proof.failedSums.length
    if (failed > 0) return refuse('audit-failed', { cells: failed })
    const summary = { cells: proof.cells, failed, method: proof.method }
    const elapsedMs = { suppress: Math.round(suppressedAt - startedAt), audit: Math.round(now() - suppressedAt) }
    return ok(resultOf(table, rules, hidden, proof, summary, elapsedMs))
  } catch (error) {
    if (error === stopped) return stop() ?? refuse('time-limit')
    throw error
  }
}

/** Why a cell of a table is unsafe; null for a safe one. */
export function magnitudeReasons(table: MagnitudeTable, rules: MagnitudeProtection): (UnsafeReason | null)[] {
  return Array.from(table.values, (_, cell) => unsafeShares(givenTo(table, cell), rules.primary))
}

interface Hidden {
  readonly status: Uint8Array
  readonly reasons: readonly (UnsafeReason | null)[]
}

/** Hides, looks what the hidden cells of single sums amount to, and hides again until no such total is unsafe. */
async function hideUntilSafe(
  table: MagnitudeTable,
  rules: MagnitudeProtection,
  context: ProtectContext,
  options: Parameters<typeof hideMagnitudes>[3],
): Promise<Hidden | { stuck: readonly number[] }> {
  const highs = await loadSolver()
  const reasons = magnitudeReasons(table, rules)
  const unions: Union[] = []
  const covers: Cover[] = []
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const problem = openMagnitudes(table, rules, unions, context.weights)
    const { hidden, stuck } = await hideMagnitudes(highs, problem, covers, options)
    const cellOf = (variable: number) => problem.system.classOf.indexOf(variable)
    if (stuck.length > 0) return { stuck: stuck.map(cellOf).map((cell) => unions[cell - table.values.length]?.[0] ?? cell) }
    const isHidden = (cell: number) => hidden[problem.system.classOf[cell] ?? -1] === 1
    const fresh = rules.intruder === 'informed' ? unsafeUnions(table, isHidden, rules) : []
    if (fresh.length === 0) {
      const status = Uint8Array.from(reasons, (reason, cell) =>
        isHidden(cell) ? (reason === null ? SECONDARY : PRIMARY) : PUBLISHED,
      )
      return { status, reasons }
    }
    unions.push(...fresh)
  }
  return { stuck: [unions.at(-1)?.[0] ?? 0] }
}

function resultOf(
  table: MagnitudeTable,
  rules: MagnitudeProtection,
  { status, reasons }: Hidden,
  { lower, upper }: { lower: Float64Array; upper: Float64Array },
  audit: AuditSummary,
  elapsedMs: Readonly<Record<string, number>>,
): ProtectedMagnitudes {
  const counted: Partial<Record<UnsafeReason, number>> = {}
  let primary = 0
  let secondary = 0
  let hiddenValue = 0
  for (const [cell, own] of status.entries()) {
    const reason = reasons[cell]
    if (reason) counted[reason] = (counted[reason] ?? 0) + 1
    if (own === PRIMARY) primary++
    if (own !== SECONDARY) continue
    secondary++
    hiddenValue += table.values[cell] ?? 0
  }
  const ends = (bounds: Float64Array, unknown: number) => bounds.map((end, cell) => (status[cell] === SECONDARY ? unknown : end))
  return {
    status,
    reasons,
    lower: ends(lower, 0),
    upper: ends(upper, Number.POSITIVE_INFINITY),
    report: { cells: status.length, primary, secondary, hiddenValue, reasons: counted, elapsedMs, audit },
    certificate: certifyMagnitudes(table, status, rules, audit),
  }
}

/** Hashes the table with who gave what, and what is published of it. */
export function certifyMagnitudes(
  table: MagnitudeTable,
  status: Uint8Array,
  rules: MagnitudeProtection,
  audit: AuditSummary,
): MagnitudeCertificate {
  const structure = JSON.stringify(table.dimensions.map(({ id, codes, parents }) => ({ id, codes, parents: [...parents] })))
  const input = createHash('sha256')
    .update(structure)
    .update(JSON.stringify([...table.values]))
  for (const part of [table.start, table.contributor, table.gave]) input.update(JSON.stringify([...part]))
  const published = Array.from(table.values, (value, cell) => (status[cell] === PUBLISHED ? value : null))
  const output = createHash('sha256').update(structure).update(JSON.stringify(published))
  const inputSha256 = input.digest('hex')
  return { engine: ENGINE_VERSION, type: 'magnitude', rules, inputSha256, outputSha256: output.digest('hex'), audit }
}

function stopReason(context: ProtectContext, elapsedMs: number): Refusal<'cancelled'> | Refusal<'time-limit'> | null {
  if (context.signal?.aborted) return refuse('cancelled')
  const isOver = context.timeLimitMs !== undefined && context.now !== undefined && elapsedMs > context.timeLimitMs
  return isOver ? refuse('time-limit') : null
}
