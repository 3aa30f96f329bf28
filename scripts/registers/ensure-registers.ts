import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Snapshot } from '#lib/catalogue/snapshot.ts'
import { DIABETES_SNAPSHOT, makeDiabetes } from './make-diabetes.ts'
import { makeSynthetic, type SyntheticSize, type SyntheticTables } from './make-synthetic.ts'
import { makeSnapshot, readSnapshot } from './snapshot-folder.ts'
import { withWriter, writeParquet } from './write-parquet.ts'

/** Raised when the generator changes, so that an older cut is never taken for a new one. */
const GENERATOR_VERSION = 1
/** Above this many persons the tables are kept on disk while they are made. */
const IN_MEMORY_PERSONS = 400_000

export interface RegistersWanted {
  /** Folder that gets one folder per snapshot. */
  readonly dataDir: string
  readonly persons: number
  readonly seed?: number
  readonly fromYear?: number
  readonly toYear?: number
  /** Told what is being made and the share that is done. */
  readonly onProgress?: (step: string, share: number) => void
}

/**
 * Makes the files of the three seeded registers where they are not there yet, and returns their snapshots: diabetes,
 * population, hospital contacts. The same arguments give the same bytes; a second call makes nothing.
 */
export async function ensureRegisters(wanted: RegistersWanted): Promise<Snapshot[]> {
  const { dataDir, persons, seed = 1, fromYear = 2019, toYear = 2024, onProgress = () => {} } = wanted
  if (!Number.isSafeInteger(persons) || persons < 1) throw new RangeError(`not a number of persons: ${persons}`)
  const suffix = `p${persons}-s${seed}-v${GENERATOR_VERSION}`
  const years = `${fromYear}-${toYear}`
  const ids = { population: `population-2025-${suffix}`, lpr: `lpr-${years}-${suffix}` }
  const diabetes =
    (await readSnapshot(dataDir, DIABETES_SNAPSHOT)) ?? (await makeSnapshot(dataDir, DIABETES_SNAPSHOT, makeDiabetes))
  const population = await readSnapshot(dataDir, ids.population)
  const lpr = await readSnapshot(dataDir, ids.lpr)
  if (population && lpr) return [diabetes, population, lpr]
  const size: SyntheticSize = { persons, seed, fromYear, toYear }
  return [diabetes, ...(await makeBoth(dataDir, size, ids, onProgress))]
}

async function makeBoth(
  dataDir: string,
  size: SyntheticSize,
  ids: { population: string; lpr: string },
  onProgress: (step: string, share: number) => void,
): Promise<Snapshot[]> {
  const workDir = join(dataDir, `.work.${process.pid}`)
  await mkdir(workDir, { recursive: true })
  try {
    return await withWriter(size.persons > IN_MEMORY_PERSONS ? workDir : null, async (connection) => {
      const made = await makeSynthetic(connection, size, (share) => onProgress('persons', share))
      onProgress('files', 0)
      const population = await makeSnapshot(dataDir, ids.population, (folder) =>
        writePopulation(connection, folder, ids.population, size, made),
      )
      onProgress('files', 0.3)
      const lpr = await makeSnapshot(dataDir, ids.lpr, (folder) => writeContacts(connection, folder, ids.lpr, size, made))
      onProgress('files', 1)
      return [population, lpr]
    })
  } finally {
    await rm(workDir, { recursive: true, force: true })
  }
}

async function writePopulation(
  connection: DuckDBConnection,
  folder: string,
  id: string,
  size: SyntheticSize,
  made: SyntheticTables,
) {
  const query = `SELECT * EXCLUDE (foed_dag), DATE '1970-01-01' + foed_dag AS foed_dag FROM folketal`
  const rows = new Map([['folketal.parquet', await writeParquet(connection, query, join(folder, 'folketal.parquet'))]])
  const facts = {
    id,
    registerId: 'population',
    cutOn: '2025-01-01',
    dictionaries: made.populationDictionaries,
    persons: size.persons,
    rows: made.stays,
    synthetic: true,
    sample: false,
  }
  return { facts, rows }
}

async function writeContacts(
  connection: DuckDBConnection,
  folder: string,
  id: string,
  size: SyntheticSize,
  made: SyntheticTables,
) {
  const contacts = `SELECT * EXCLUDE (kont_dag, kont_sekund),
    CAST(DATE '1970-01-01' + kont_dag AS TIMESTAMP) + to_seconds(kont_sekund) AS kont_starttidspunkt FROM kontakt`
  const people = `SELECT koen, alder, kom, aar, CAST(count(*) AS INTEGER) AS antal FROM folketal GROUP BY ALL ORDER BY ALL NULLS LAST`
  const rows = new Map<string, number>()
  for (const [name, query] of [
    ['kontakt.parquet', contacts],
    ['diagnose.parquet', 'SELECT * FROM diagnose'],
    ['befolkning.parquet', people],
  ] as const) {
    rows.set(name, await writeParquet(connection, query, join(folder, name)))
  }
  const facts = {
    id,
    registerId: 'lpr',
    cutOn: `${size.toYear + 1}-01-31`,
    dictionaries: made.contactDictionaries,
    persons: size.persons,
    rows: made.contacts,
    synthetic: true,
    sample: false,
  }
  return { facts, rows }
}
