import type { Snapshot } from '#lib/catalogue/snapshot.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import type { TabulationPlan } from '../plan.ts'
import type { TabulationRefusal } from '../tabulation-refusal.ts'
import { countByPerson } from './count-parts.ts'
import { countGroups, countPopulation, type Stream } from './count-rows.ts'
import { duckDbRefusal } from './duckdb-refusal.ts'
import type { RunOptions, Tabulation } from './engine.ts'
import { finishTabulation } from './finish-tabulation.ts'
import { allDictionaries, cutsBeside, type LinkedTable, linkedTables } from './linked-cuts.ts'
import { openLockedDuckDb } from './locked-duckdb.ts'
import { readValues } from './read-values.ts'
import { reportProgress } from './report-progress.ts'
import { verifySnapshot } from './verify-snapshot.ts'

const DEFAULT_THREADS = 2
const DEFAULT_MEMORY = '2GB'

/**
 * Counts a plan on a snapshot with an embedded, locked DuckDB: exact distinct persons or contacts in every cell and every
 * margin. Refuses what it can't count honestly; throws on bugs and broken machines alone.
 */
export async function tabulate(
  plan: TabulationPlan,
  snapshot: Snapshot,
  options: RunOptions,
): Promise<Result<Tabulation, TabulationRefusal>> {
  const startedAt = performance.now()
  const files = new Map(plan.tables.map((table) => [table.id, table.file]))
  if (plan.denominator) files.set('denominator', plan.denominator.file)
  const linked = linkedTables(plan, snapshot, options.linked)
  if (!linked.ok) return linked
  const wanted = [...[...files].map(([view, file]) => ({ view, file, snapshot })), ...linked.value]
  const verified = await verifyViews(wanted, options.dataDir)
  if (!verified.ok) return verified
  if (options.signal?.aborted) return refuse('cancelled')
  const views = verified.value
  const { threads = DEFAULT_THREADS, memoryLimit = DEFAULT_MEMORY, spillLimit } = options
  const limits = { threads, memoryLimit, spillLimit }
  const engine = await openLockedDuckDb(views, limits)
  const interrupt = () => engine.interrupt()
  options.signal?.addEventListener('abort', interrupt)
  const stopReporting = reportProgress(engine.connection, options.onProgress)
  try {
    const stream: Stream = {
      connection: engine.connection,
      beside: engine.beside,
      plan,
      dictionaries: allDictionaries(snapshot, linked.value),
      sql: [],
      ...(options.signal && { signal: options.signal }),
    }
    const counted = plan.rowsAreUnits ? await countGroups(stream) : await countByPerson(stream, views, snapshot, limits, options)
    if (!counted.ok) return counted
    if ((counted.value.counts[0] ?? 0) === 0) return refuse('empty-population')
    const denominators = plan.denominator ? await countPopulation(stream, plan.denominator) : null
    if (denominators && !denominators.ok) return denominators
    const values = plan.value ? await readValues(stream, plan.value) : null
    options.onProgress?.(1)
    const cuts = cutsBeside(snapshot, linked.value)
    const finished = { plan, snapshot, linked: cuts, counted: counted.value, denominators: denominators?.value ?? null, values }
    return ok(finishTabulation(finished, { engine: 'duckdb', engineVersion: engine.version, sql: stream.sql, startedAt }))
  } catch (error) {
    return duckDbRefusal(error, limits.memoryLimit, options.signal)
  } finally {
    stopReporting()
    options.signal?.removeEventListener('abort', interrupt)
    engine.close()
  }
}

/** The path of each file under its name in the statements, when every file is the one its cut names. */
async function verifyViews(
  wanted: readonly Pick<LinkedTable, 'view' | 'file' | 'snapshot'>[],
  dataDir: string,
): Promise<Result<ReadonlyMap<string, string>, TabulationRefusal>> {
  const views = new Map<string, string>()
  for (const [snapshot, tables] of Map.groupBy(wanted, (each) => each.snapshot)) {
    const files = tables.map(({ file }) => file)
    const verified = await verifySnapshot(snapshot, dataDir, files)
    if (!verified.ok) return verified
    for (const { view, file } of tables) views.set(view, verified.value.get(file) ?? '')
  }
  return ok(views)
}
