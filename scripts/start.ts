// `npm start`: sets everything up and runs the service - database, web and worker - until Ctrl-C.
import fs from 'node:fs'
import path from 'node:path'
import { registersDir, seedEnv, WEB_FLAGS, webEnv, workerEnv } from './runtime/environment.ts'
import { isPortFree } from './runtime/ports.ts'
import { prepareDatabase, seed } from './runtime/prepare.ts'
import { isSame, readRunFile, startOf, stopOrphans, writeRunFile } from './runtime/run-file.ts'
import { mustRun } from './runtime/run-step.ts'
import { say } from './runtime/say.ts'
import { whenStale } from './runtime/stamp.ts'
import { type Supervised, supervise } from './runtime/supervise.ts'
import { watchImports } from './runtime/watch-imports.ts'

const DATA_DIR = path.resolve('.data')
const RUN_FILE = path.join(DATA_DIR, 'run.json')
const SOURCES = [
  'app',
  'components',
  'lib',
  'messages',
  'public',
  'prisma/schema',
  'proxy.ts',
  'next.config.ts',
  'tsconfig.json',
  'package-lock.json',
]
const HOST = process.env.HOST ?? '127.0.0.1'

async function main(): Promise<void> {
  fs.mkdirSync(DATA_DIR, { recursive: true, mode: 0o700 })
  if (await isRunning()) return
  const port = await choosePort()
  const origin = process.env.NEXTAUTH_URL ?? `http://localhost:${port}`
  const { place, postgres } = await prepareDatabase({ dataDir: DATA_DIR, origin, databaseUrl: process.env.DATABASE_URL })
  const running: Supervised[] = []
  let stopping = false
  const stop = async (status: number) => {
    if (stopping) return
    stopping = true
    say('stopping ...')
    await Promise.all(running.map((each) => each.stop()))
    await postgres?.stop()
    fs.rmSync(RUN_FILE, { force: true })
    say('stopped')
    process.exit(status)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0))
  try {
    await prepareContent(place)
    const note = () => writeRunFile(RUN_FILE, recordOf(origin, running))
    const start = (name: string, args: string[], env: NodeJS.ProcessEnv) =>
      running.push(
        supervise({ name, args, env, logFile: path.join(DATA_DIR, `${name}.log`), onStart: () => setTimeout(note, 50) }),
      )
    start('web', [...WEB_FLAGS, 'node_modules/next/dist/bin/next', 'start', '-p', String(port), '-H', HOST], webEnv(place))
    start('worker', ['lib/production/worker.ts'], workerEnv(place))
    await untilHealthy(`http://127.0.0.1:${port}/api/health`)
    announce(origin)
    const takeUp = async () => {
      await mustRun(process.execPath, ['scripts/take-up.ts'], seedEnv(place))
      say('took up a register that was imported')
    }
    watchImports(registersDir(place), takeUp, (problem) => say(`an imported register could not be taken up yet: ${problem}`))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    await stop(1)
  }
}

/** Seed and build side by side: one waits for the disk and the database, the other for the compiler. */
async function prepareContent(place: Parameters<typeof webEnv>[0]): Promise<void> {
  say('registers and catalogue ...')
  await seed(place)
  say('registers and catalogue ready')
  const built = await whenStale(path.join(DATA_DIR, 'build.stamp'), SOURCES, '.next/BUILD_ID', async () => {
    say('building the pages, about half a minute the first time ...')
    const tick = setInterval(() => say('still building ...'), 15_000)
    await mustRun(process.execPath, ['node_modules/next/dist/bin/next', 'build'], webEnv(place)).finally(() =>
      clearInterval(tick),
    )
  })
  if (built) say('pages built')
}

/** Says where the service is when it already runs; ends what a killed start left behind otherwise. */
async function isRunning(): Promise<boolean> {
  const record = readRunFile(RUN_FILE)
  if (!record) return false
  if (isSame(record.pid, record.startedAt)) {
    say(`already running: ${record.url}  (stop it with Ctrl-C there, or: kill ${record.pid})`)
    return true
  }
  const ended = await stopOrphans(record)
  if (ended.length > 0) say(`the last start was killed; ended what it left running: ${ended.join(', ')}`)
  fs.rmSync(RUN_FILE, { force: true })
  return false
}

async function choosePort(): Promise<number> {
  const wanted = Number(process.env.PORT ?? 3000)
  if (await isPortFree(wanted, HOST)) return wanted
  if (process.env.PORT) {
    console.error(`Port ${wanted} is taken by another program. Stop it, or choose another port: PORT=${wanted + 1} npm start`)
    process.exit(1)
  }
  for (let port = wanted + 1; port < wanted + 50; port++) {
    if (!(await isPortFree(port, HOST))) continue
    say(`port ${wanted} is taken by another program; using ${port}`)
    return port
  }
  console.error(`No free port between ${wanted} and ${wanted + 50}. Choose one: PORT=8080 npm start`)
  process.exit(1)
}

function recordOf(url: string, running: readonly Supervised[]) {
  const children = running.map((each) => ({ name: each.name, pid: each.pid(), startedAt: startOf(each.pid()) ?? '' }))
  return { pid: process.pid, startedAt: startOf(process.pid) ?? '', url, children }
}

async function untilHealthy(url: string): Promise<void> {
  for (let i = 0; i < 300; i++) {
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`the web process did not answer within a minute; see ${path.join(DATA_DIR, 'web.log')}`)
}

function announce(origin: string): void {
  say(`ready: ${origin}`)
  const file = path.join(DATA_DIR, 'demo-accounts.json')
  if (!fs.existsSync(file)) return
  const accounts = JSON.parse(fs.readFileSync(file, 'utf8')) as { role: string; email: string; password: string }[]
  console.log('\n  Demo sign-ins (all data are synthetic or public):')
  for (const { role, email, password } of accounts) console.log(`    ${email.padEnd(28)} ${password}   ${role}`)
  console.log('\n  Ctrl-C stops everything.\n')
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
