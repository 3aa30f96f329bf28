import { PgBoss } from 'pg-boss'
import { exportHead } from '#lib/audit/commands.ts'
import { continueInvoiceRun } from '#lib/invoicing/run-job.ts'
import { deliverOutbox } from '#lib/notify/commands.ts'
import { mailSender } from '#lib/notify/senders.ts'
import { deliverWebhooks, forgetDeliveries } from '#lib/notify/webhooks/commands.ts'
import { sendWebhook } from '#lib/notify/webhooks/senders.ts'
import { alertOnTime } from '#lib/orders/commands/alerts.ts'
import { sweepOrders } from '#lib/orders/commands/sweep.ts'
import { refreshFigures } from '#lib/orders/figures/store.ts'
import { purgeKept } from '#lib/orders/kept/commands.ts'
import { retain } from '#lib/orders/retention/run-job.ts'
import { closeDatabase, inTransaction } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import { log } from '#lib/platform/log.ts'
import { tryWaitingAlternatives } from '#lib/production/alternatives/run-job.ts'
import { sweepRunFolders } from '#lib/production/folders/store.ts'
import { openMarginalsQueue, queueMarginals } from '#lib/production/marginals/run-job.ts'
import { proveWaiting } from '#lib/production/proof/run-job.ts'
import { loadAssignment } from '#lib/production/queries.ts'
import { computeRun } from '#lib/production/run-job.ts'
import type { RunAssignment } from '#lib/production/run-message.ts'
import { beat, type ClaimedRun, claimRun, keepFailure, keepOutcome, waitingRuns } from '#lib/production/store.ts'
import type { TableBody } from '#lib/production/table-body.ts'
import { readWaitingUploads } from '#lib/production/uploads/run-job.ts'
import { sweepUploads } from '#lib/production/uploads/store.ts'

/** The second process: the only one that opens register data. Takes runs from the queue, delivers messages, lets time pass. */

const RUN_QUEUE = 'runs'
const RUNS_SIDE_BY_SIDE = 2
const RUN_PROCESS = new URL('./run-process.ts', import.meta.url)

const send = mailSender()
let stopping = false

async function main(): Promise<void> {
  const boss = new PgBoss({
    connectionString: env().WORKER_DATABASE_URL ?? '',
    schema: 'pgboss',
    superviseIntervalSeconds: 2,
    monitorIntervalSeconds: 2,
    maintenanceIntervalSeconds: 60,
  })
  boss.on('error', (error) => log().error({ reason: error.message }, 'queue'))
  await boss.start()
  await boss.createQueue(RUN_QUEUE, {
    policy: 'exclusive',
    retryLimit: 3,
    retryDelay: 2,
    expireInSeconds: 4 * 3600,
    heartbeatSeconds: 10,
  })
  await boss.work<{ runId: string }>(
    RUN_QUEUE,
    { localConcurrency: RUNS_SIDE_BY_SIDE, pollingIntervalSeconds: 0.5 },
    async (jobs) => {
      for (const job of jobs) await carryOut(job.data.runId)
    },
  )
  await openMarginalsQueue(boss)
  await sweepRunFolders()
  const loops = [
    every(1_000, () => queueWaiting(boss)),
    every(1_000, () => deliverOutbox(send)),
    every(5_000, () => sweepOrders(new Date())),
    every(5_000, () => queueMarginals(boss)),
    every(60_000, () => refreshFigures()),
    every(60_000, () => alertOnTime(new Date())),
    every(15 * 60_000, () => exportHead(env().STATISTIK_LOG_HEADS_DIR)),
    every(2_000, () => retain()),
    every(1_000, () => deliverWebhooks(sendWebhook)),
    every(3_600_000, () => purgeKept(new Date())),
    every(3_600_000, () => forgetDeliveries(new Date())),
    every(1_000, continueInvoiceRun),
    every(1_000, proveWaiting),
    every(1_000, readWaitingUploads),
    every(1_000, tryWaitingAlternatives),
    every(60_000, () => sweepUploads(new Date())),
  ]
  const stop = async (signal: string) => {
    if (stopping) return
    stopping = true
    log().info({ signal }, 'worker stops')
    await boss.stop({ graceful: false, timeout: 2_000 })
    await Promise.all(loops)
    await closeDatabase()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signal))
  log().info('worker ready')
}

/** Repeats work until the worker stops; a failure is logged and tried again after the same wait. */
async function every(waitMs: number, work: () => Promise<unknown>): Promise<void> {
  while (!stopping) {
    await work().catch((error: unknown) =>
      log().error({ reason: error instanceof Error ? error.message : 'unknown' }, 'a loop failed'),
    )
    await new Promise((resolve) => setTimeout(resolve, waitMs))
  }
}

/**
 * Puts every waiting run on the queue, those whose turn it is first; the run's id is the job's key, so a run already there is not
 * put twice.
 */
async function queueWaiting(boss: PgBoss): Promise<void> {
  for (const { runId, turn } of await waitingRuns())
    await boss.send(RUN_QUEUE, { runId }, { singletonKey: runId, priority: -turn })
}

/** Claims a run, computes it, keeps what came of it. A run that is over or someone else's is left alone. */
async function carryOut(runId: string): Promise<void> {
  const run = await claimRun(runId)
  if (!run) return
  const started = Date.now()
  const assignment = await inTransaction({ kind: 'worker' }, (tx) => loadAssignment(tx, run, env().STATISTIK_REGISTERS_DIR))
  if ('kind' in assignment) return keepFailure(run, assignment)
  const end = await computeRun({ ...assignment, ...clusterAccess() }, (phase, share) => beat(run, phase, share), RUN_PROCESS)
  log().info({ run: run.id, end: end.kind, elapsedMs: Date.now() - started }, 'run over')
  if (end.kind === 'refused') return keepFailure(run, end.refusal)
  if (end.kind === 'cancelled') return keepFailure(run, { kind: 'cancelled' })
  if (end.kind === 'done') await keepOutcome(run, bodyOf(run, assignment, end.outcome), end.outcome)
}

/** Access to the cluster that holds the registers, when the settings name one. */
function clusterAccess(): Pick<RunAssignment, 'clickHouse'> {
  const { CLICKHOUSE_URL: url, CLICKHOUSE_USER: username = 'default', CLICKHOUSE_PASSWORD: password = '' } = env()
  return url ? { clickHouse: { url, username, password } } : {}
}

function bodyOf(
  run: ClaimedRun,
  { snapshot, linked, rules, specificationSha256 }: RunAssignment & { readonly specificationSha256: string },
  outcome: Pick<TableBody, 'dimensions' | 'counts' | 'denominators' | 'values'>,
): TableBody {
  const beside = linked.find(({ id }) => id === run.linkedSnapshotId)
  return {
    schema: 1,
    orderNumber: run.orderNumber,
    registerId: snapshot.registerId,
    snapshotId: snapshot.id,
    snapshotSha256: snapshot.sha256,
    ...(beside && { linked: { registerId: beside.registerId, snapshotId: beside.id, snapshotSha256: beside.sha256 } }),
    specificationVersion: run.specificationVersion,
    specificationSha256,
    dimensions: outcome.dimensions,
    counts: outcome.counts,
    denominators: outcome.denominators,
    ...(outcome.values && { values: outcome.values }),
    rules: { ...rules },
  }
}

await main()
