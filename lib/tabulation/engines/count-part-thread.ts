import { parentPort, workerData } from 'node:worker_threads'
import type { Result } from '#lib/kernel/result.ts'
import type { NumberRange } from '../code-set.ts'
import type { TabulationPlan } from '../plan.ts'
import type { TabulationRefusal } from '../tabulation-refusal.ts'
import { type Counted, countUnits } from './count-rows.ts'
import type { Dictionaries } from './duckdb-sql.ts'
import { type EngineLimits, openLockedDuckDb } from './locked-duckdb.ts'
import { reportProgress } from './report-progress.ts'

/** A part of all persons for one thread to count. */
export interface PartAssignment {
  readonly plan: TabulationPlan
  readonly dictionaries: Dictionaries
  readonly views: ReadonlyMap<string, string>
  readonly persons: NumberRange
  readonly limits: EngineLimits
}

export type PartMessage =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'counted'; readonly result: Result<Counted, TabulationRefusal>; readonly sql: readonly string[] }

/** Counts one part with an engine of its own; any message from outside stops it. */
async function countPart(assignment: PartAssignment, say: (message: PartMessage) => void, onStop: (stop: () => void) => void) {
  const { plan, dictionaries, views, persons, limits } = assignment
  const engine = await openLockedDuckDb(views, limits)
  const controller = new AbortController()
  onStop(() => {
    controller.abort()
    engine.interrupt()
  })
  const stopReporting = reportProgress(engine.connection, (share) => say({ kind: 'progress', share }))
  try {
    const sql: string[] = []
    const { connection, beside } = engine
    const result = await countUnits({ connection, beside, plan, dictionaries, sql, signal: controller.signal }, persons)
    say({ kind: 'counted', result, sql })
  } finally {
    stopReporting()
    engine.close()
  }
}

const port = parentPort
if (port) {
  await countPart(
    workerData as PartAssignment,
    (message) => port.postMessage(message),
    (stop) => port.once('message', stop),
  )
  port.close()
}
