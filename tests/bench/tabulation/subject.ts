import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import type { Snapshot } from '#lib/catalogue/snapshot.ts'
import { type Specification, specificationSchema } from '#lib/catalogue/specification.ts'
import { tabulate } from '#lib/tabulation/engines/duckdb.ts'
import type { RunOptions, Tabulation } from '#lib/tabulation/engines/engine.ts'
import { planTabulation, type TabulationPlan } from '#lib/tabulation/plan.ts'
import { ensureRegisters } from '#scripts/registers/ensure-registers.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

export const THREADS = 2
const catalogue = seedCatalogue()

/** The hospital contacts everything is measured on. */
export interface Subject {
  readonly dataDir: string
  readonly snapshot: Snapshot
}

export async function makeSubject(dataDir: string, persons: number): Promise<Subject> {
  const snapshots = await ensureRegisters({ dataDir, persons })
  const snapshot = snapshots.find(({ registerId }) => registerId === 'lpr')
  if (!snapshot) throw new Error('no hospital contacts were made')
  return { dataDir, snapshot }
}

export const axis = (variable: string, level: string, parents = false) => ({ variable, level, codes: null, parents })

/** The plan of a table over hospital contacts of persons, all years and everything, unless said otherwise. */
export function planOf(given: Partial<Specification>): TabulationPlan {
  const { coverage } = catalogue.registers.find(({ id }) => id === 'lpr') ?? { coverage: { fromYear: 0, toYear: 0 } }
  const bare = {
    schema: 1,
    title: 'bench',
    register: 'lpr',
    measure: 'persons',
    rate: false,
    filters: [],
    columns: [],
    totals: true,
  }
  const specification = specificationSchema.parse({ ...bare, period: coverage, ...given })
  const resolved = decideSpecification(specification, catalogue, { maxCells: 50_000_000 })
  if (!resolved.ok) throw new Error(`refused: ${JSON.stringify(resolved)}`)
  return planTabulation(resolved.value, catalogue)
}

export function cellsOf(plan: TabulationPlan): number {
  return plan.dimensions.reduce((product, { codes }) => product * codes.length, 1)
}

export async function count(
  plan: TabulationPlan,
  { dataDir, snapshot }: Subject,
  options: Partial<RunOptions> = {},
): Promise<Tabulation> {
  const result = await tabulate(plan, snapshot, { dataDir, threads: THREADS, memoryLimit: '2GB', ...options })
  if (!result.ok) throw new Error(`refused: ${result.kind}`)
  return result.value
}

/** The engine alone, with the files of the subject as views, for plain statements. */
export async function plainEngine({ dataDir, snapshot }: Subject, threads = THREADS): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) })
  const connection = await instance.connect()
  for (const { name } of snapshot.files) {
    const view = name.replace('.parquet', '')
    await connection.run(`CREATE VIEW ${view} AS SELECT * FROM read_parquet('${join(dataDir, snapshot.id, name)}')`)
  }
  return connection
}

/** Runs a statement and fetches all it gives, with the values a run would bind. */
export async function fetchAll(connection: DuckDBConnection, sql: string, values: readonly number[] = []): Promise<void> {
  const result = await connection.stream(sql, [...values])
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk());
}
