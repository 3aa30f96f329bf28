import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'

/**
 * Opens an engine for making files and closes it afterwards. One thread and kept order, so that the same rows always give
 * the same bytes. With `spillTo` the tables lie in a file there instead of in memory.
 */
export async function withWriter<T>(spillTo: string | null, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(spillTo === null ? ':memory:' : join(spillTo, 'work.duckdb'), {
    threads: '1',
    preserve_insertion_order: 'true',
    autoinstall_known_extensions: 'false',
  })
  const connection = await instance.connect()
  try {
    return await work(connection)
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

/** Writes the rows of a query to a Parquet file (zstd) in their order; returns how many there were. */
export async function writeParquet(connection: DuckDBConnection, query: string, path: string): Promise<number> {
  const target = path.replaceAll("'", "''")
  const result = await connection.run(`COPY (${query}) TO '${target}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)`)
  return result.rowsChanged
}
