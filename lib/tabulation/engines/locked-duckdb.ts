import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'

export interface LockedDuckDb {
  readonly connection: DuckDBConnection
  /** A second connection, for reading two tables side by side. */
  readonly beside: DuckDBConnection
  /** Stops what both connections are doing. */
  readonly interrupt: () => void
  readonly version: string
  readonly close: () => void
}

export interface EngineLimits {
  readonly threads: number
  readonly memoryLimit: string
  /** `20GB` when absent. */
  readonly spillLimit?: string | undefined
}

/**
 * Opens a private engine that can read the given Parquet files, each as a view of the given name, and nothing else: no
 * other file, no network, no extension, and no way to change that afterwards.
 */
export async function openLockedDuckDb(views: ReadonlyMap<string, string>, limits: EngineLimits): Promise<LockedDuckDb> {
  // A folder of its own: two engines that spill into one folder overwrite each other's rows without a word.
  const spillDir = join(tmpdir(), `statistikservice-duckdb-${randomUUID()}`)
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(limits.threads),
    memory_limit: limits.memoryLimit,
    temp_directory: spillDir,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const connection = await instance.connect()
  const beside = await instance.connect()
  const close = () => {
    connection.closeSync()
    beside.closeSync()
    instance.closeSync()
    rmSync(spillDir, { recursive: true, force: true })
  }
  try {
    // Given when the engine is made, the limit is shown but not kept (DuckDB 1.5.6).
    await connection.run(`SET max_temp_directory_size = ${literal(limits.spillLimit ?? '20GB')}`)
    // Rows done of rows to do are counted only while a progress bar is on; it is never printed.
    await connection.run('SET enable_progress_bar_print = false')
    await connection.run('SET enable_progress_bar = true')
    const paths = [...views.values()].map(literal)
    await connection.run(`SET allowed_paths = [${paths.join(', ')}]`)
    await connection.run('SET enable_external_access = false')
    for (const [name, path] of views)
      await connection.run(`CREATE VIEW "${name}" AS SELECT * FROM read_parquet(${literal(path)})`)
    await connection.run('SET lock_configuration = true')
    const version = await connection.runAndReadAll('SELECT version()')
    return {
      connection,
      beside,
      version: String(version.getRows()[0]?.[0] ?? 'unknown'),
      interrupt() {
        connection.interrupt()
        beside.interrupt()
      },
      close,
    }
  } catch (error) {
    close()
    throw error
  }
}

/** A path of ours as an SQL text; quotes in it are doubled. */
function literal(path: string): string {
  return `'${path.replaceAll("'", "''")}'`
}
