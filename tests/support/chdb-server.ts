import { join } from 'node:path'
import { Session } from 'chdb'
import { findRegister } from '#lib/catalogue/catalogue.ts'
import type { Snapshot } from '#lib/catalogue/snapshot.ts'
import { createTableSql, databaseOf, sealSql, tablesOf } from '#lib/tabulation/engines/clickhouse-schema.ts'
import { type ClickHouseServer, readLines } from '#lib/tabulation/engines/clickhouse-server.ts'
import { fileColumns } from '#scripts/clickhouse/file-columns.ts'
import { seedCatalogue } from '../../prisma/seed-data/seed-catalogue.ts'
import type { HttpStatement } from './clickhouse-http.ts'

/** The engine of ClickHouse within the process; one at a time. */
export interface Chdb {
  readonly load: (snapshot: Snapshot, dataDir: string) => Promise<void>
  /** Runs a statement of the owner. */
  readonly run: (sql: string) => void
  readonly serverOf: (snapshot: Snapshot) => ClickHouseServer
  /** Answers a request that came over HTTP, in the format it wants. */
  readonly answer: (statement: HttpStatement) => Promise<string>
  readonly close: () => void
}

export function openChdb(): Chdb {
  const session = new Session()
  const ask = async (database: string, sql: string, params: object, settings: Readonly<Record<string, string | number>>) => {
    session.query(`USE "${database}"`)
    // A setting of HTTP alone has no place in a statement; the role of a cluster is read-only by its profile.
    const { cancel_http_readonly_queries_on_client_close: _, ...kept } = settings
    const list = Object.entries({ ...kept, readonly: 2 }).map(([name, value]) => `${name} = ${literal(value)}`)
    const answer = await session.queryBindAsync(
      `${sql} SETTINGS ${list.join(', ')}`,
      { ...params },
      { format: 'JSONEachRowWithProgress' },
    )
    return answer.text()
  }
  return {
    async load(snapshot, dataDir) {
      const register = findRegister(seedCatalogue(), snapshot.registerId)
      if (!register) throw new Error('no such register')
      const database = databaseOf(snapshot)
      session.query(`CREATE DATABASE IF NOT EXISTS "${database}"`)
      for (const { table, file } of tablesOf(register)) {
        const path = join(dataDir, snapshot.id, file)
        for (const sql of createTableSql(database, table, await fileColumns(path), register, null)) session.query(sql)
        session.query(`INSERT INTO "${database}"."${table}" SELECT * FROM file('${path}', Parquet)`)
      }
      for (const sql of sealSql(database, snapshot, null)) session.query(sql)
    },
    run: (sql) => void session.query(sql),
    serverOf: (snapshot) => ({
      async *select({ text, params, columns }, { settings, onProgress }) {
        yield readLines((await ask(databaseOf(snapshot), text, params, settings)).split('\n'), columns, onProgress)
      },
      close: () => Promise.resolve(),
    }),
    answer: ({ database, sql, params, settings }) => ask(database, sql, params, settings),
    close: () => session.close(),
  }
}

function literal(value: string | number): string {
  return typeof value === 'number' || /^[\d.]+$/.test(value) ? String(value) : `'${value}'`
}
