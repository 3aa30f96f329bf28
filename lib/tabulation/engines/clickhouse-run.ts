import type { Snapshot } from '#lib/catalogue/snapshot.ts'
import type { TabulationPlan } from '../plan.ts'
import type { ClickHouseRequest, ClickHouseServer } from './clickhouse-server.ts'
import { type ClickHouseSql, nameLinked } from './clickhouse-sql.ts'
import type { RunOptions } from './engine.ts'
import type { LinkedTable } from './linked-cuts.ts'

/** One count in the cluster. */
export interface Run {
  readonly server: ClickHouseServer
  readonly plan: TabulationPlan
  readonly snapshot: Snapshot
  readonly linked: readonly LinkedTable[]
  readonly dictionaries: Readonly<Record<string, readonly string[]>>
  readonly sql: string[]
  readonly request: ClickHouseRequest
  readonly onProgress: RunOptions['onProgress']
}

/** Limits, and what makes ClickHouse read the shared statements as DuckDB does. */
export function settingsOf(threads: number, memoryLimit: string): ClickHouseRequest['settings'] {
  const bytes = /^(\d+(?:\.\d+)?)\s*(MB|GB)$/.exec(memoryLimit)
  if (!bytes) throw new RangeError(`not an amount of memory: ${memoryLimit}`)
  return {
    max_threads: threads,
    max_memory_usage: Math.floor(Number(bytes[1]) * (bytes[2] === 'GB' ? 1e9 : 1e6)),
    // An empty value stays empty when its type changes.
    cast_keep_nullable: 1,
    // Many codes make long statements.
    max_query_size: 16_000_000,
    max_ast_elements: 2_000_000,
    max_expanded_ast_elements: 2_000_000,
    output_format_json_quote_64bit_integers: 0,
    // Tables shared by person are joined and grouped where the person is.
    distributed_product_mode: 'local',
    optimize_distributed_group_by_sharding_key: 1,
    cancel_http_readonly_queries_on_client_close: 1,
  }
}

export async function rowsOf(
  run: Run,
  asked: ClickHouseSql,
  onProgress?: (share: number) => void,
): Promise<(readonly number[])[]> {
  const statement = { ...asked, text: nameLinked(asked.text, run.linked) }
  run.sql.push(statement.text)
  const rows: (readonly number[])[] = []
  for await (const batch of run.server.select(statement, { ...run.request, onProgress })) {
    if (run.request.signal?.aborted) throw new Error('cancelled')
    for (const row of batch) rows.push(row)
  }
  return rows
}
