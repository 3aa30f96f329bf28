import type { DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { broadcastPopulation } from '../broadcast-population.ts'
import type { NumberRange } from '../code-set.ts'
import { createDistinctCounter } from '../count-distinct.ts'
import { addressStrides, cellCount } from '../cube.ts'
import { foldMargins } from '../fold-margins.ts'
import type { TabulationPlan } from '../plan.ts'
import type { PlanDenominator } from '../plan-denominator.ts'
import type { TabulationRefusal } from '../tabulation-refusal.ts'
import { addToAddresses, buildLookup, type ValueLookup } from '../value-lookup.ts'
import { type BoundSql, type Dictionaries, groupsSql, personsSql, populationSql, rowsSql } from './duckdb-sql.ts'

export interface Stream {
  readonly connection: DuckDBConnection
  readonly plan: TabulationPlan
  readonly dictionaries: Dictionaries
  /** Every statement that was run, in order. */
  readonly sql: string[]
  readonly signal?: AbortSignal
}

export interface Counted {
  readonly counts: Float64Array
  readonly rows: number
}

/** Rows that are units of their own: grouped by the engine, placed at leaf cells, folded upwards. */
export async function countGroups(stream: Stream): Promise<Result<Counted, TabulationRefusal>> {
  const { plan } = stream
  const lookups = lookupsOf(stream)
  const strides = addressStrides(plan.dimensions)
  const counts = new Float64Array(cellCount(plan.dimensions))
  const unknown = new Float64Array(lookups.length)
  let rows = 0
  for await (const chunk of chunks(stream, groupsSql(plan, stream.dictionaries))) {
    const addresses = placeRows(chunk, lookups, strides, 0, unknown)
    const units = bigColumn(chunk, lookups.length)
    for (const [row, address] of addresses.entries()) {
      if (address >= 0) counts[address] = (counts[address] ?? 0) + Number(units[row] ?? 0)
    }
    rows += chunk.rowCount
  }
  const refusal = refuseUnknown(plan, unknown)
  if (refusal) return refusal
  foldMargins(plan.dimensions, counts)
  return ok({ counts, rows })
}

/**
 * Units with several rows: streamed in the order of the files, which is by unit; sorted first when a file is not in order.
 * `persons` narrows the count to a part of all persons: the counts of parts that share no person add up.
 */
export async function countUnits(stream: Stream, persons: NumberRange | null): Promise<Result<Counted, TabulationRefusal>> {
  return (await countInOrder(stream, false, persons)) ?? (await countInOrder(stream, true, persons)) ?? unsorted()
}

function unsorted(): never {
  throw new Error('rows sorted by unit did not come in order of unit')
}

/** Null when the rows did not come in order of unit. */
async function countInOrder(
  stream: Stream,
  isSorted: boolean,
  persons: NumberRange | null,
): Promise<Result<Counted, TabulationRefusal> | null> {
  const { plan } = stream
  const lookups = lookupsOf(stream)
  const strides = addressStrides(plan.dimensions)
  const counter = createDistinctCounter(plan.dimensions)
  const unknown = new Float64Array(lookups.length)
  let rows = 0
  for await (const chunk of chunks(stream, rowsSql(plan, stream.dictionaries, isSorted, persons))) {
    const addresses = placeRows(chunk, lookups, strides, 1, unknown)
    if (!counter.add(intColumn(chunk, 0), addresses, chunk.rowCount)) return null
    rows += chunk.rowCount
  }
  return refuseUnknown(plan, unknown) ?? ok({ counts: counter.counts(), rows })
}

/** The lowest and highest person of the main table; null when it is empty. */
export async function personsOf({ connection, plan }: Stream): Promise<NumberRange | null> {
  const result = await connection.runAndReadAll(personsSql(plan).text)
  const [lowest, highest] = result.getRows()[0] ?? []
  return typeof lowest === 'number' && typeof highest === 'number' ? [lowest, highest] : null
}

/** The population behind each cell. Values that no category holds are left out, as in the table itself. */
export async function countPopulation(
  stream: Stream,
  denominator: PlanDenominator,
): Promise<Result<Float64Array, TabulationRefusal>> {
  const { plan } = stream
  const split = plan.dimensions.filter((_, d) => denominator.columns[d] !== null)
  const lookups = split.map((dimension) => buildLookup(dimension, null))
  const strides = addressStrides(split)
  const people = new Float64Array(cellCount(split))
  for await (const chunk of chunks(stream, populationSql(denominator, stream.dictionaries))) {
    const addresses = placeRows(chunk, lookups, strides, 0, new Float64Array(lookups.length))
    const sums = doubleColumn(chunk, lookups.length)
    for (const [row, address] of addresses.entries()) {
      if (address >= 0) people[address] = (people[address] ?? 0) + (sums[row] ?? 0)
    }
  }
  foldMargins(split, people)
  return ok(broadcastPopulation(plan.dimensions, denominator.columns, people))
}

function lookupsOf({ plan, dictionaries }: Stream): ValueLookup[] {
  return plan.dimensions.map((dimension) => buildLookup(dimension, dictionaries[dimension.source.column] ?? null))
}

/**
 * Runs a statement and yields its chunks as they come, one fetched ahead so that the engine works while rows are counted.
 * Stops between chunks when the run is cancelled.
 */
async function* chunks(stream: Stream, statement: BoundSql): AsyncGenerator<DuckDBDataChunk> {
  stream.sql.push(statement.text)
  const result = await stream.connection.stream(statement.text, [...statement.values])
  let ahead = result.fetchChunk()
  try {
    for (;;) {
      const chunk = await ahead
      if (stream.signal?.aborted) throw new Error('cancelled')
      if (!chunk || chunk.rowCount === 0) return
      ahead = result.fetchChunk()
      yield chunk
    }
  } finally {
    // A consumer that stops early must neither close the engine under a fetch nor leave a failure that nobody awaits.
    await ahead.catch(() => null)
  }
}

/** Leaf cell of each row; negative where the row is left out. Counts refused values by dimension. */
function placeRows(
  chunk: DuckDBDataChunk,
  lookups: readonly ValueLookup[],
  strides: Int32Array,
  firstColumn: number,
  unknown: Float64Array,
): Int32Array {
  const length = chunk.rowCount
  const addresses = new Int32Array(length)
  for (const [d, lookup] of lookups.entries()) {
    const refused = addToAddresses(lookup, strides[d] ?? 1, intColumn(chunk, firstColumn + d), addresses, length)
    unknown[d] = (unknown[d] ?? 0) + refused
  }
  return addresses
}

function refuseUnknown(plan: TabulationPlan, unknown: Float64Array): Result<never, TabulationRefusal> | null {
  const d = unknown.findIndex((rows) => rows > 0)
  return d < 0 ? null : refuse('value-outside-classification', { variable: plan.dimensions[d]?.id ?? '', rows: unknown[d] ?? 0 })
}

function intColumn(chunk: DuckDBDataChunk, column: number): Int32Array {
  return columnOf(chunk, column, Int32Array)
}

function bigColumn(chunk: DuckDBDataChunk, column: number): BigInt64Array {
  return columnOf(chunk, column, BigInt64Array)
}

function doubleColumn(chunk: DuckDBDataChunk, column: number): Float64Array {
  return columnOf(chunk, column, Float64Array)
}

/** The memory behind a column without nulls. Throws when the engine gave another type than the statement asked for. */
function columnOf<T>(chunk: DuckDBDataChunk, column: number, type: new (length: number) => T): T {
  const vector: object = chunk.getColumnVector(column)
  const items: unknown = 'items' in vector ? vector.items : null
  if (!(items instanceof type)) throw new Error(`column ${column} is not a ${type.name}`)
  return items
}
