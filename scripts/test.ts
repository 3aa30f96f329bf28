// `npm test`: everything. `npm test -- unit integration` runs the named steps only. Ends with `N passed, N failed`.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { type Place, registersDir, WEB_FLAGS, webEnv, workerEnv } from './runtime/environment.ts'
import { findChromium } from './runtime/find-chromium.ts'
import { pendingSql } from './runtime/migrate.ts'
import { freePort } from './runtime/ports.ts'
import { generateClient, prepareDatabase, seed } from './runtime/prepare.ts'
import { runStep } from './runtime/run-step.ts'
import { say } from './runtime/say.ts'
import { closingLine, countPlaywright, countStep, countVitest, type Tally } from './runtime/tally.ts'

const STEPS = ['types', 'lint', 'architecture', 'unit', 'integration', 'e2e'] as const
type Step = (typeof STEPS)[number]

const BIN = path.resolve('node_modules/.bin')
const DATA_DIR = path.resolve('.data/test')
const DIST_DIR = '.next-test'
const TEST_PERSONS = '20000'
const tally: Tally = { passed: 0, failed: 0, skipped: 0 }

async function main(): Promise<void> {
  const asked = process.argv.slice(2)
  const unknown = asked.filter((name) => !STEPS.includes(name as Step))
  if (unknown.length > 0) {
    console.error(`There is no step called ${unknown.join(', ')}. There are: ${STEPS.join(', ')}`)
    process.exit(1)
  }
  const wanted = (step: Step) => asked.length === 0 || asked.includes(step)
  fs.rmSync(DATA_DIR, { recursive: true, force: true })
  fs.mkdirSync(DATA_DIR, { recursive: true, mode: 0o700 })
  await generateClient()
  if (wanted('types')) await types()
  if (wanted('lint')) await step('lint', 'biome', ['check', '.'])
  if (wanted('architecture')) await vitest('architecture')
  if (wanted('unit')) await vitest('unit')
  if (wanted('integration') || wanted('e2e')) await withDatabase(wanted)
  console.log(closingLine(tally))
  process.exit(tally.failed === 0 ? 0 : 1)
}

async function step(
  name: string,
  program: string,
  args: readonly string[],
  env: Partial<NodeJS.ProcessEnv> = {},
): Promise<boolean> {
  const startedAt = Date.now()
  const result = await runStep(path.join(BIN, program), args, { env })
  countStep(tally, name, result.ok, Date.now() - startedAt, result.output)
  return result.ok
}

async function types(): Promise<void> {
  await runStep(path.join(BIN, 'next'), ['typegen'], { env: { NEXT_DIST_DIR: DIST_DIR } })
  await step('types', 'tsc', ['--noEmit'])
}

async function vitest(project: 'architecture' | 'unit' | 'integration', env: Partial<NodeJS.ProcessEnv> = {}): Promise<void> {
  const startedAt = Date.now()
  const report = path.join(DATA_DIR, `${project}.json`)
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
  const result = await runStep(path.join(BIN, 'vitest'), ['run', '--project', project, ...reporters], {
    env: { ...env, NO_COLOR: '1' },
    show: true,
  })
  countVitest(tally, report, result.ok)
  say(`${result.ok ? 'ok  ' : 'FAIL'} ${project} tests (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`)
}

/** A fresh server of its own for the tests; nothing of a running service is touched. */
async function withDatabase(wanted: (step: Step) => boolean): Promise<void> {
  const port = await freePort()
  const prepared = await prepareDatabase({ dataDir: DATA_DIR, origin: `http://localhost:${port}`, fast: true })
  process.env.STATISTIK_PERSONS ??= TEST_PERSONS
  try {
    const { place } = prepared
    const startedAt = Date.now()
    const drift = await pendingSql(place.urls.owner)
    countStep(tally, 'migrations give exactly the schema', drift === '', Date.now() - startedAt, drift)
    if (wanted('integration')) await integration(place)
    if (wanted('e2e')) await endToEnd(place, port)
  } finally {
    await prepared.postgres?.stop()
  }
}

async function integration(place: Place): Promise<void> {
  const dir = path.join(DATA_DIR, 'integration')
  await vitest('integration', {
    OWNER_DATABASE_URL: place.urls.owner,
    DATABASE_URL: place.urls.web,
    WORKER_DATABASE_URL: place.urls.worker,
    NEXTAUTH_URL: place.origin,
    NEXTAUTH_SECRET: place.secrets.session,
    STATISTIK_DATA_DIR: path.join(dir, 'storage'),
    STATISTIK_MAIL_DIR: path.join(dir, 'mail'),
    STATISTIK_REGISTERS_DIR: registersDir(place),
    LOG_LEVEL: 'silent',
  })
}

/** Builds into a folder of its own, starts web, worker and an identity provider, and drives a real browser through it all. */
async function endToEnd(integrationPlace: Place, port: number): Promise<void> {
  const chromium = await findChromium()
  if (!chromium) {
    countStep(
      tally,
      'a browser for the end-to-end tests',
      false,
      0,
      'No Chromium found. Install it (apt-get install chromium) or set CHROMIUM_PATH.',
    )
    return
  }
  const prepared = await prepareDatabase({ dataDir: path.join(DATA_DIR, 'e2e'), origin: integrationPlace.origin, fast: true })
  const { place } = prepared
  const children: ReturnType<typeof spawn>[] = []
  const oidcPort = await freePort()
  const issuer = `http://127.0.0.1:${oidcPort}`
  const oidc = { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'statistikservice', OIDC_CLIENT_SECRET: 'only-for-tests' }
  const env = { ...webEnv(place), ...oidc, NEXT_DIST_DIR: DIST_DIR }
  try {
    await seed(place)
    if (!(await step('build', 'next', ['build'], env))) return
    const log = fs.openSync(path.join(DATA_DIR, 'e2e.log'), 'a')
    const start = (args: string[], childEnv: NodeJS.ProcessEnv) =>
      children.push(spawn(process.execPath, args, { env: childEnv, stdio: ['ignore', log, log] }))
    start(['tests/support/oidc-server.ts'], { ...process.env, ...oidc, OIDC_PORT: String(oidcPort), NEXTAUTH_URL: place.origin })
    start([...WEB_FLAGS, 'node_modules/next/dist/bin/next', 'start', '-p', String(port), '-H', '127.0.0.1'], env)
    start(['lib/production/worker.ts'], workerEnv(place))
    await untilUp(`http://127.0.0.1:${port}/api/health`)
    await untilUp(`${issuer}/.well-known/openid-configuration`)
    await playwright(place, chromium, issuer)
  } finally {
    for (const child of children) child.kill('SIGTERM')
    await prepared.postgres?.stop()
  }
}

async function playwright(place: Place, chromium: string, issuer: string): Promise<void> {
  const startedAt = Date.now()
  const report = path.join(DATA_DIR, 'e2e.json')
  const env = {
    BASE_URL: place.origin,
    CHROMIUM_PATH: chromium,
    OIDC_ISSUER: issuer,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    OWNER_DATABASE_URL: place.urls.owner,
    DATABASE_URL: place.urls.web,
    WORKER_DATABASE_URL: place.urls.worker,
    E2E_MAIL_DIR: path.join(place.dataDir, 'mail'),
    FORCE_COLOR: '0',
  }
  const result = await runStep(
    path.join(BIN, 'playwright'),
    ['test', '--reporter=list,json', ...(process.env.E2E_ONLY ? [process.env.E2E_ONLY] : [])],
    { env, show: true },
  )
  countPlaywright(tally, report, result.ok)
  say(`${result.ok ? 'ok  ' : 'FAIL'} end-to-end tests (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`)
}

async function untilUp(url: string): Promise<void> {
  for (let i = 0; i < 300; i++) {
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`${url} did not answer within a minute; see .data/test/e2e.log`)
}

await main().catch((error: unknown) => {
  console.error(error)
  tally.failed++
  console.log(closingLine(tally))
  process.exit(1)
})
