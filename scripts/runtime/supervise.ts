import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import { say } from './say.ts'

export interface Supervised {
  readonly name: string
  readonly pid: () => number
  readonly stop: () => Promise<void>
}

export interface SuperviseOptions {
  readonly name: string
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
  readonly logFile: string
  /** Called each time the process has (re)started. */
  readonly onStart: () => void
}

const QUICK_DEATH_MS = 5_000
const MAX_QUICK_DEATHS = 5
const STOP_MS = 8_000

/** Keeps a process running: a killed one is started again, with growing waits; one that can't stay up is given up with a word. */
export function supervise(options: SuperviseOptions): Supervised {
  let child: ChildProcess
  let stopping = false
  let quickDeaths = 0
  const launch = () => {
    const log = fs.openSync(options.logFile, 'a', 0o600)
    const startedAt = Date.now()
    child = spawn(process.execPath, [...options.args], { env: options.env, stdio: ['ignore', log, log] })
    fs.closeSync(log)
    child.once('exit', (code, signal) => {
      if (stopping) return
      quickDeaths = Date.now() - startedAt < QUICK_DEATH_MS ? quickDeaths + 1 : 0
      if (quickDeaths > MAX_QUICK_DEATHS) return say(`${options.name} keeps stopping; see ${options.logFile}`)
      const waitMs = Math.min(10_000, 300 * 2 ** quickDeaths)
      say(`${options.name} stopped (${signal ?? `status ${code}`}); starting it again`)
      setTimeout(() => !stopping && launch(), waitMs)
    })
    options.onStart()
  }
  const stop = async () => {
    stopping = true
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    child.kill('SIGTERM')
    const tooLong = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
    await ended
    clearTimeout(tooLong)
  }
  launch()
  return { name: options.name, pid: () => child.pid ?? 0, stop }
}
