import type { Snapshot } from '#lib/catalogue/snapshot.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { broadcastPopulation } from '../broadcast-population.ts'
import type { NumberRange } from '../code-set.ts'
import { addressStrides, type CubeDimension, cellCount } from '../cube.ts'
import { foldMargins } from '../fold-margins.ts'
import type { PlanValue, TabulationPlan } from '../plan.ts'
import type { TabulationRefusal } from '../tabulation-refusal.ts'
import { addToAddresses, buildLookup, LEFT_OUT, type ValueLookup } from '../value-lookup.ts'
import type { ValueRecords } from '../value-statistics.ts'
import { type Run, rowsOf, settingsOf } from './clickhouse-run.ts'
import { checkSeal } from './clickhouse-seal.ts'
import type { ClickHouseServer } from './clickhouse-server.ts'
import { checkSql, distinctSql, inClickHouse } from './clickhouse-sql.ts'
import type { Counted } from './count-rows.ts'
import { groupsSql, personsSql } from './duckdb-sql.ts'
import type { RunOptions, Tabulation } from './engine.ts'
import { firstEventsSql, valuesSql } from './event-sql.ts'
import { finishTabulation } from './finish-tabulation.ts'
import { allDictionaries, cutsBeside, linkedTables } from './linked-cuts.ts'
import { partsOfPopulation, populationSql } from './population-sql.ts'

const DEFAULT_THREADS = 8
const DEFAULT_MEMORY = '16GB'
/** Persons counted by one statement: bounds memory, and progress and cancelling come between as well as within. */
const PERSONS_PER_STATEMENT = 2_000_000

export type ClickHouseOptions = Omit<RunOptions, 'dataDir' | 'rowsWorthAThread'> & { readonly personsPerStatement?: number }

/** Counts a plan on a snapshot that was loaded into ClickHouse, where `server` asks its database: the same cube, bit for bit, as every other engine. */
export async function tabulateInClickHouse(
  server: ClickHouseServer,
  plan: TabulationPlan,
  snapshot: Snapshot,
  options: ClickHouseOptions,
): Promise<Result<Tabulation, TabulationRefusal>> {
  const startedAt = performance.now()
  const { signal, onProgress, memoryLimit = DEFAULT_MEMORY, personsPerStatement = PERSONS_PER_STATEMENT } = options
  if (signal?.aborted) return refuse('cancelled')
  const settings = settingsOf(options.threads ?? DEFAULT_THREADS, memoryLimit)
  const linked = linkedTables(plan, snapshot, options.linked)
  if (!linked.ok) return linked
  const run: Run = {
    server,
    plan,
    snapshot,
    linked: linked.value,
    dictionaries: allDictionaries(snapshot, linked.value),
    sql: [],
    request: { settings, signal },
    onProgress,
  }
  try {
    const sealed = await checkSeal(run)
    if (!sealed.ok) return sealed
    const counted = plan.rowsAreUnits ? await countGroups(run) : await countUnits(run, personsPerStatement)
    if (!counted.ok) return counted
    if ((counted.value.counts[0] ?? 0) === 0) return refuse('empty-population')
    const denominators = plan.denominator ? await countPopulation(run) : null
    const values = plan.value ? await readValues(run, plan.value) : null
    return ok(
      finishTabulation(
        { plan, snapshot, linked: cutsBeside(snapshot, linked.value), counted: counted.value, denominators, values },
        { engine: 'clickhouse', engineVersion: sealed.value, sql: run.sql, startedAt },
      ),
    )
  } catch (error) {
    return refusalOf(error, snapshot, memoryLimit, signal)
  }
}

/** Rows that are units of their own: grouped by the engine, placed at leaf cells, folded upwards. */
async function countGroups(run: Run): Promise<Result<Counted, TabulationRefusal>> {
  const { plan, dictionaries } = run
  const statement = plan.first ? firstEventsSql(plan, plan.first, dictionaries) : groupsSql(plan, dictionaries)
  const rows = await rowsOf(run, inClickHouse(statement, groupColumns(plan)), run.onProgress)
  const { sums, refused } = addGroups(plan.dimensions, lookupsOf(run), rows)
  const d = refused.findIndex((groups) => groups > 0)
  if (d >= 0) return refuse('value-outside-classification', { variable: plan.dimensions[d]?.id ?? '', rows: refused[d] ?? 0 })
  return ok({ counts: sums, rows: rows.length })
}

function groupColumns(plan: TabulationPlan): string[] {
  return [...plan.dimensions.map((_, d) => `d${d}`), 'units']
}

function lookupsOf({ plan, dictionaries }: Run): ValueLookup[] {
  return plan.dimensions.map((dimension) => buildLookup(dimension, dictionaries[dimension.source.column] ?? null))
}

/** Adds groups of stored values, their sum last, at their leaf cells and fills every margin. */
function addGroups(dimensions: readonly CubeDimension[], lookups: readonly ValueLookup[], rows: readonly (readonly number[])[]) {
  const addresses = new Int32Array(rows.length)
  const strides = addressStrides(dimensions)
  const refused = lookups.map((lookup, d) => {
    const values = Int32Array.from(rows, (row) => row[d] ?? 0)
    return addToAddresses(lookup, strides[d] ?? 1, values, addresses, rows.length)
  })
  const sums = new Float64Array(cellCount(dimensions))
  for (const [row, address] of addresses.entries()) {
    if (address >= 0) sums[address] = (sums[address] ?? 0) + (rows[row]?.[lookups.length] ?? 0)
  }
  foldMargins(dimensions, sums)
  return { sums, refused }
}

/** Distinct units, a part of all persons at a time; no unit is in two parts, so their counts add up. */
async function countUnits(run: Run, personsPerStatement: number): Promise<Result<Counted, TabulationRefusal>> {
  const { plan, dictionaries } = run
  const lookups = lookupsOf(run)
  const [[rows = 0, nameless = 0, ...refused] = []] = await rowsOf(run, checkSql(plan, dictionaries, lookups))
  if (nameless > 0) throw new Error('a row has no person or contact to count')
  const d = refused.findIndex((each) => each > 0)
  if (d >= 0) return refuse('value-outside-classification', { variable: plan.dimensions[d]?.id ?? '', rows: refused[d] ?? 0 })
  const counts = new Float64Array(cellCount(plan.dimensions))
  const parts = rows === 0 ? [] : await partsOf(run, personsPerStatement)
  for (const [at, persons] of parts.entries()) {
    const tell = (share: number) => run.onProgress?.((at + Math.min(0.99, share)) / parts.length)
    for (const [cell = 0, units = 0] of await rowsOf(run, distinctSql(plan, dictionaries, lookups, persons), tell))
      counts[cell] = (counts[cell] ?? 0) + units
  }
  return ok({ counts, rows })
}

async function partsOf(run: Run, personsPerStatement: number): Promise<NumberRange[]> {
  const ends = inClickHouse(personsSql(run.plan), ['lowest', 'highest'])
  const [[lowest = 0, highest = -1] = []] = await rowsOf(run, ends)
  const parts: NumberRange[] = []
  for (let from = lowest; from <= highest; from += personsPerStatement)
    parts.push([from, Math.min(highest, from + personsPerStatement - 1)])
  return parts
}

/** The numbers that rows carry, at innermost cells and in order of person. Rows that no cell holds are left out. */
async function readValues(run: Run, value: PlanValue): Promise<ValueRecords> {
  const { plan, dictionaries } = run
  const others = value.contributorColumn === null ? [] : ['other']
  const dims = plan.dimensions.map((_, d) => `d${d}`)
  const columns = [...dims, 'person', 'number', 'rows_alike', ...others]
  const rows = await rowsOf(run, inClickHouse(valuesSql(plan, value, dictionaries), columns))
  const addresses = new Int32Array(rows.length)
  const strides = addressStrides(plan.dimensions)
  for (const [d, lookup] of lookupsOf(run).entries())
    addToAddresses(
      lookup,
      strides[d] ?? 1,
      Int32Array.from(rows, (row) => row[d] ?? 0),
      addresses,
      rows.length,
    )
  const kept = rows.filter((_, row) => (addresses[row] ?? LEFT_OUT) >= 0)
  const column = (at: number) => kept.map((row) => row[dims.length + at] ?? 0)
  return {
    addresses: addresses.filter((address) => address >= 0),
    persons: Int32Array.from(column(0)),
    values: Float64Array.from(column(1)),
    rows: Float64Array.from(column(2)),
    contributors: value.contributorColumn === null ? null : Int32Array.from(column(3)),
  }
}

/** The population behind each cell. */
async function countPopulation(run: Run): Promise<Float64Array> {
  const { plan, dictionaries } = run
  const { denominator } = plan
  if (!denominator) throw new Error('no population was planned')
  const split = plan.dimensions.filter((_, d) => denominator.columns[d] !== null)
  const columns = plan.dimensions.flatMap((_, d) => (denominator.columns[d] === null ? [] : [`d${d}`]))
  const rows = await rowsOf(run, inClickHouse(populationSql(denominator, dictionaries), [...columns, 'people']))
  const { sums } = addGroups(
    split,
    split.map((dimension) => buildLookup(dimension, null)),
    rows,
  )
  const parts = partsOfPopulation(denominator)
  return broadcastPopulation(
    plan.dimensions,
    denominator.columns,
    sums.map((each) => each / parts),
  )
}

/** Codes of ClickHouse for what is expected: memory, time, and a database or table that is not there. */
function refusalOf(
  error: unknown,
  snapshot: Snapshot,
  limit: string,
  signal: AbortSignal | undefined,
): Result<never, TabulationRefusal> {
  if (signal?.aborted) return refuse('cancelled')
  const text = error instanceof Error ? `${'code' in error ? String(error.code) : ''} ${error.message}` : ''
  if (/MEMORY_LIMIT_EXCEEDED|^241\b/.test(text)) return refuse('out-of-memory', { limit })
  if (/UNKNOWN_DATABASE|UNKNOWN_TABLE|^(81|60)\b/.test(text))
    return refuse('snapshot-missing', { snapshotId: snapshot.id, file: 'seal' })
  throw error
}
