import fs from 'node:fs'

export interface RunRecord {
  readonly pid: number
  readonly startedAt: string
  readonly url: string
  readonly children: readonly { readonly name: string; readonly pid: number; readonly startedAt: string }[]
}

/** When a process began, as far as the system tells; a pid that was given to another process has another start. */
export function startOf(pid: number): string | null {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    try {
      process.kill(pid, 0)
      return fs.existsSync('/proc/self') ? null : 'alive'
    } catch {
      return null
    }
  }
}

/** Whether the very process that was recorded still lives. */
export function isSame(pid: number, startedAt: string): boolean {
  return startedAt !== '' && startOf(pid) === startedAt
}

export function readRunFile(file: string): RunRecord | null {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as RunRecord
  } catch {
    return null
  }
}

export function writeRunFile(file: string, record: RunRecord): void {
  fs.writeFileSync(`${file}.part`, JSON.stringify(record), { mode: 0o600 })
  fs.renameSync(`${file}.part`, file)
}

/** Ends what a killed start script left running and waits until it is gone. Answers the names of what was ended. */
export async function stopOrphans(record: RunRecord): Promise<string[]> {
  const orphans = record.children.filter((child) => isSame(child.pid, child.startedAt))
  for (const { pid } of orphans) process.kill(pid, 'SIGKILL')
  for (let i = 0; i < 100 && orphans.some((child) => isSame(child.pid, child.startedAt)); i++) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return orphans.map((child) => child.name)
}
