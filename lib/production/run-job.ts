import { Worker } from 'node:worker_threads'
import type { RunAssignment, RunMessage, RunOutcome, RunPhase } from '#lib/production/run-message.ts'

export type JobEnd =
  | { readonly kind: 'done'; readonly outcome: RunOutcome }
  | { readonly kind: 'refused'; readonly refusal: { readonly kind: string } & Record<string, unknown> }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'lost' }

type Beat = (phase: RunPhase, share: number) => Promise<'go-on' | 'cancel' | 'lost'>

const BEAT_MS = 500
/** Old-space limit of the computing thread; a table that needs more ends the run in words, not the worker. */
const MEMORY_MB = 6_000

/** Computes one run in a thread of its own, renewing its lease and watching for a wish to stop twice a second. */
export async function computeRun(assignment: RunAssignment, beat: Beat, entry: URL): Promise<JobEnd> {
  const thread = new Worker(entry, { workerData: assignment, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } })
  let phase: RunPhase = 'tabulating'
  let share = 0
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<JobEnd>((resolve) => {
      thread.on('message', (message: RunMessage) => {
        if (message.kind === 'progress') ({ phase, share } = message)
        else if (message.kind === 'done') resolve({ kind: 'done', outcome: message.result })
        else resolve({ kind: 'refused', refusal: message.refusal })
      })
      thread.on('error', (error: Error & { code?: string }) =>
        resolve({
          kind: 'refused',
          refusal: { kind: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'out-of-memory' : 'crashed', reason: error.message },
        }),
      )
      thread.on('exit', () => resolve({ kind: 'refused', refusal: { kind: 'crashed' } }))
      const watch = async () => {
        const answer = await beat(phase, share)
        if (answer === 'cancel') resolve({ kind: 'cancelled' })
        else if (answer === 'lost') resolve({ kind: 'lost' })
        else timer = setTimeout(() => void watch().catch(() => resolve({ kind: 'lost' })), BEAT_MS)
      }
      void watch().catch(() => resolve({ kind: 'lost' }))
    })
  } finally {
    clearTimeout(timer)
    await thread.terminate()
  }
}
