import type { DuckDBDataChunk } from '@duckdb/node-api'
import type { NumberRange } from '../code-set.ts'
import { LEFT_OUT } from '../value-lookup.ts'
import type { Stream } from './count-rows.ts'
import { tableSql } from './duckdb-sql.ts'
import { intColumn, type PlacedLookup, placeRows, readChunks } from './read-chunks.ts'

/** Rows of the second table with the unit and leaf cell of each; `units` is null when a table did not come in order of key. */
export interface MergedRows {
  readonly units: Int32Array | null
  readonly addresses: Int32Array
}

/**
 * Reads a main table and a second one side by side, both in order of the key they share, and yields the rows of the second
 * with what the main row of the same key adds to their cell. The main table has each key once. Unlike a join in the engine
 * this keeps the order of units and needs no memory for either table.
 */
export async function* mergeTables(
  stream: Stream,
  lookups: readonly PlacedLookup[],
  persons: NumberRange | null,
  unknown: Float64Array,
): AsyncGenerator<MergedRows> {
  const { plan, dictionaries } = stream
  const [main, second] = plan.tables
  if (!main || !second?.joinOn) throw new Error('merging needs two tables with a shared key')
  const inTable = (id: string) => lookups.filter(({ dimension }) => plan.dimensions[dimension]?.source.table === id)
  const mainSql = tableSql(plan, dictionaries, main, second.joinOn, persons)
  const cursor = new MainCursor(readChunks(stream.beside, mainSql, stream), inTable(main.id), unknown)
  try {
    let lastKey = Number.NEGATIVE_INFINITY
    for await (const chunk of readChunks(
      stream.connection,
      tableSql(plan, dictionaries, second, second.joinOn, persons),
      stream,
    )) {
      const keys = intColumn(chunk, 0)
      const addresses = placeRows(chunk, inTable(second.id), 1, unknown)
      const units = new Int32Array(addresses.length)
      for (let row = 0; row < addresses.length; row++) {
        const key = keys[row] ?? 0
        if (key < lastKey) return yield { units: null, addresses }
        lastKey = key
        while (cursor.key < key) if (!cursor.step()) await cursor.load()
        if (cursor.isBroken) return yield { units: null, addresses }
        const isFound = cursor.key === key
        const address = isFound && (addresses[row] ?? LEFT_OUT) >= 0 ? cursor.address : LEFT_OUT
        addresses[row] = address < 0 ? LEFT_OUT : (addresses[row] ?? 0) + address
        units[row] = cursor.unitOf(isFound)
      }
      yield { units, addresses }
    }
  } finally {
    await cursor.close()
  }
}

/** Walks the main table row by row. After the last row its key is infinite. */
class MainCursor {
  key = Number.NEGATIVE_INFINITY
  address = LEFT_OUT
  /** True when the keys did not rise from row to row. */
  isBroken = false
  #unit = Number.NEGATIVE_INFINITY
  #lastFound = 0
  #at = -1
  #keys: Int32Array = new Int32Array(0)
  #units: Int32Array = new Int32Array(0)
  #addresses: Int32Array = new Int32Array(0)
  readonly #chunks: AsyncGenerator<DuckDBDataChunk>
  readonly #lookups: readonly PlacedLookup[]
  readonly #unknown: Float64Array

  constructor(chunks: AsyncGenerator<DuckDBDataChunk>, lookups: readonly PlacedLookup[], unknown: Float64Array) {
    this.#chunks = chunks
    this.#lookups = lookups
    this.#unknown = unknown
  }

  /** Goes to the next row; false when a new chunk must be loaded first. */
  step(): boolean {
    const at = this.#at + 1
    if (at >= this.#keys.length) return false
    const key = this.#keys[at] ?? 0
    if (key <= this.key) this.isBroken = true
    this.#at = at
    this.key = this.isBroken ? Number.POSITIVE_INFINITY : key
    this.#unit = this.#units[at] ?? 0
    this.address = this.#addresses[at] ?? LEFT_OUT
    return true
  }

  async load(): Promise<void> {
    const { value: chunk, done } = await this.#chunks.next()
    if (done || !chunk) {
      this.key = Number.POSITIVE_INFINITY
      return
    }
    this.#keys = intColumn(chunk, 0)
    this.#units = intColumn(chunk, 1)
    this.#addresses = placeRows(chunk, this.#lookups, 2, this.#unknown)
    this.#at = -1
  }

  /** The unit of the row, or of the last one found when this one is not: a row without a partner changes no unit. */
  unitOf(isFound: boolean): number {
    if (isFound) this.#lastFound = this.#unit
    return this.#lastFound
  }

  async close(): Promise<void> {
    await this.#chunks.return(undefined)
  }
}
