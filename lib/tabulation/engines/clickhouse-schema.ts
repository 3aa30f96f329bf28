import type { Register } from '#lib/catalogue/register.ts'
import type { Snapshot } from '#lib/catalogue/snapshot.ts'

/** A column of a snapshot's file and its type in the file. */
export interface FileColumn {
  readonly name: string
  readonly type: 'INTEGER' | 'DATE' | 'TIMESTAMP'
}

const TYPES = { INTEGER: 'Nullable(Int32)', DATE: 'Nullable(Date32)', TIMESTAMP: "Nullable(DateTime64(6, 'UTC'))" } as const

/** The database of a snapshot: named by its hash, so that no other cut can stand in it. */
export function databaseOf({ sha256 }: Pick<Snapshot, 'sha256'>): string {
  return `cut_${sha256.slice(0, 24)}`
}

/** Tables of a snapshot in ClickHouse: one for each file, under the names that plans use. */
export function tablesOf(register: Register): { readonly table: string; readonly file: string }[] {
  const tables = register.tables.map(({ id, file }) => ({ table: id, file }))
  return register.denominator ? [...tables, { table: 'denominator', file: register.denominator.file }] : tables
}

/**
 * Makes the table of a file. On one machine it lies in order of person and key. With `cluster` every machine has a part of
 * all persons, `<table>_part`, and the table under the plan's name asks all of them; the population is on every machine.
 */
export function createTableSql(
  database: string,
  table: string,
  columns: readonly FileColumn[],
  register: Register,
  cluster: string | null,
): string[] {
  const keys = [register.personColumn, register.contactColumn].filter(
    (key): key is string => key !== null && columns.some(({ name }) => name === key),
  )
  const list = columns.map(({ name, type }) => `"${name}" ${keys.includes(name) ? 'Int32' : TYPES[type]}`).join(', ')
  const order = keys.length === 0 ? 'tuple()' : `(${keys.map((key) => `"${key}"`).join(', ')})`
  const everywhere = cluster === null ? '' : ` ON CLUSTER "${cluster}"`
  const isShared = cluster !== null && keys.includes(register.personColumn)
  const name = isShared ? `${table}_part` : table
  const own = `CREATE TABLE "${database}"."${name}"${everywhere} (${list}) ENGINE = MergeTree ORDER BY ${order}`
  if (!isShared) return [own]
  const asking = `Distributed("${cluster}", "${database}", "${name}", intHash64("${register.personColumn}"))`
  return [own, `CREATE TABLE "${database}"."${table}"${everywhere} AS "${database}"."${name}" ENGINE = ${asking}`]
}

/** The table that says which snapshot a database holds; written last, so that a half-loaded database is not taken for one. */
export function sealSql(database: string, { sha256 }: Pick<Snapshot, 'sha256'>, cluster: string | null): string[] {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a hash')
  const everywhere = cluster === null ? '' : ` ON CLUSTER "${cluster}"`
  // The hash stands as two rows of eight numbers each, since answers are read as numbers.
  const words = Array.from({ length: 16 }, (_, at) => Number.parseInt(sha256.slice(4 * at, 4 * at + 4), 16))
  return [
    `CREATE VIEW "${database}"."seal"${everywhere} AS SELECT number AS at, [${words.join(', ')}][number + 1] AS word FROM numbers(16)`,
  ]
}

/** The hash of a seal's words. */
export function sealOf(words: readonly number[]): string {
  return words.map((word) => word.toString(16).padStart(4, '0')).join('')
}
