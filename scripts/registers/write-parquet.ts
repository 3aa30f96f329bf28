import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'

/**
 * Opens an engine for making files and closes it afterwards. One thread and kept order, so that the same rows always give
 * the same bytes. With `databaseIn` the tables lie in a file there instead of in memory.
 */
export async function withWriter<T>(
  databaseIn: string | null,
  work: (connection: DuckDBConnection) => Promise<T>,
  limits: { readonly memoryLimit?: string; readonly spillTo?: string } = {},
): Promise<T> {
  const instance = await DuckDBInstance.create(databaseIn === null ? ':memory:' : join(databaseIn, 'work.duckdb'), {
    threads: '1',
    preserve_insertion_order: 'true',
    autoinstall_known_extensions: 'false',
    ...(limits.memoryLimit && { memory_limit: limits.memoryLimit }),
    ...(limits.spillTo && { temp_directory: limits.spillTo }),
  })
  const connection = await instance.connect()
  try {
    return await work(connection)
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

/** Writes the rows of a query to a Parquet file in their order; returns how many there were. */
export async function writeParquet(
  connection: DuckDBConnection,
  query: string,
  path: string,
  compression: 'zstd' | 'lz4_raw' = 'zstd',
): Promise<number> {
  const result = await connection.run(
    `COPY (${query}) TO '${quoted(path)}' (FORMAT parquet, COMPRESSION ${compression}, ROW_GROUP_SIZE 122880)`,
  )
  return result.rowsChanged
}

/** A path within an SQL text. */
export function quoted(path: string): string {
  return path.replaceAll("'", "''")
}
