import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { makePart, type PartRows, type PartTask, partList } from './make-part.ts'
import type { ThreadMessage } from './make-part-thread.ts'
import type { SyntheticSize } from './synthetic-size.ts'

/** Small enough that a part's rows lie in memory whatever the size, large enough that its files are worth opening. */
export const PERSONS_PER_PART = 20_000
const MOST_THREADS = 2

/**
 * Makes all parts in threads and returns their rows, in order. Parts that are there already are left as they are, so that
 * work that was killed goes on where it stopped.
 */
export async function makeParts(
  size: SyntheticSize,
  personsPerPart: number,
  workDir: string,
  onProgress: (share: number) => void,
): Promise<PartRows[]> {
  const tasks = partTasks(size, personsPerPart, workDir)
  const rows = await Promise.all(tasks.map(({ part }) => madeBefore(workDir, part)))
  const waiting = tasks.filter((_, at) => rows[at] === null)
  const done = tasks.map(({ from, to }, at) => (rows[at] === null ? 0 : to - from + 1))
  const tell = (part: number, persons: number) => {
    done[part] = persons
    onProgress(done.reduce((sum, each) => sum + each, 0) / size.persons)
  }
  const take = () => waiting.shift()
  const keep = (task: PartTask, made: PartRows) => {
    rows[task.part] = made
    tell(task.part, task.to - task.from + 1)
  }
  const threads = Math.min(MOST_THREADS, availableParallelism(), waiting.length)
  if (threads > 1)
    await together(
      Array.from({ length: threads }, () => makeInThread(take, keep, tell)),
      waiting,
    )
  else for (let task = take(); task; task = take()) keep(task, await makeHere(task, tell))
  return rows.map((each) => each ?? notMade())
}

/** Waits for all threads; when one fails the others finish what they have and take nothing more. */
async function together(threads: readonly Promise<void>[], waiting: PartTask[]): Promise<void> {
  await Promise.all(threads).catch(async (error: unknown) => {
    waiting.length = 0
    await Promise.allSettled(threads)
    throw error
  })
}

function partTasks(size: SyntheticSize, personsPerPart: number, workDir: string): PartTask[] {
  return Array.from({ length: Math.ceil(size.persons / personsPerPart) }, (_, part) => ({
    size,
    workDir,
    part,
    from: part * personsPerPart + 1,
    to: Math.min(size.persons, (part + 1) * personsPerPart),
  }))
}

async function madeBefore(workDir: string, part: number): Promise<PartRows | null> {
  const text = await readFile(partList(workDir, part), 'utf8').catch(() => null)
  return text === null ? null : (JSON.parse(text) as PartRows)
}

type Tell = (part: number, persons: number) => void

function makeHere(task: PartTask, tell: Tell): Promise<PartRows> {
  return makePart(task, (persons) => tell(task.part, persons))
}

/** One thread that takes tasks until there are none left. It is never ended from outside: that would end the whole process. */
function makeInThread(
  take: () => PartTask | undefined,
  keep: (task: PartTask, rows: PartRows) => void,
  tell: Tell,
): Promise<void> {
  const thread = new Worker(new URL('./make-part-thread.ts', import.meta.url))
  return new Promise<void>((resolve, reject) => {
    let current: PartTask | undefined
    const next = () => {
      current = take()
      thread.postMessage(current ?? null)
    }
    const fail = (error: Error) => {
      thread.postMessage(null)
      reject(error)
    }
    thread.on('message', (message: ThreadMessage) => {
      try {
        if (message.kind === 'failed') return fail(new Error(message.reason))
        if (message.kind === 'progress') return tell(message.part, message.persons)
        if (current) keep(current, message.rows)
        next()
      } catch (error) {
        fail(error instanceof Error ? error : new Error(String(error)))
      }
    })
    thread.on('error', reject)
    thread.on('exit', () => resolve())
    next()
  })
}

function notMade(): never {
  throw new Error('a part was not made')
}
