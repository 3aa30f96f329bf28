import path from 'node:path'
import type { RoleUrls } from './role-urls.ts'
import type { Secrets } from './secrets.ts'

export interface Place {
  /** Folder of everything the service keeps on this machine. */
  readonly dataDir: string
  readonly origin: string
  readonly urls: RoleUrls
  readonly secrets: Secrets
}

function shared({ dataDir, origin }: Place): NodeJS.ProcessEnv {
  const { DATABASE_URL, OWNER_DATABASE_URL, WORKER_DATABASE_URL, STATISTIK_REGISTERS_DIR, ...others } = process.env
  const { CLICKHOUSE_URL, CLICKHOUSE_USER, CLICKHOUSE_PASSWORD, CLICKHOUSE_OWNER, CLICKHOUSE_OWNER_PASSWORD, ...rest } = others
  return {
    ...rest,
    NEXTAUTH_URL: origin,
    STATISTIK_DATA_DIR: process.env.STATISTIK_DATA_DIR ?? path.join(dataDir, 'storage'),
    STATISTIK_MAIL_DIR: process.env.STATISTIK_MAIL_DIR ?? path.join(dataDir, 'mail'),
    STATISTIK_LOG_HEADS_DIR: process.env.STATISTIK_LOG_HEADS_DIR ?? path.join(dataDir, 'log-heads'),
  }
}

/** The web process: its own role, and no way to register data. */
export function webEnv(place: Place): NodeJS.ProcessEnv {
  const secret = process.env.NEXTAUTH_SECRET ?? place.secrets.session
  return { ...shared(place), NODE_ENV: 'production', DATABASE_URL: place.urls.web, NEXTAUTH_SECRET: secret }
}

/** The worker process: its own role, the register files, and the cluster that holds registers where there is one. */
export function workerEnv(place: Place): NodeJS.ProcessEnv {
  const { CLICKHOUSE_URL, CLICKHOUSE_USER, CLICKHOUSE_PASSWORD } = process.env
  return {
    ...shared(place),
    NODE_ENV: 'production',
    WORKER_DATABASE_URL: place.urls.worker,
    ...(CLICKHOUSE_URL && { CLICKHOUSE_URL }),
    ...(CLICKHOUSE_USER && { CLICKHOUSE_USER }),
    ...(CLICKHOUSE_PASSWORD && { CLICKHOUSE_PASSWORD }),
    STATISTIK_REGISTERS_DIR: registersDir(place),
  }
}

/** Migrations and seed: the owner's role, and the web role for commands made through the front door. */
export function seedEnv(place: Place): NodeJS.ProcessEnv {
  return {
    ...shared(place),
    OWNER_DATABASE_URL: place.urls.owner,
    DATABASE_URL: place.urls.web,
    STATISTIK_REGISTERS_DIR: registersDir(place),
  }
}

export function registersDir({ dataDir }: Pick<Place, 'dataDir'>): string {
  return process.env.STATISTIK_REGISTERS_DIR ?? path.join(dataDir, 'registers')
}

/**
 * A table lives in its address, and the browser sends it twice: in the request line and as the page it stands on. Node's own limit of
 * 16 kB for all headers would cut off tables with some hundred single codes; the composer stops before this one.
 */
export const WEB_FLAGS = ['--max-http-header-size=131072'] as const
