import { type DuckDBAppender, type DuckDBConnection, DuckDBDataChunk, INTEGER } from '@duckdb/node-api'

const CHUNK_ROWS = 2048

/** Stands for an empty value in `add`. */
export const EMPTY = Number.MIN_SAFE_INTEGER

/** Adds rows of whole numbers to a new table, a chunk at a time. */
export interface RowWriter {
  readonly add: (...values: number[]) => void
  /** Writes what is left and closes the table for writing. */
  readonly end: () => void
  readonly rows: () => number
}

/** Creates the table with integer columns and opens it for writing. */
export async function createRowWriter(
  connection: DuckDBConnection,
  table: string,
  columns: readonly string[],
): Promise<RowWriter> {
  await connection.run(`CREATE TABLE ${table} (${columns.map((column) => `${column} INTEGER`).join(', ')})`)
  const appender = await connection.createAppender(table)
  const buffers = columns.map(() => new Float64Array(CHUNK_ROWS))
  let filled = 0
  let rows = 0
  const flush = () => {
    if (filled > 0) appendChunk(appender, buffers, filled)
    rows += filled
    filled = 0
  }
  return {
    add(...values) {
      for (let c = 0; c < buffers.length; c++) {
        const buffer = buffers[c]
        if (buffer) buffer[filled] = values[c] ?? EMPTY
      }
      filled++
      if (filled === CHUNK_ROWS) flush()
    },
    end() {
      flush()
      appender.closeSync()
    },
    rows: () => rows + filled,
  }
}

function appendChunk(appender: DuckDBAppender, buffers: readonly Float64Array[], length: number): void {
  const chunk = DuckDBDataChunk.create(
    buffers.map(() => INTEGER),
    length,
  )
  for (const [c, buffer] of buffers.entries()) {
    chunk.setColumnValues(
      c,
      Array.from(buffer.subarray(0, length), (value) => (value === EMPTY ? null : value)),
    )
  }
  appender.appendDataChunk(chunk)
}
