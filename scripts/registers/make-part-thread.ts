import { parentPort } from 'node:worker_threads'
import { makePart, type PartRows, type PartTask } from './make-part.ts'

export type ThreadMessage =
  | { readonly kind: 'progress'; readonly part: number; readonly persons: number }
  | { readonly kind: 'made'; readonly part: number; readonly rows: PartRows }
  | { readonly kind: 'failed'; readonly reason: string }

/** Makes parts one after another as they are asked for; `null` ends it. */
const port = parentPort
port?.on('message', (task: PartTask | null) => {
  if (task === null) return port.close()
  const { part } = task
  makePart(task, (persons) => port.postMessage({ kind: 'progress', part, persons })).then(
    (rows) => port.postMessage({ kind: 'made', part, rows }),
    (error: unknown) => port.postMessage({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) }),
  )
})
