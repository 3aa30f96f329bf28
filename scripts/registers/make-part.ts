import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { makePersons, type Writers } from './make-persons.ts'
import { createRowWriter, type RowWriter } from './row-writer.ts'
import { modelsOf } from './synthetic-models.ts'
import { type SyntheticSize, TABLE_NAMES, TABLES, type TableName } from './synthetic-size.ts'
import { withWriter, writeParquet } from './write-parquet.ts'

/** A stretch of persons, made on its own. */
export interface PartTask {
  readonly size: SyntheticSize
  readonly workDir: string
  readonly part: number
  readonly from: number
  readonly to: number
}

export type PartRows = Readonly<Record<TableName, number>>

/** Makes one part: a file for each table, and last a list of their rows, without which the part counts as not made. */
export async function makePart(task: PartTask, onProgress: (persons: number) => void): Promise<PartRows> {
  const { size, workDir, part, from, to } = task
  const made = modelsOf(size)
  const write = async (connection: DuckDBConnection): Promise<PartRows> => {
    const opened: [TableName, RowWriter][] = []
    for (const table of TABLE_NAMES) opened.push([table, await createRowWriter(connection, table, TABLES[table])])
    const writers = Object.fromEntries(opened) as Writers
    makePersons(made, size, from, to, writers, onProgress)
    for (const [, writer] of opened) writer.end()
    for (const table of TABLE_NAMES)
      await writeParquet(connection, `SELECT * FROM ${table}`, partFile(workDir, part, table), 'lz4_raw')
    return Object.fromEntries(opened.map(([table, writer]) => [table, writer.rows()])) as PartRows
  }
  const rows = await withWriter(null, write, { memoryLimit: '2GB' })
  const list = partList(workDir, part)
  await writeFile(`${list}.new`, JSON.stringify(rows), { flush: true })
  await rename(`${list}.new`, list)
  return rows
}

export function partFile(workDir: string, part: number, table: TableName): string {
  return join(workDir, `${String(part).padStart(5, '0')}.${table}.parquet`)
}

export function partList(workDir: string, part: number): string {
  return join(workDir, `${String(part).padStart(5, '0')}.json`)
}
