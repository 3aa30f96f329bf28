import { createClient } from '@clickhouse/client'
import type { ClickHouseSql } from './clickhouse-sql.ts'

export interface ClickHouseRequest {
  readonly settings: Readonly<Record<string, string | number>>
  readonly signal?: AbortSignal | undefined
  /** Told the share of rows that this statement has read. */
  readonly onProgress?: ((share: number) => void) | undefined
}

/** Rows of a statement as numbers, column by column as the statement names them, many at a time. */
export type ClickHouseRows = AsyncIterable<readonly (readonly number[])[]>

/** Something that answers statements in the database of a snapshot: a cluster, or the engine within a test. */
export interface ClickHouseServer {
  readonly select: (statement: ClickHouseSql, request: ClickHouseRequest) => ClickHouseRows
  readonly close: () => Promise<void>
}

export interface ClickHouseAccess {
  readonly url: string
  readonly username: string
  readonly password: string
}

const REQUEST_TIMEOUT_MS = 4 * 3_600_000

/** Talks to a cluster over HTTP. A request that is aborted closes its connection, and the server stops the statement. */
export function openClickHouse({ url, username, password }: ClickHouseAccess, database: string): ClickHouseServer {
  const client = createClient({ url, username, password, database, request_timeout: REQUEST_TIMEOUT_MS })
  return {
    async *select({ text, params, columns }, { settings, signal, onProgress }) {
      const answer = await client.query({
        query: text,
        format: 'JSONEachRowWithProgress',
        query_params: params,
        clickhouse_settings: { ...settings },
        ...(signal && { abort_signal: signal }),
      })
      for await (const batch of answer.stream<unknown>())
        yield readLines(
          batch.map((line) => line.text),
          columns,
          onProgress,
        )
    },
    close: () => client.close(),
  }
}

interface AnswerLine {
  readonly row?: Readonly<Record<string, unknown>>
  readonly progress?: { readonly read_rows: string | number; readonly total_rows_to_read?: string | number }
  readonly exception?: string
}

/** Rows among the lines of an answer; progress is told on the way. Throws what the server says went wrong. */
export function readLines(
  lines: readonly string[],
  columns: readonly string[],
  onProgress: ((share: number) => void) | undefined,
): number[][] {
  const rows: number[][] = []
  for (const line of lines) {
    if (line === '') continue
    const { row, progress, exception } = JSON.parse(line) as AnswerLine
    if (exception !== undefined) throw new Error(exception)
    if (row) rows.push(columns.map((column) => numberOf(row[column], column)))
    const total = Number(progress?.total_rows_to_read ?? 0)
    if (progress && total > 0) onProgress?.(Math.min(1, Number(progress.read_rows) / total))
  }
  return rows
}

function numberOf(value: unknown, column: string): number {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number)) throw new Error(`ClickHouse gave no number for ${column}`)
  return number
}
