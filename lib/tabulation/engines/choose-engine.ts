import { setTimeout } from 'node:timers/promises'
import type { Snapshot } from '#lib/catalogue/snapshot.ts'
import { type Result, refuse } from '#lib/kernel/result.ts'
import type { TabulationPlan } from '../plan.ts'
import type { TabulationRefusal } from '../tabulation-refusal.ts'
import { tabulateInClickHouse } from './clickhouse.ts'
import { databaseOf } from './clickhouse-schema.ts'
import { type ClickHouseAccess, openClickHouse } from './clickhouse-server.ts'
import { tabulate } from './duckdb.ts'
import type { RunOptions, Tabulation } from './engine.ts'

/**
 * Counts in the cluster when there is access to one, and from the files of this machine otherwise. With `timeLimitMs` a count that
 * takes longer is stopped and refused. One for which the disk has no room is tried once more after a while.
 */
export async function tabulateWhereItLies(
  plan: TabulationPlan,
  snapshot: Snapshot,
  options: RunOptions & { readonly timeLimitMs?: number },
  access: ClickHouseAccess | undefined,
): Promise<Result<Tabulation, TabulationRefusal>> {
  const { timeLimitMs, signal: wish, ...rest } = options
  const timeOut = timeLimitMs === undefined ? null : AbortSignal.timeout(timeLimitMs)
  const signals = [wish, timeOut].filter((signal) => signal !== undefined && signal !== null)
  const signal = signals.length > 0 ? AbortSignal.any(signals) : undefined
  const stoppable = signal ? { ...rest, signal } : rest
  const result = await againWhenFull(() => countIn(plan, snapshot, stoppable, access), DISK_RETRY_MS, signal)
  const isLate = !result.ok && result.kind === 'cancelled' && timeOut?.aborted && !wish?.aborted
  return isLate ? refuse('count-too-long', { minutes: Math.ceil((timeLimitMs ?? 0) / 60_000) }) : result
}

/** What filled the disk may have been another run's, gone in a moment. */
const DISK_RETRY_MS = 15_000

/** Counts, and once more after a while where the disk had no room. */
export async function againWhenFull<T>(
  count: () => Promise<Result<T, TabulationRefusal>>,
  waitMs: number,
  signal: AbortSignal | undefined,
): Promise<Result<T, TabulationRefusal>> {
  const first = await count()
  if (first.ok || first.kind !== 'disk-full') return first
  const isStopped = await setTimeout(waitMs, false, signal && { signal }).catch(() => true)
  return isStopped ? refuse('cancelled') : count()
}

async function countIn(
  plan: TabulationPlan,
  snapshot: Snapshot,
  options: RunOptions,
  access: ClickHouseAccess | undefined,
): Promise<Result<Tabulation, TabulationRefusal>> {
  if (!access) return tabulate(plan, snapshot, options)
  const server = openClickHouse(access, databaseOf(snapshot))
  const { dataDir: _, ...rest } = options
  return tabulateInClickHouse(server, plan, snapshot, rest).finally(() => server.close())
}
