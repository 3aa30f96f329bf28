import type { DuckDBConnection } from '@duckdb/node-api'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { broadcastPopulation } from '../broadcast-population.ts'
import type { NumberRange } from '../code-set.ts'
import { createDistinctCounter } from '../count-distinct.ts'
import { addressStrides, cellCount } from '../cube.ts'
import { foldMargins } from '../fold-margins.ts'
import { keptShare } from '../kept-share.ts'
import type { TabulationPlan } from '../plan.ts'
import type { PlanDenominator } from '../plan-denominator.ts'
import type { TabulationRefusal } from '../tabulation-refusal.ts'
import { buildLookup } from '../value-lookup.ts'
import { type Dictionaries, groupsSql, personsSql, rowsSql } from './duckdb-sql.ts'
import { firstEventsSql } from './event-sql.ts'
import { mergeTables } from './merge-tables.ts'
import { partsOfPopulation, populationSql } from './population-sql.ts'
import { bigColumn, doubleColumn, intColumn, type PlacedLookup, placeRows, type Reading, readChunks } from './read-chunks.ts'

export interface Stream extends Reading {
  readonly connection: DuckDBConnection
  /** A second connection to the same engine, for a second table. */
  readonly beside: DuckDBConnection
  readonly plan: TabulationPlan
  readonly dictionaries: Dictionaries
}

export interface Counted {
  readonly counts: Float64Array
  readonly rows: number
}

/** Rows that are units of their own: grouped by the engine, placed at leaf cells, folded upwards. */
export async function countGroups(stream: Stream): Promise<Result<Counted, TabulationRefusal>> {
  const { plan } = stream
  const lookups = lookupsOf(stream)
  const counts = new Float64Array(cellCount(plan.dimensions))
  const unknown = new Float64Array(lookups.length)
  let rows = 0
  const { first } = plan
  const statement = first ? firstEventsSql(plan, first, stream.dictionaries) : groupsSql(plan, stream.dictionaries)
  for await (const chunk of readChunks(stream.connection, statement, stream)) {
    const addresses = placeRows(chunk, lookups, 0, unknown)
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

/** Below this share of rows a second table is joined by the engine, which then skips most of both. */
const FEW_ROWS = 0.1

/**
 * Units with several rows: streamed in the order of the files, which is by unit, two tables side by side; joined and sorted
 * by the engine when few rows are wanted or a file is not in order. `persons` narrows the count to a part of all persons:
 * the counts of parts that share no person add up.
 */
export async function countUnits(stream: Stream, persons: NumberRange | null): Promise<Result<Counted, TabulationRefusal>> {
  // Joined with linked events the rows come in no order.
  const isLinked = stream.plan.dimensions.some(({ link }) => link)
  if (isLinked) return (await countInOrder(stream, true, persons)) ?? unsorted()
  const isAlone = stream.plan.tables.length === 1
  const canMerge = stream.plan.tables.length === 2 && keptShare(stream.plan) >= FEW_ROWS
  const inOrder = isAlone ? await countInOrder(stream, false, persons) : canMerge ? await countMerged(stream, persons) : null
  return inOrder ?? (await countInOrder(stream, true, persons)) ?? unsorted()
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
  const counter = createDistinctCounter(plan.dimensions)
  const unknown = new Float64Array(lookups.length)
  let rows = 0
  for await (const chunk of readChunks(stream.connection, rowsSql(plan, stream.dictionaries, isSorted, persons), stream)) {
    const addresses = placeRows(chunk, lookups, 1, unknown)
    if (!counter.add(intColumn(chunk, 0), addresses, chunk.rowCount)) return null
    rows += chunk.rowCount
  }
  return refuseUnknown(plan, unknown) ?? ok({ counts: counter.counts(), rows })
}

/** Null when one of the tables did not come in order. */
async function countMerged(stream: Stream, persons: NumberRange | null): Promise<Result<Counted, TabulationRefusal> | null> {
  const { plan } = stream
  const counter = createDistinctCounter(plan.dimensions)
  const unknown = new Float64Array(plan.dimensions.length)
  let rows = 0
  for await (const { units, addresses } of mergeTables(stream, lookupsOf(stream), persons, unknown)) {
    if (!units || !counter.add(units, addresses, addresses.length)) return null
    rows += addresses.length
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
  const strides = addressStrides(split)
  const lookups = split.map((dimension, d) => ({ lookup: buildLookup(dimension, null), stride: strides[d] ?? 1, dimension: d }))
  const people = new Float64Array(cellCount(split))
  for await (const chunk of readChunks(stream.connection, populationSql(denominator, stream.dictionaries), stream)) {
    const addresses = placeRows(chunk, lookups, 0, new Float64Array(lookups.length))
    const sums = doubleColumn(chunk, lookups.length)
    for (const [row, address] of addresses.entries()) {
      if (address >= 0) people[address] = (people[address] ?? 0) + (sums[row] ?? 0)
    }
  }
  foldMargins(split, people)
  const parts = partsOfPopulation(denominator)
  return ok(
    broadcastPopulation(
      plan.dimensions,
      denominator.columns,
      people.map((each) => each / parts),
    ),
  )
}

/** The look-ups of a plan's dimensions with the steps of their nodes. */
export function lookupsOf(stream: Stream): PlacedLookup[] {
  const strides = addressStrides(stream.plan.dimensions)
  return stream.plan.dimensions.map((dimension, d) => ({
    lookup: buildLookup(dimension, stream.dictionaries[dimension.source.column] ?? null),
    stride: strides[d] ?? 1,
    dimension: d,
  }))
}

function refuseUnknown(plan: TabulationPlan, unknown: Float64Array): Result<never, TabulationRefusal> | null {
  const d = unknown.findIndex((rows) => rows > 0)
  return d < 0 ? null : refuse('value-outside-classification', { variable: plan.dimensions[d]?.id ?? '', rows: unknown[d] ?? 0 })
}
