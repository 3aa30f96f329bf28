import { log } from '#lib/platform/log.ts'
import { computeRun } from '#lib/production/run-job.ts'
import type { UploadAssignment, UploadOutcome } from '#lib/production/uploads/run-process.ts'
import { claimUpload, keepReading, keepUploadRefusal } from '#lib/production/uploads/store.ts'

const UPLOAD_PROCESS = new URL('./run-process.ts', import.meta.url)
/** Reading a table of 100 000 cells takes a second or two; what takes a minute is no table. */
const READING_LIMIT_MS = 60_000
const READING_MEMORY_MB = 1_024

/** Reads every file that waits, one after another, each in a process of its own. */
export async function readWaitingUploads(): Promise<void> {
  for (let work = await claimUpload(); work !== null; work = await claimUpload()) {
    const { assignment, ...upload } = work
    if ('kind' in assignment) {
      await keepUploadRefusal(upload, assignment)
      continue
    }
    const startedAt = Date.now()
    const inTime = async () => (Date.now() - startedAt > READING_LIMIT_MS ? ('cancel' as const) : ('go-on' as const))
    const end = await computeRun<UploadAssignment, UploadOutcome>(assignment, inTime, UPLOAD_PROCESS, {
      memoryMb: READING_MEMORY_MB,
      isConfined: true,
    })
    log().info({ upload: upload.id, end: end.kind, elapsedMs: Date.now() - startedAt }, 'upload read')
    if (end.kind === 'done') await keepReading(upload, end.outcome)
    else await keepUploadRefusal(upload, end.kind === 'refused' ? readingRefusal(end.refusal) : { kind: 'upload-takes-too-long' })
  }
}

/** A process that ran out of memory, or was ended, met a file too large to be a table. */
function readingRefusal(refusal: { readonly kind: string } & Record<string, unknown>) {
  return refusal.kind === 'out-of-memory'
    ? { kind: 'upload-bomb' }
    : refusal.kind === 'crashed'
      ? { kind: 'upload-damaged' }
      : refusal
}
