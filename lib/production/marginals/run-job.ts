import type { PgBoss } from 'pg-boss'
import { findRegister } from '#lib/catalogue/catalogue.ts'
import type { Marginals } from '#lib/catalogue/marginals.ts'
import { loadCatalogue } from '#lib/catalogue/queries.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import { log } from '#lib/platform/log.ts'
import { MARGINALS_RECIPE, planMarginals } from '#lib/production/marginals/plan-marginals.ts'
import type { MarginalsAssignment, MarginalsOutcome } from '#lib/production/marginals/run-process.ts'
import { keepMarginals, rememberFailure, snapshotsWithoutMarginals } from '#lib/production/marginals/store.ts'
import { computeRun } from '#lib/production/run-job.ts'
import { serviceRules } from '#lib/production/service-rules.ts'

const MARGINALS_QUEUE = 'marginals'
const MARGINALS_PROCESS = new URL('./run-process.ts', import.meta.url)

/** Snapshots this worker has tried in vain; the next worker tries again. */
const failed = new Set<string>()

/** Opens the queue of snapshots whose marginals are missing; one is made at a time, however many workers there are. */
export async function openMarginalsQueue(boss: PgBoss): Promise<void> {
  await boss.createQueue(MARGINALS_QUEUE, { policy: 'exclusive', retryLimit: 0, expireInSeconds: 3600, heartbeatSeconds: 10 })
  await boss.work<{ snapshotId: string }>(MARGINALS_QUEUE, { pollingIntervalSeconds: 2 }, async (jobs) => {
    for (const job of jobs) await publishMarginals(job.data.snapshotId)
  })
}

/** Puts every snapshot without marginals on the queue. */
export async function queueMarginals(boss: PgBoss): Promise<void> {
  for (const snapshotId of await snapshotsWithoutMarginals())
    if (!failed.has(snapshotId)) await boss.send(MARGINALS_QUEUE, { snapshotId }, { singletonKey: snapshotId })
}

/** Counts, protects and publishes the marginals of one snapshot. A refusal is remembered, logged and not tried again. */
async function publishMarginals(snapshotId: string): Promise<void> {
  const started = Date.now()
  const assignment = await assign(snapshotId)
  if (!assignment) return
  const { snapshot } = assignment
  const end = await computeRun<MarginalsAssignment, MarginalsOutcome>(assignment, async () => 'go-on', MARGINALS_PROCESS)
  log().info({ snapshot: snapshotId, end: end.kind, elapsedMs: Date.now() - started }, 'marginals over')
  if (end.kind !== 'done') {
    failed.add(snapshotId)
    return rememberFailure(snapshotId, end.kind === 'refused' ? end.refusal.kind : end.kind)
  }
  const { singles, pairs, report } = end.outcome
  const body: Marginals = {
    schema: 1,
    recipe: MARGINALS_RECIPE,
    registerId: snapshot.registerId,
    snapshotId,
    snapshotSha256: snapshot.sha256,
    singles,
    pairs,
  }
  await keepMarginals(body, report)
}

/** The tables to count of a snapshot; null when there is nothing to do or nothing to count on. */
async function assign(snapshotId: string): Promise<MarginalsAssignment | null> {
  const registersDir = env().STATISTIK_REGISTERS_DIR
  const catalogue = await inTransaction({ kind: 'worker' }, loadCatalogue)
  const snapshot = catalogue.snapshots.find((each) => each.id === snapshotId)
  const register = snapshot && findRegister(catalogue, snapshot.registerId)
  if (!registersDir || !register) return null
  const tables = planMarginals(register, catalogue, snapshot.persons).map(({ measure, axes, plan }) => ({
    measure,
    levels: axes.map((axis) => axis.level),
    plan,
  }))
  return { tables, snapshot, registersDir, rules: serviceRules }
}
