import type { Snapshot } from '#lib/catalogue/snapshot.ts'
import type { Result } from '#lib/kernel/result.ts'
import type { TabulationPlan } from '../plan.ts'
import type { TabulationRefusal } from '../tabulation-refusal.ts'
import { tabulateInClickHouse } from './clickhouse.ts'
import { databaseOf } from './clickhouse-schema.ts'
import { type ClickHouseAccess, openClickHouse } from './clickhouse-server.ts'
import { tabulate } from './duckdb.ts'
import type { RunOptions, Tabulation } from './engine.ts'

/** Counts in the cluster when there is access to one, and from the files of this machine otherwise. */
export async function tabulateWhereItLies(
  plan: TabulationPlan,
  snapshot: Snapshot,
  options: RunOptions,
  access: ClickHouseAccess | undefined,
): Promise<Result<Tabulation, TabulationRefusal>> {
  if (!access) return tabulate(plan, snapshot, options)
  const server = openClickHouse(access, databaseOf(snapshot))
  const { dataDir: _, ...rest } = options
  return tabulateInClickHouse(server, plan, snapshot, rest).finally(() => server.close())
}
