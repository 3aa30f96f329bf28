import { existsSync } from 'node:fs'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { TableSource } from './declaration.ts'
import { ImportError } from './import-error.ts'

export const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`
export const quoteText = (text: string) => `'${text.replaceAll("'", "''")}'`

/** Line of the file on which the first record stands: after the heading in CSV, record 1 in Parquet. */
const firstLineOf = (path: string) => (path.endsWith('.csv') ? 2 : 1)

/**
 * Reads a file into the table `name` as text, with the number of each record's line. A file that is missing, half copied or not
 * what its name says is refused; so are columns that were not declared to be there.
 */
export async function loadSource(
  connection: DuckDBConnection,
  name: string,
  path: string,
  { delimiter, missing, raw }: TableSource,
): Promise<number> {
  if (!existsSync(path)) throw new ImportError(`${path}: there is no such file`)
  if (!/\.(csv|parquet)$/.test(path)) throw new ImportError(`${path}: only .csv and .parquet can be imported`)
  const read = path.endsWith('.csv')
    ? `read_csv(${quoteText(path)}, all_varchar = true, header = true, strict_mode = true, parallel = false${delimiter ? `, delim = ${quoteText(delimiter)}` : ''})`
    : `read_parquet(${quoteText(path)})`
  const nothing = missing.map(quoteText).join(', ')
  const wanted = Object.keys(raw).map((column) => {
    const text = `CAST(${quoteName(column)} AS VARCHAR)`
    return `${missing.length > 0 ? `CASE WHEN trim(${text}) IN (${nothing}) THEN NULL ELSE ${text} END` : text} AS ${quoteName(column)}`
  })
  const line = `row_number() OVER () + ${firstLineOf(path) - 1} AS line`
  try {
    const there = (await connection.run(`SELECT * FROM ${read} LIMIT 0`)).columnNames()
    const absent = Object.keys(raw).filter((column) => !there.includes(column))
    if (absent.length > 0) throw new ImportError(`${path}: there is no column ${absent.join(', ')}`)
    await connection.run(`CREATE TABLE ${quoteName(name)} AS SELECT ${line}, ${wanted.join(', ')} FROM ${read}`)
    const counted = await connection.runAndReadAll(`SELECT count(*) AS lines FROM ${quoteName(name)}`)
    return Number(counted.getRowObjectsJS()[0]?.lines)
  } catch (error) {
    if (error instanceof ImportError) throw error
    throw new ImportError(`${path}: ${sentenceOf(error)}`)
  }
}

/** The engine's words about a file, made short: first sentence, without its hints. */
function sentenceOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  if (/magic bytes|too small to be a Parquet|footer/i.test(text))
    return 'not a whole Parquet file; it may have been copied by halves'
  return (text.split('\n')[0] ?? text).replace(/^[A-Za-z ]+Error: /, '').slice(0, 300)
}
