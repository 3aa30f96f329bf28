import { env } from '#lib/platform/env.ts'
import { log } from '#lib/platform/log.ts'
import type { ProofAssignment, ProofOutcome } from '#lib/production/proof/run-process.ts'
import { keepProof, loadProof, waitingProofs } from '#lib/production/proof/store.ts'
import { computeRun } from '#lib/production/run-job.ts'

const PROOF_PROCESS = new URL('./run-process.ts', import.meta.url)

/**
 * Proves tables that wait for their check or release safe together with what was released meanwhile, one after another, so that a
 * release does not send every table of its register back. What can't be shown safe must be run again.
 */
export async function proveWaiting(): Promise<void> {
  for (const waiting of await waitingProofs()) {
    const assignment = await loadProof(waiting, env().STATISTIK_REGISTERS_DIR)
    const end = assignment && (await computeRun<ProofAssignment, ProofOutcome>(assignment, async () => 'go-on', PROOF_PROCESS))
    // A process that was ended from outside has proven nothing; it is tried again.
    if (end && end.kind !== 'done' && end.kind !== 'refused') continue
    if (end?.kind === 'refused' && end.refusal.kind === 'crashed') continue
    const safe = end?.kind === 'done' && end.outcome.safe
    log().info({ run: waiting.runId, releases: waiting.releaseIds.length, safe }, 'proof over')
    await keepProof(waiting, safe)
  }
}
