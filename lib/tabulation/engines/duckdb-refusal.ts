import { type Result, refuse } from '#lib/kernel/result.ts'
import type { TabulationRefusal } from '../tabulation-refusal.ts'

/** An interrupted or starved engine is an expected outcome; everything else is thrown on. */
export function duckDbRefusal(error: unknown, limit: string, signal: AbortSignal | undefined): Result<never, TabulationRefusal> {
  if (signal?.aborted) return refuse('cancelled')
  // A full disk is told as a lack of memory: what was to leave it had nowhere to go.
  if (error instanceof Error && /failed to offload|no space left/i.test(error.message)) return refuse('disk-full')
  if (error instanceof Error && /out of memory/i.test(error.message)) return refuse('out-of-memory', { limit })
  throw error
}
