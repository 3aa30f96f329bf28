import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { answers, freePort } from './ports.ts'
import { type Launch, prepareLaunch } from './postgres-binaries.ts'
import type { Secrets } from './secrets.ts'

export interface RunningPostgres {
  readonly port: number
  readonly how: string
  /** Process id of the server, for the record of what runs. */
  readonly pid: number
  readonly stop: () => Promise<void>
}

export interface PostgresOptions {
  readonly dataDir: string
  readonly secrets: Secrets
  readonly logFile: string
  /** No waiting for the disk: for tests, whose data nobody misses. */
  readonly fast?: boolean
}

const FAST = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off']

/** Starts the embedded PostgreSQL, or takes over one that a killed start script left running. Recovers after a crash by itself. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const launch = prepareLaunch(options.dataDir)
  const left = await leftRunning(launch)
  if (left) return left
  if (!fs.existsSync(path.join(launch.dataDir, 'PG_VERSION'))) makeCluster(launch, options.secrets)
  const port = await freePort()
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=60',
    'shared_buffers=128MB',
    ...(options.fast ? FAST : []),
  ]
  const log = fs.openSync(options.logFile, 'a', 0o600)
  const [command, args] = commandOf(launch, 'postgres', [
    '-D',
    launch.dataDir,
    '-p',
    String(port),
    ...settings.flatMap((each) => ['-c', each]),
  ])
  const child = spawn(command, args, { env: serverEnv(), stdio: ['ignore', log, log], detached: true })
  await untilReady(child, launch, options.logFile)
  return { port, how: launch.mode, pid: child.pid ?? 0, stop: () => stopChild(child) }
}

function makeCluster(launch: Launch, secrets: Secrets): void {
  fs.mkdirSync(path.dirname(launch.dataDir), { recursive: true })
  const passwordFile = path.join(
    launch.mode === 'nobody' ? path.dirname(launch.dataDir) : path.dirname(launch.dataDir),
    '.initdb-password',
  )
  fs.writeFileSync(passwordFile, secrets.superuser, { mode: launch.mode === 'nobody' ? 0o644 : 0o600 })
  const locale = ['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const [command, args] = commandOf(launch, 'initdb', [
    ...['-D', launch.dataDir, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '--no-sync'],
    ...locale,
  ])
  const made = spawnSync(command, args, { env: serverEnv(), encoding: 'utf8' })
  fs.rmSync(passwordFile, { force: true })
  if (made.status !== 0) {
    fs.rmSync(launch.dataDir, { recursive: true, force: true })
    throw new Error(`the database could not be created: ${made.error?.message ?? ''}${made.stdout}${made.stderr}`)
  }
}

function commandOf(launch: Launch, program: string, args: readonly string[]): [string, string[]] {
  const [command = '', ...rest] = [...launch.prefix, path.join(launch.binaries, 'bin', program), ...args]
  return [command, rest]
}

function serverEnv(): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: 'C', TZ: 'UTC' }
}

function pidLines(launch: Launch): string[] {
  const file = path.join(launch.dataDir, 'postmaster.pid')
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n') : []
}

/** A server that outlived its start script is used as it is. */
async function leftRunning(launch: Launch): Promise<RunningPostgres | null> {
  const [pidText, , , portText] = pidLines(launch)
  const port = Number(portText)
  if (!port || !(await answers(port))) return null
  const pid = Number(pidText)
  const stop = async () => {
    try {
      process.kill(pid, 'SIGINT')
    } catch {
      return
    }
    for (let i = 0; i < 200 && (await answers(port)); i++) await wait(50)
  }
  return { port, how: `${launch.mode}, still running`, pid, stop }
}

/** Ready when the pid file names this child and says so; a crash leaves an old file that says ready too. Recovery may take a while. */
async function untilReady(child: ChildProcess, launch: Launch, logFile: string): Promise<void> {
  let ended = false
  child.once('exit', () => {
    ended = true
  })
  for (let i = 0; i < 2400; i++) {
    if (ended) {
      const lines = fs.readFileSync(logFile, 'utf8').trim().split('\n').slice(-6).join('\n')
      throw new Error(`the database did not start; the last lines of ${logFile}:\n${lines}`)
    }
    const lines = pidLines(launch)
    if (lines[0] === String(child.pid) && lines[7]?.startsWith('ready')) return
    await wait(25)
  }
  throw new Error(`the database was not ready within a minute; see ${logFile}`)
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGINT')
  await Promise.race([ended, wait(10_000)])
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** Creates the owner's role, the database and its extensions where missing. Runs as the cluster's superuser. */
export async function ensureDatabase(port: number, secrets: Secrets, database = 'statistik'): Promise<string> {
  const admin = new pg.Client({ connectionString: `postgresql://postgres:${secrets.superuser}@127.0.0.1:${port}/postgres` })
  await admin.connect()
  try {
    const owner = await admin.query(`select 1 from pg_roles where rolname = 'statistik_owner'`)
    if (owner.rowCount === 0) await admin.query('create role statistik_owner login createrole createdb')
    await admin.query(`alter role statistik_owner password ${pg.escapeLiteral(secrets.owner)}`)
    const there = await admin.query('select 1 from pg_database where datname = $1', [database])
    if (there.rowCount === 0) await admin.query(`create database ${pg.escapeIdentifier(database)} owner statistik_owner`)
  } finally {
    await admin.end()
  }
  return `postgresql://statistik_owner:${secrets.owner}@127.0.0.1:${port}/${database}`
}
