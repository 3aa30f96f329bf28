import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The worker's process number stands in the name, so that a later worker knows which folders nobody uses. */
const PREFIX = 'statistikservice-run-'

/** A folder for what one run puts aside; null when the disk has no room even for that. */
export async function makeRunFolder(within = tmpdir()): Promise<string | null> {
  return mkdtemp(join(within, `${PREFIX}${process.pid}-`)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOSPC') return null
    throw error
  })
}

/** Removes it with all it holds; that it is gone already is no mistake. */
export async function removeRunFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 })
}

/** Removes the folders of workers that are no more: they were killed, or the machine was. Answers how many there were. */
export async function sweepRunFolders(within = tmpdir()): Promise<number> {
  const names = await readdir(within)
  const left = names.filter((name) => {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1] ?? Number.NaN)
    return Number.isInteger(pid) && !isAlive(pid)
  })
  for (const name of left) await removeRunFolder(join(within, name))
  return left.length
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process is a process too.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
