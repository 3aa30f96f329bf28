import type { DuckDBConnection } from '@duckdb/node-api'
import type { TableSource } from './declaration.ts'
import { quoteName, quoteText } from './load-source.ts'

const TYPES = { text: 'VARCHAR', integer: 'BIGINT', decimal: 'DOUBLE', date: 'DATE' } as const

/** What was found in a column of a source. Values are never told, only where the first wrong one stands. */
export interface ColumnReport {
  readonly column: string
  readonly type: string
  readonly missing: number
  readonly distinct: number
  /** Values that are not of the type, and the line of the first. */
  readonly wrongType: number
  readonly wrongTypeLine: number | null
  readonly outOfRange: number
  readonly outOfRangeLine: number | null
  /** Lines without a value that must have one. */
  readonly required: number
  readonly requiredLine: number | null
}

export interface TableReport {
  readonly file: string
  readonly lines: number
  readonly columns: readonly ColumnReport[]
  /** Lines whose key stands on an earlier line too. */
  readonly duplicateKeys: number
  readonly duplicateKeyLine: number | null
}

/** Checks every declared column and the key over all lines of a loaded table. */
export async function checkTable(
  connection: DuckDBConnection,
  table: string,
  file: string,
  lines: number,
  source: TableSource,
): Promise<TableReport> {
  const columns: ColumnReport[] = []
  for (const [column, declared] of Object.entries(source.raw)) {
    const value = quoteName(column)
    const typed = `TRY_CAST(${value} AS ${TYPES[declared.type]})`
    const bound = (limit: number | string) => (typeof limit === 'number' ? String(limit) : `DATE ${quoteText(limit)}`)
    const beyond = [
      ...(declared.min === undefined ? [] : [`${typed} < ${bound(declared.min)}`]),
      ...(declared.max === undefined ? [] : [`${typed} > ${bound(declared.max)}`]),
    ]
    const isWrong = `${value} IS NOT NULL AND ${typed} IS NULL`
    const isBeyond = beyond.length > 0 ? beyond.join(' OR ') : 'false'
    const isMissing = declared.required ? `${value} IS NULL` : 'false'
    const [row] = await rowsOf(
      connection,
      `SELECT count(*) - count(${value}) AS missing, count(DISTINCT ${value}) AS distinct_values,
        count(*) FILTER (${isWrong}) AS wrong, min(line) FILTER (${isWrong}) AS wrong_line,
        count(*) FILTER (${isBeyond}) AS beyond, min(line) FILTER (${isBeyond}) AS beyond_line,
        count(*) FILTER (${isMissing}) AS needed, min(line) FILTER (${isMissing}) AS needed_line FROM ${quoteName(table)}`,
    )
    columns.push({
      column,
      type: declared.type,
      missing: Number(row?.missing),
      distinct: Number(row?.distinct_values),
      wrongType: Number(row?.wrong),
      wrongTypeLine: lineOf(row?.wrong_line),
      outOfRange: Number(row?.beyond),
      outOfRangeLine: lineOf(row?.beyond_line),
      required: Number(row?.needed),
      requiredLine: lineOf(row?.needed_line),
    })
  }
  return { file, lines, columns, ...(await checkKey(connection, table, source.key)) }
}

async function checkKey(connection: DuckDBConnection, table: string, key: readonly string[]) {
  if (key.length === 0) return { duplicateKeys: 0, duplicateKeyLine: null }
  const names = key.map(quoteName).join(', ')
  const [row] = await rowsOf(
    connection,
    `SELECT count(*) AS twice, min(line) AS first_line FROM
      (SELECT line FROM ${quoteName(table)} QUALIFY row_number() OVER (PARTITION BY ${names} ORDER BY line) > 1)`,
  )
  return { duplicateKeys: Number(row?.twice), duplicateKeyLine: lineOf(row?.first_line) }
}

function lineOf(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value)
}

export async function rowsOf(connection: DuckDBConnection, sql: string): Promise<Record<string, unknown>[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJS()
}

/** What forbids an import, a sentence each. */
export function faultsOf({ file, columns, duplicateKeys, duplicateKeyLine }: TableReport): string[] {
  const faults = columns.flatMap((column) => {
    const say = (count: number, line: number | null, what: string) =>
      count > 0 ? [`${file}, ${column.column}: ${count} ${what}, the first on line ${line}`] : []
    return [
      ...say(column.wrongType, column.wrongTypeLine, `values are not of the type ${column.type}`),
      ...say(column.outOfRange, column.outOfRangeLine, 'values lie outside the declared bounds'),
      ...say(column.required, column.requiredLine, 'lines lack a value'),
    ]
  })
  if (duplicateKeys > 0) faults.push(`${file}: ${duplicateKeys} lines repeat a key, the first on line ${duplicateKeyLine}`)
  return faults
}
