import { env } from '#lib/platform/env.ts'
import { log } from '#lib/platform/log.ts'
import type { AlternativesOutcome } from '#lib/production/alternatives/run-process.ts'
import { beatAlternatives, claimAlternatives, keepAlternatives } from '#lib/production/alternatives/store.ts'
import { computeRun } from '#lib/production/run-job.ts'
import type { RunAssignment } from '#lib/production/run-message.ts'

const ALTERNATIVES_PROCESS = new URL('./run-process.ts', import.meta.url)

/** Tries other ways of protecting for every table somebody asked about, one table after another. */
export async function tryWaitingAlternatives(): Promise<void> {
  const directory = env().STATISTIK_REGISTERS_DIR
  for (let work = await claimAlternatives(directory); work !== null; work = await claimAlternatives(directory)) {
    const { assignment, ...claimed } = work
    if ('kind' in assignment) {
      await keepAlternatives(claimed, { failure: assignment.kind })
      continue
    }
    const beat = () => beatAlternatives(claimed)
    const end = await computeRun<RunAssignment, AlternativesOutcome>(assignment, beat, ALTERNATIVES_PROCESS)
    log().info({ run: claimed.runId, end: end.kind }, 'alternatives over')
    if (end.kind === 'done') await keepAlternatives(claimed, end.outcome)
    else if (end.kind !== 'lost')
      await keepAlternatives(claimed, { failure: end.kind === 'refused' ? end.refusal.kind : 'cancelled' })
  }
}
