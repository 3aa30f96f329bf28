import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const NAMES = ['superuser', 'owner', 'web', 'worker', 'session'] as const
export type Secrets = Record<(typeof NAMES)[number], string>

/** Passwords of the embedded database's roles and the session key, made once and kept readable by the owner alone. */
export function loadSecrets(folder: string): Secrets {
  const file = path.join(folder, 'secrets.json')
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>) : {}
  const secrets = Object.fromEntries(NAMES.map((name) => [name, kept[name] ?? randomBytes(24).toString('hex')])) as Secrets
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(`${file}.part`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.part`, file)
  return secrets
}
