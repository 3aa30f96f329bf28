import type { DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api'
import { addToAddresses, type ValueLookup } from '../value-lookup.ts'
import type { BoundSql } from './duckdb-sql.ts'

/** What reading rows needs to know about a run. */
export interface Reading {
  /** Every statement that was run, in order. */
  readonly sql: string[]
  readonly signal?: AbortSignal
}

/** A look-up and the step in the cell's address for one step of its node. */
export interface PlacedLookup {
  readonly lookup: ValueLookup
  readonly stride: number
  /** Position of the dimension in the plan. */
  readonly dimension: number
}

/**
 * Runs a statement and yields its chunks as they come, one fetched ahead so that the engine works while rows are counted.
 * Stops between chunks when the run is cancelled.
 */
export async function* readChunks(
  connection: DuckDBConnection,
  statement: BoundSql,
  reading: Reading,
): AsyncGenerator<DuckDBDataChunk> {
  reading.sql.push(statement.text)
  const result = await connection.stream(statement.text, [...statement.values])
  let ahead = result.fetchChunk()
  try {
    for (;;) {
      const chunk = await ahead
      if (reading.signal?.aborted) throw new Error('cancelled')
      if (!chunk || chunk.rowCount === 0) return
      ahead = result.fetchChunk()
      yield chunk
    }
  } finally {
    // A consumer that stops early must neither close the engine under a fetch nor leave a failure that nobody awaits.
    await ahead.catch(() => null)
  }
}

/** Leaf cell of each row; negative where the row is left out. Counts refused values by dimension of the plan. */
export function placeRows(
  chunk: DuckDBDataChunk,
  lookups: readonly PlacedLookup[],
  firstColumn: number,
  unknown: Float64Array,
): Int32Array {
  const length = chunk.rowCount
  const addresses = new Int32Array(length)
  for (const [column, { lookup, stride, dimension }] of lookups.entries()) {
    const refused = addToAddresses(lookup, stride, intColumn(chunk, firstColumn + column), addresses, length)
    unknown[dimension] = (unknown[dimension] ?? 0) + refused
  }
  return addresses
}

export function intColumn(chunk: DuckDBDataChunk, column: number): Int32Array {
  return columnOf(chunk, column, Int32Array)
}

export function bigColumn(chunk: DuckDBDataChunk, column: number): BigInt64Array {
  return columnOf(chunk, column, BigInt64Array)
}

export function doubleColumn(chunk: DuckDBDataChunk, column: number): Float64Array {
  return columnOf(chunk, column, Float64Array)
}

/** The memory behind a column without nulls. Throws when the engine gave another type than the statement asked for. */
function columnOf<T>(chunk: DuckDBDataChunk, column: number, type: new (length: number) => T): T {
  const vector: object = chunk.getColumnVector(column)
  const items: unknown = 'items' in vector ? vector.items : null
  if (!(items instanceof type)) throw new Error(`column ${column} is not a ${type.name}`)
  return items
}
