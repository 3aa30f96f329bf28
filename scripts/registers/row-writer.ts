import { type DuckDBAppender, type DuckDBConnection, DuckDBDataChunk, INTEGER } from '@duckdb/node-api'

const CHUNK_ROWS = 2048

/** Stands for an empty value in `add`. */
export const EMPTY = -2_147_483_648

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
  const buffers = columns.map(() => new Int32Array(CHUNK_ROWS))
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

/** Columns are copied whole; only the empty values are marked one by one. */
function appendChunk(appender: DuckDBAppender, buffers: readonly Int32Array[], length: number): void {
  const chunk = DuckDBDataChunk.create(
    buffers.map(() => INTEGER),
    length,
  )
  for (const [c, buffer] of buffers.entries()) {
    const vector = chunk.getColumnVector(c)
    const items: unknown = 'items' in vector ? vector.items : null
    if (!(items instanceof Int32Array)) throw new Error(`column ${c} is not of whole numbers`)
    items.set(buffer.subarray(0, length))
    for (let at = buffer.indexOf(EMPTY); at >= 0 && at < length; at = buffer.indexOf(EMPTY, at + 1)) vector.setItem(at, null)
    vector.flush()
  }
  appender.appendDataChunk(chunk)
}
