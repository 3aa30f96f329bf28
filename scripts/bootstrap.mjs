// Entry of every npm script. Plain JavaScript without dependencies; must parse on Node 18.
// Installs node_modules when missing or stale, then runs the real script on the pinned Node.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const startedAt = Date.now()
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
process.chdir(root)
const elapsed = () => `[${((Date.now() - startedAt) / 1000).toFixed(1).padStart(5)} s]`

await install()
const node = findNode()
const parent = process.ppid
const child = spawn(node, process.argv.slice(2), { stdio: 'inherit', env: childEnv() })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal))
// npm runs scripts through a shell; a SIGTERM to npm ends only that shell, so watch for its death.
setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref()
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))

async function install() {
  const stamp = 'node_modules/.install-stamp'
  const wanted = createHash('sha256')
    .update(fs.readFileSync('package-lock.json'))
    .update(process.platform + process.arch)
    .digest('hex')
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) return
  console.error(`${elapsed()} installing packages (npm ci), about a minute the first time ...`)
  const tick = setInterval(() => console.error(`${elapsed()} still installing packages ...`), 15_000)
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const npm = process.env.npm_execpath
  const run = npm
    ? spawn(process.execPath, [npm, ...args], { stdio: ['ignore', 'ignore', 'inherit'] })
    : spawn('npm', args, { stdio: ['ignore', 'ignore', 'inherit'] })
  const code = await new Promise((resolve) => run.on('exit', resolve).on('error', () => resolve(1)))
  clearInterval(tick)
  if (code !== 0) {
    console.error(`${elapsed()} npm ci failed; see the lines above`)
    process.exit(1)
  }
  fs.writeFileSync(stamp, wanted)
  console.error(`${elapsed()} packages installed`)
}

function findNode() {
  const pinned = path.resolve('node_modules/.bin/node')
  if (fs.existsSync(pinned)) return pinned
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath
  console.error(
    `Node 22.18 or newer is needed: this is ${process.version}, and no packaged Node exists for ${process.platform}-${process.arch}.`,
  )
  process.exit(1)
}

function childEnv() {
  return {
    ...process.env,
    PATH: path.resolve('node_modules/.bin') + path.delimiter + process.env.PATH,
    BOOT_STARTED_AT: String(startedAt),
    NEXT_TELEMETRY_DISABLED: '1',
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    DO_NOT_TRACK: '1',
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
    NODE_OPTIONS: [process.env.NODE_OPTIONS, '--disable-warning=ExperimentalWarning', '--disable-warning=DEP0169']
      .filter(Boolean)
      .join(' '),
  }
}
