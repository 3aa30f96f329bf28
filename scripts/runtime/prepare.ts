import path from 'node:path'
import { type Place, seedEnv } from './environment.ts'
import { deployMigrations } from './migrate.ts'
import { ensureDatabase, type RunningPostgres, startPostgres } from './postgres.ts'
import { openRoles } from './role-urls.ts'
import { mustRun } from './run-step.ts'
import { say } from './say.ts'
import { loadSecrets } from './secrets.ts'
import { whenStale } from './stamp.ts'

const BIN = path.resolve('node_modules/.bin')
const GENERATED = 'lib/generated/prisma/client.ts'

/** Makes the database client when the schema has changed. */
export async function generateClient(): Promise<void> {
  const made = await whenStale(
    '.data/generate.stamp',
    ['prisma/schema', 'prisma.config.ts', 'package-lock.json'],
    GENERATED,
    () => mustRun(path.join(BIN, 'prisma'), ['generate']),
  )
  if (made) say('database client generated')
}

export interface Prepared {
  readonly place: Place
  /** The embedded server, or null when the environment names another. */
  readonly postgres: RunningPostgres | null
}

export interface PrepareOptions {
  readonly dataDir: string
  readonly origin: string
  readonly fast?: boolean
  /** A server to use instead of the embedded one; the URL's role must be allowed to create roles and tables. */
  readonly databaseUrl?: string | undefined
}

/** Database up, migrated, with both application roles open. */
export async function prepareDatabase(options: PrepareOptions): Promise<Prepared> {
  const { dataDir, origin, databaseUrl } = options
  const secrets = loadSecrets(dataDir)
  const postgres = databaseUrl
    ? null
    : await startPostgres({
        dataDir: path.join(dataDir, 'pg'),
        secrets,
        logFile: path.join(dataDir, 'postgres.log'),
        fast: options.fast ?? false,
      })
  if (postgres) say(`database ready on 127.0.0.1:${postgres.port} (${postgres.how})`)
  try {
    const ownerUrl = databaseUrl ?? (await ensureDatabase(postgres?.port ?? 0, secrets))
    await generateClient()
    const applied = await deployMigrations(ownerUrl)
    if (applied.length > 0) say(`migrations applied: ${applied.length}`)
    const urls = await openRoles(ownerUrl, secrets)
    return { place: { dataDir, origin, urls, secrets }, postgres }
  } catch (error) {
    await postgres?.stop()
    throw error
  }
}

/** Registers, catalogue, terms, demo accounts and orders: whatever is missing. */
export async function seed(place: Place): Promise<void> {
  await mustRun(process.execPath, ['scripts/seed.ts'], seedEnv(place))
}
