import { Worker } from 'node:worker_threads'
import type { Snapshot } from '#lib/catalogue/snapshot.ts'
import { ok, type Result } from '#lib/kernel/result.ts'
import type { NumberRange } from '../code-set.ts'
import { keptShare } from '../kept-share.ts'
import type { TabulationRefusal } from '../tabulation-refusal.ts'
import type { PartAssignment, PartMessage } from './count-part-thread.ts'
import { type Counted, countUnits, personsOf, type Stream } from './count-rows.ts'
import type { RunOptions } from './engine.ts'
import type { EngineLimits } from './locked-duckdb.ts'

/** From about this many counted rows on a thread per core pays for its start. */
const ROWS_WORTH_A_THREAD = 3_000_000

/**
 * Distinct units, counted by several threads when there are many rows: each takes a range of persons and counts it on its
 * own, and because no person is in two parts the counts add up exactly.
 */
export async function countByPerson(
  stream: Stream,
  views: ReadonlyMap<string, string>,
  snapshot: Snapshot,
  limits: EngineLimits,
  options: RunOptions,
): Promise<Result<Counted, TabulationRefusal>> {
  const rows = snapshot.rows * keptShare(stream.plan)
  const isWorth = limits.threads > 1 && rows >= (options.rowsWorthAThread ?? ROWS_WORTH_A_THREAD)
  const persons = isWorth ? await personsOf(stream) : null
  if (!persons) return countUnits(stream, null)
  const parts = splitPersons(persons, limits.threads)
  const shares = parts.map(() => 0)
  // A part that fails stops the others: nobody wants them, and they would go on in the dark.
  const failed = new AbortController()
  const signal = stream.signal ? AbortSignal.any([stream.signal, failed.signal]) : failed.signal
  const counting = parts.map((part, position) =>
    countInThread(
      { plan: stream.plan, dictionaries: stream.dictionaries, views, persons: part, limits: { ...limits, threads: 1 } },
      signal,
      (share) => {
        shares[position] = share
        options.onProgress?.(shares.reduce((sum, each) => sum + each, 0) / shares.length)
      },
    ),
  )
  const counted = await Promise.all(counting).catch(async (error: unknown) => {
    failed.abort()
    await Promise.allSettled(counting)
    throw error
  })
  stream.sql.push(...(counted[0]?.sql ?? []))
  return addUp(counted.map((part) => part.result))
}

/** Cuts a range of persons into equal parts that leave none out and share none. */
export function splitPersons([lowest, highest]: NumberRange, parts: number): NumberRange[] {
  const edges = Array.from({ length: parts + 1 }, (_, part) => lowest + Math.floor(((highest - lowest + 1) * part) / parts))
  return edges.slice(1).flatMap((next, part) => {
    const from = edges[part] ?? lowest
    return next > from ? [[from, next - 1] as const] : []
  })
}

function countInThread(
  assignment: PartAssignment,
  signal: AbortSignal | undefined,
  onProgress: (share: number) => void,
): Promise<Extract<PartMessage, { kind: 'counted' }>> {
  const thread = new Worker(new URL('./count-part-thread.ts', import.meta.url), { workerData: assignment })
  const stop = () => thread.postMessage('stop')
  signal?.addEventListener('abort', stop)
  if (signal?.aborted) stop()
  return new Promise<Extract<PartMessage, { kind: 'counted' }>>((resolve, reject) => {
    thread.on('message', (message: PartMessage) => {
      if (message.kind === 'progress') onProgress(message.share)
      else resolve(message)
    })
    thread.on('error', reject)
    thread.on('exit', (code) => reject(new Error(`a counting thread ended early with ${code}`)))
  }).finally(() => signal?.removeEventListener('abort', stop))
}

/** The first refusal, or the counts of all parts cell by cell. */
function addUp(parts: readonly Result<Counted, TabulationRefusal>[]): Result<Counted, TabulationRefusal> {
  let sum: Counted | null = null
  for (const part of parts) {
    if (!part.ok) return part
    sum = sum ? { counts: addCounts(sum.counts, part.value.counts), rows: sum.rows + part.value.rows } : part.value
  }
  if (!sum) throw new Error('no part was counted')
  return ok(sum)
}

function addCounts(sum: Float64Array, part: Float64Array): Float64Array {
  for (let cell = 0; cell < sum.length; cell++) sum[cell] = (sum[cell] ?? 0) + (part[cell] ?? 0)
  return sum
}
