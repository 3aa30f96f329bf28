import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import { makeRunFolder, removeRunFolder } from '#lib/production/folders/store.ts'
import type { RunAssignment, RunMessage, RunOutcome, RunPhase } from '#lib/production/run-message.ts'

export type JobEnd<Outcome = RunOutcome> =
  | { readonly kind: 'done'; readonly outcome: Outcome }
  | { readonly kind: 'refused'; readonly refusal: { readonly kind: string } & Record<string, unknown> }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'lost' }

type Beat = (phase: RunPhase, share: number) => Promise<'go-on' | 'cancel' | 'lost'>

const BEAT_MS = 500
/** Old-space limit of the computing process; a table that needs more ends the run in words, not the worker. */
const MEMORY_MB = 6_000

/** Runs stand back for the web process and the database, which people wait for. */
const RUN_NICENESS = 10

interface ProcessLimits {
  readonly memoryMb?: number
  /** May read the program's own files and nothing else of the disk, start no process, write nothing. */
  readonly isConfined?: boolean
}

/**
 * Computes one run in a process of its own, renewing its lease and watching for a wish to stop twice a second. A process,
 * not a thread: ending a thread while the engine works in it ends the whole program. It gets no setting of ours, and a folder of its
 * own for what it puts aside, which goes with it however it ends.
 */
export async function computeRun<Assignment extends object = RunAssignment, Outcome = RunOutcome>(
  assignment: Assignment,
  beat: Beat,
  entry: URL,
  { memoryMb = MEMORY_MB, isConfined = false }: ProcessLimits = {},
): Promise<JobEnd<Outcome>> {
  const folder = await makeRunFolder()
  if (!folder) return { kind: 'refused', refusal: { kind: 'disk-full' } }
  const child = fork(fileURLToPath(entry), {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${memoryMb}`, ...(isConfined ? ['--permission', `--allow-fs-read=${process.cwd()}/*`] : [])],
    env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, TMPDIR: folder },
    stdio: ['ignore', 'ignore', isConfined ? 'ignore' : 'inherit', 'ipc'],
  })
  if (child.pid !== undefined) setPriority(child.pid, RUN_NICENESS)
  const exited = once(child, 'exit').catch(() => null)
  let phase: RunPhase = 'tabulating'
  let share = 0
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<JobEnd<Outcome>>((resolve) => {
      child.on('message', (said) => {
        const message = said as RunMessage<Outcome>
        if (message.kind === 'progress') ({ phase, share } = message)
        else if (message.kind === 'done') resolve({ kind: 'done', outcome: message.result })
        else resolve({ kind: 'refused', refusal: message.refusal })
      })
      child.on('error', (error) => resolve({ kind: 'refused', refusal: { kind: 'crashed', reason: error.message } }))
      // Node ends itself with SIGABRT when the old space is full.
      child.on('exit', (_, signal) =>
        resolve({ kind: 'refused', refusal: { kind: signal === 'SIGABRT' ? 'out-of-memory' : 'crashed' } }),
      )
      child.send(assignment)
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
    child.kill('SIGKILL')
    await exited
    // A process that was killed had no time to remove what it had put aside.
    await removeRunFolder(folder)
  }
}
