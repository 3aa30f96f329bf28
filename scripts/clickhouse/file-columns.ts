import { DuckDBInstance } from '@duckdb/node-api'
import type { FileColumn } from '#lib/tabulation/engines/clickhouse-schema.ts'

const TYPES = ['INTEGER', 'DATE', 'TIMESTAMP'] as const

/** Names and types of the columns of a Parquet file, from its own description. Throws on a type that no snapshot has. */
export async function fileColumns(path: string): Promise<FileColumn[]> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    const result = await connection.runAndReadAll(`DESCRIBE SELECT * FROM read_parquet('${path.replaceAll("'", "''")}')`)
    return result.getRows().map(([name, type]) => {
      const known = TYPES.find((each) => each === type)
      if (!known) throw new Error(`${path}: the column ${String(name)} is of the type ${String(type)}`)
      return { name: String(name), type: known }
    })
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}
