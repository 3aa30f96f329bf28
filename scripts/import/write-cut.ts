import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { type Catalogue, classificationOf } from '#lib/catalogue/catalogue.ts'
import { indexClassification } from '#lib/catalogue/index-classification.ts'
import type { Register, Variable } from '#lib/catalogue/register.ts'
import { writeParquet } from '../registers/write-parquet.ts'
import { rowsOf } from './check-columns.ts'
import type { Declaration, TableSource } from './declaration.ts'
import { ImportError } from './import-error.ts'
import { quoteName, quoteText } from './load-source.ts'

/** How a stored column is written: persons and contacts renumbered, words as places in a dictionary, everything else whole numbers. */
type Coding = 'person' | 'contact' | 'dictionary' | 'number'

const TYPES = { text: 'VARCHAR', integer: 'BIGINT', decimal: 'DOUBLE', date: 'DATE' } as const

export interface WrittenCut {
  readonly rows: ReadonlyMap<string, number>
  readonly dictionaries: Readonly<Record<string, string[]>>
  readonly persons: number
  readonly mainRows: number
  /** Values that no code covers and that the variable counts as missing, in words. */
  readonly warnings: readonly string[]
}

/**
 * Turns loaded tables into a cut's files. Persons and contacts get numbers in the order of their keys, the same in every table;
 * the keys themselves are not kept. Rows lie in order of person, then contact. Refuses values that no code covers where the
 * variable has no code for missing ones, rows of a further table that belong to none of the main one, and columns not declared.
 */
export async function writeCut(
  connection: DuckDBConnection,
  folder: string,
  declaration: Declaration,
  catalogue: Catalogue,
): Promise<WrittenCut> {
  const { register, files } = declaration
  const dictionaries: Record<string, string[]> = {}
  const rows = new Map<string, number>()
  const warnings: string[] = []
  for (const [file, source] of Object.entries(files)) await evaluate(connection, file, source)
  await number(connection, 'person', register.personColumn, register)
  if (register.contactColumn) await number(connection, 'contact', register.contactColumn, register)
  for (const file of Object.keys(files)) {
    const variables = register.variables.filter(({ source: { table } }) => fileOf(register, table) === file)
    for (const variable of variables) {
      if (variable.source.coding === 'dictionary')
        dictionaries[variable.source.column] ??= await words(connection, file, variable)
      warnings.push(...(await checkCodes(connection, file, variable, catalogue)))
    }
    rows.set(file, await writeParquet(connection, await storedQuery(connection, file, declaration), join(folder, file)))
  }
  const [counted] = await rowsOf(connection, 'SELECT count(*) AS persons FROM numbered_person')
  const main = register.tables[0]?.file ?? ''
  return { rows, dictionaries, persons: Number(counted?.persons), mainRows: rows.get(main) ?? 0, warnings }
}

const fileOf = (register: Register, table: string) => register.tables.find(({ id }) => id === table)?.file ?? ''
const stage = (file: string) => quoteName(`stored ${file}`)

/** The declared expressions over typed columns; a column that can't be computed is named. */
async function evaluate(connection: DuckDBConnection, file: string, source: TableSource): Promise<void> {
  const typed = Object.entries(source.raw).map(
    ([column, { type }]) => `CAST(${quoteName(column)} AS ${TYPES[type]}) AS ${quoteName(column)}`,
  )
  const kept = Object.entries(source.columns).map(([column, expression]) => `(${expression}) AS ${quoteName(column)}`)
  try {
    await connection.run(
      `CREATE TABLE ${stage(file)} AS WITH source AS (SELECT line, ${typed.join(', ')} FROM ${quoteName(file)}) SELECT line AS "line of source", ${kept.join(', ')} FROM source`,
    )
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    throw new ImportError(`${file}: the declared columns can't be computed: ${reason}`)
  }
}

/** A table of keys and numbers, in the keys' order, over every table of the register. */
async function number(
  connection: DuckDBConnection,
  kind: 'person' | 'contact',
  column: string,
  register: Register,
): Promise<void> {
  const main = register.tables[0]?.file ?? ''
  const name = quoteName(column)
  await connection.run(
    `CREATE TABLE numbered_${kind} AS SELECT key, CAST(row_number() OVER (ORDER BY key) AS INTEGER) AS number
      FROM (SELECT DISTINCT ${name} AS key FROM ${stage(main)} WHERE ${name} IS NOT NULL)`,
  )
}

async function words(connection: DuckDBConnection, file: string, { source }: Variable): Promise<string[]> {
  const name = quoteName(source.column)
  const rows = await rowsOf(
    connection,
    `SELECT DISTINCT CAST(${name} AS VARCHAR) AS word FROM ${stage(file)} WHERE ${name} IS NOT NULL ORDER BY word`,
  )
  return rows.map(({ word }) => String(word))
}

/** Values no code of the variable's classification covers: refused, or a warning where they count as missing. */
async function checkCodes(
  connection: DuckDBConnection,
  file: string,
  variable: Variable,
  catalogue: Catalogue,
): Promise<string[]> {
  const index = indexClassification(classificationOf(catalogue, variable))
  const finest = index.atLevel(index.finestLevel)
  const name = quoteName(variable.source.column)
  const { coding, prefix = '' } = variable.source
  const covered =
    coding === 'number'
      ? finest.map(
          ({ code, from, to }) => `TRY_CAST(${name} AS DOUBLE) BETWEEN ${from ?? Number(code)} AND ${to ?? from ?? Number(code)}`,
        )
      : finest.map(({ code }) => `starts_with(CAST(${name} AS VARCHAR), ${quoteText(prefix + code)})`)
  const whole = coding === 'number' ? `AND TRY_CAST(${name} AS DOUBLE) = floor(TRY_CAST(${name} AS DOUBLE))` : ''
  const isCovered = `${name} IS NOT NULL AND (${covered.join(' OR ')}) ${whole}`
  const [row] = await rowsOf(
    connection,
    `SELECT count(*) FILTER (NOT coalesce(${isCovered}, false)) AS outside, min("line of source") FILTER (NOT coalesce(${isCovered}, false)) AS line FROM
      (SELECT ${name}, min("line of source") AS "line of source" FROM ${stage(file)} GROUP BY 1)`,
  )
  const outside = Number(row?.outside)
  if (outside === 0) return []
  const said = `${file}, ${variable.id}: ${outside} different values stand in no code of ${variable.classification}, the first on line ${Number(row?.line)}`
  if (variable.missing === null) throw new ImportError(`${said}; the variable has no code for missing values`)
  return [`${said}; they count as missing`]
}

/** The rows as they are stored: coded, joined to the numbers, in order. */
async function storedQuery(connection: DuckDBConnection, file: string, { register, files }: Declaration): Promise<string> {
  const columns = Object.keys(files[file]?.columns ?? {})
  const isTable = register.tables.some((table) => table.file === file)
  const codingOf = (column: string): Coding => {
    if (isTable && column === register.personColumn) return 'person'
    if (isTable && column === register.contactColumn) return 'contact'
    const variable = register.variables.find(({ source }) => source.column === column && fileOf(register, source.table) === file)
    return variable?.source.coding ?? 'number'
  }
  if (isTable) await refuseStrays(connection, file, register, columns)
  const joins: string[] = []
  const kept: string[] = []
  for (const column of columns) {
    const name = quoteName(column)
    const coding = codingOf(column)
    if (coding === 'number') kept.push(`CAST(t.${name} AS INTEGER) AS ${name}`)
    else if (coding === 'dictionary') {
      joins.push(
        `LEFT JOIN (SELECT word, CAST(row_number() OVER (ORDER BY word) - 1 AS INTEGER) AS place FROM
          (SELECT DISTINCT CAST(${name} AS VARCHAR) AS word FROM ${stage(file)} WHERE ${name} IS NOT NULL)) AS ${quoteName(`d ${column}`)}
          ON ${quoteName(`d ${column}`)}.word = CAST(t.${name} AS VARCHAR)`,
      )
      kept.push(`${quoteName(`d ${column}`)}.place AS ${name}`)
    } else {
      joins.push(`JOIN numbered_${coding} AS ${quoteName(`n ${column}`)} ON ${quoteName(`n ${column}`)}.key = t.${name}`)
      kept.push(`${quoteName(`n ${column}`)}.number AS ${name}`)
    }
  }
  const order = [register.personColumn, ...(register.contactColumn ? [register.contactColumn] : [])].filter((column) =>
    columns.includes(column),
  )
  const rest = columns.filter((column) => !order.includes(column))
  return `SELECT ${kept.join(', ')} FROM ${stage(file)} AS t ${joins.join(' ')} ORDER BY ${[...order, ...rest].map(quoteName).join(', ')} NULLS LAST`
}

/** Rows without a person, and rows of further tables that belong to no row of the main one. */
async function refuseStrays(
  connection: DuckDBConnection,
  file: string,
  register: Register,
  columns: readonly string[],
): Promise<void> {
  for (const [kind, column] of [
    ['person', register.personColumn],
    ['contact', register.contactColumn],
  ] as const) {
    if (column === null || !columns.includes(column)) continue
    const [row] = await rowsOf(
      connection,
      `SELECT count(*) AS strays, min("line of source") AS line FROM ${stage(file)} WHERE ${quoteName(column)} IS NULL
        OR ${quoteName(column)} NOT IN (SELECT key FROM numbered_${kind})`,
    )
    const strays = Number(row?.strays)
    if (strays > 0)
      throw new ImportError(
        `${file}: ${strays} lines have a ${kind} that is not in the main table, the first on line ${Number(row?.line)}`,
      )
  }
}
