import { copyFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Snapshot } from '#lib/catalogue/snapshot.ts'
import { type PartRows, partFile } from './make-part.ts'
import { type CutFacts, makeSnapshot } from './snapshot-folder.ts'
import { createEventModels, dictionariesOf } from './synthetic-models.ts'
import { ROW_KEYS, type SyntheticSize, type TableName } from './synthetic-size.ts'
import { quoted, withWriter, writeParquet } from './write-parquet.ts'

export const SYNTHETIC_REGISTERS = ['population', 'lpr', 'lmdb', 'dar', 'car'] as const
export type SyntheticRegister = (typeof SYNTHETIC_REGISTERS)[number]

/** How the columns of a register's files are written from the rows of the parts. Days become dates. */
const day = (column: string, as: string) => `* EXCLUDE (${column}), DATE '1970-01-01' + ${column} AS ${as}`
const FILES: Readonly<Record<SyntheticRegister, readonly { readonly table: TableName; readonly columns: string }[]>> = {
  population: [{ table: 'folketal', columns: day('foed_dag', 'foed_dag') }],
  lpr: [
    {
      table: 'kontakt',
      columns: `* EXCLUDE (kont_dag, kont_sekund),
        CAST(DATE '1970-01-01' + kont_dag AS TIMESTAMP) + to_seconds(kont_sekund) AS kont_starttidspunkt`,
    },
    { table: 'diagnose', columns: '*' },
  ],
  lmdb: [{ table: 'recept', columns: day('eksd_dag', 'eksd') }],
  dar: [{ table: 'doedsfald', columns: day('doed_dag', 'd_dodsdto') }],
  car: [{ table: 'tumor', columns: day('diag_dag', 'd_diagnosedato') }],
}

const MEMORY_LIMIT = '1GB'
/** Inhabitants by everything that rates are split by; the same file in every register but the population itself. */
const PEOPLE_FILE = 'befolkning.parquet'
const PEOPLE = `SELECT koen, alder, kom, aar, CAST(count(*) AS INTEGER) AS antal FROM folketal GROUP BY ALL ORDER BY ALL NULLS LAST`

export interface Parts {
  readonly size: SyntheticSize
  readonly workDir: string
  readonly rows: readonly PartRows[]
}

/** Counts the inhabitants of all parts into one file of the work folder. */
export async function writePeople(parts: Parts): Promise<void> {
  await withWriter(
    null,
    async (connection) => {
      await connection.run(`CREATE VIEW folketal AS ${allRows(parts, 'folketal')}`)
      await writeParquet(connection, PEOPLE, join(parts.workDir, PEOPLE_FILE))
    },
    limitsOf(parts),
  )
}

/** Puts the parts of a register together as a snapshot: one file for each table, in order of person. */
export async function assemble(parts: Parts, dataDir: string, register: SyntheticRegister, id: string): Promise<Snapshot> {
  const write = async (folder: string) => {
    const rows = new Map<string, number>()
    const writeAll = async (connection: DuckDBConnection) => {
      for (const { table, columns } of FILES[register]) {
        const path = join(folder, `${table}.parquet`)
        rows.set(`${table}.parquet`, await writeParquet(connection, `SELECT ${columns} FROM (${allRows(parts, table)})`, path))
      }
      if (register === 'population') return
      await copyFile(join(parts.workDir, PEOPLE_FILE), join(folder, PEOPLE_FILE))
      rows.set(PEOPLE_FILE, await countRows(connection, join(folder, PEOPLE_FILE)))
    }
    await withWriter(null, writeAll, limitsOf(parts))
    return { facts: factsOf(register, id, parts), rows }
  }
  return makeSnapshot(dataDir, id, write)
}

function limitsOf({ workDir }: Parts) {
  return { memoryLimit: MEMORY_LIMIT, spillTo: join(workDir, 'spill') }
}

/** The rows of all parts one after another, their keys numbered on from part to part. */
function allRows({ workDir, rows }: Parts, table: TableName): string {
  const key = ROW_KEYS[table]
  let before = 0
  const selects = rows.map((made, part) => {
    const columns = key && before > 0 ? `* REPLACE (CAST(${key.column} + ${before} AS INTEGER) AS ${key.column})` : '*'
    if (key) before += made[key.counts]
    return `SELECT ${columns} FROM read_parquet('${quoted(partFile(workDir, part, table))}')`
  })
  return selects.join(' UNION ALL ')
}

async function countRows(connection: DuckDBConnection, path: string): Promise<number> {
  const result = await connection.runAndReadAll(`SELECT CAST(count(*) AS INTEGER) FROM read_parquet('${quoted(path)}')`)
  return Number(result.getRows()[0]?.[0] ?? 0)
}

function factsOf(register: SyntheticRegister, id: string, { size, rows }: Parts): CutFacts {
  const main = FILES[register][0]?.table ?? 'folketal'
  return {
    id,
    registerId: register,
    cutOn: `${size.years.population.toYear}-01-${register === 'population' ? '01' : '31'}`,
    dictionaries: dictionaries()[register],
    persons: size.persons,
    rows: rows.reduce((sum, part) => sum + part[main], 0),
    synthetic: true,
    sample: false,
  }
}

let kept: ReturnType<typeof dictionariesOf> | undefined

function dictionaries(): ReturnType<typeof dictionariesOf> {
  kept ??= dictionariesOf(createEventModels())
  return kept
}

/** The process that holds a work folder, when it still runs. */
export async function holderOf(workDir: string): Promise<number | null> {
  const pid = Number(await readFile(join(workDir, 'pid'), 'utf8').catch(() => ''))
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return null
  try {
    process.kill(pid, 0)
    return pid
  } catch {
    return null
  }
}
