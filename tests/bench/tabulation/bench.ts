import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import type { Snapshot } from '#lib/catalogue/snapshot.ts'
import { type Specification, specificationSchema } from '#lib/catalogue/specification.ts'
import { tabulate } from '#lib/tabulation/engines/duckdb.ts'
import { planTabulation } from '#lib/tabulation/plan.ts'
import { ensureRegisters } from '#scripts/registers/ensure-registers.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

const PERSONS = Number(process.env.TABULATION_BENCH_PERSONS ?? 1_000_000)
const REPEATS = 3
const THREADS = 2

interface Case {
  readonly title: string
  readonly given: Partial<Specification>
  /** The best plain statement of the engine for the same figures, over views `kontakt` and `diagnose`. */
  readonly bareSql?: string
}

const axis = (variable: string, level: string, parents = false) => ({ variable, level, codes: null, parents })

/** Ages as the catalogue's ten-year groups; the subtotals are left out, which favours the plain statement. */
const AGE10 = 'least(9, borger_alder_aar_ind // 10)'

const CASES: readonly Case[] = [
  {
    title: 'contacts by region x sex x age x year, all margins',
    given: {
      measure: 'contacts',
      rows: [axis('municipality', 'region'), axis('age', 'age10')],
      columns: [axis('sex', 'sex'), axis('year', 'year')],
    },
    bareSql: `SELECT count(*), sum(n) FROM (SELECT kont_ans_geo_reg, borger_koen, ${AGE10} AS age, kont_aar, count(*) AS n
      FROM kontakt GROUP BY CUBE (1, 2, 3, 4))`,
  },
  {
    title: 'persons by region x sex x age x year, all margins',
    given: {
      rows: [axis('hospital_region', 'region'), axis('age', 'age10')],
      columns: [axis('sex', 'sex'), axis('year', 'year')],
    },
    bareSql: `SELECT count(*), sum(n) FROM (SELECT kont_ans_geo_reg, borger_koen, ${AGE10} AS age, kont_aar, count(DISTINCT person) AS n
      FROM kontakt GROUP BY CUBE (1, 2, 3, 4))`,
  },
  {
    title: 'persons by chapter x region x sex x age x year, all margins',
    given: {
      rows: [axis('action_diagnosis', 'chapter'), axis('hospital_region', 'region'), axis('age', 'age10')],
      columns: [axis('sex', 'sex'), axis('year', 'year')],
    },
    bareSql: `SELECT count(*), sum(n) FROM (SELECT adiag // 230 AS chapter, kont_ans_geo_reg, borger_koen, ${AGE10} AS age, kont_aar,
      count(DISTINCT person) AS n FROM kontakt GROUP BY CUBE (1, 2, 3, 4, 5))`,
  },
  {
    title: 'persons by municipality (with landsdel and region) x ten-year age x sex',
    given: { rows: [axis('municipality', 'kommune', true), axis('age', 'age10')], columns: [axis('sex', 'sex')] },
  },
  {
    title: 'persons by block (with chapter) x municipality x sex',
    given: { rows: [axis('action_diagnosis', 'block', true), axis('municipality', 'kommune')], columns: [axis('sex', 'sex')] },
  },
  {
    title: 'persons with any diagnosis (two tables joined) by chapter x sex x age',
    given: { rows: [axis('diagnosis', 'chapter'), axis('age', 'age10')], columns: [axis('sex', 'sex')] },
  },
  {
    title: 'persons with diabetes (one block) by sex x age',
    given: {
      rows: [axis('age', 'age10')],
      columns: [axis('sex', 'sex')],
      filters: [{ variable: 'action_diagnosis', codes: ['E10-E14'] }],
    },
  },
]

/** Work that takes longer than this is timed once. */
const LONG_MS = 5_000

/** Median of repeated runs in milliseconds. */
async function median(work: () => Promise<void>): Promise<number> {
  const times: number[] = []
  while (times.length < REPEATS && (times[0] ?? 0) < LONG_MS) {
    const startedAt = performance.now()
    await work()
    times.push(performance.now() - startedAt)
  }
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
}

async function bareEngine(dataDir: string, snapshot: Snapshot) {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(THREADS) })
  const connection = await instance.connect()
  for (const table of ['kontakt', 'diagnose']) {
    await connection.run(
      `CREATE VIEW ${table} AS SELECT * FROM read_parquet('${join(dataDir, snapshot.id, `${table}.parquet`)}')`,
    )
  }
  return connection
}

/**
 * Times tables over the synthetic hospital contacts and prints one line each: cells, rows, the service's time, and where
 * there is one the time of the engine's own statement. TABULATION_BENCH_PERSONS sets the size (default 1 000 000).
 */
export async function bench(): Promise<void> {
  const dataDir = join('.data', 'bench', 'registers')
  await mkdir(dataDir, { recursive: true })
  const startedAt = performance.now()
  const snapshots = await ensureRegisters({ dataDir, persons: PERSONS })
  const snapshot = snapshots.find((each) => each.registerId === 'lpr')
  if (!snapshot) throw new Error('no hospital contacts were made')
  console.log(
    `registers of ${PERSONS} persons, ${snapshot.rows} contacts: ready in ${Math.round(performance.now() - startedAt)} ms`,
  )
  const bare = await bareEngine(dataDir, snapshot)
  const catalogue = seedCatalogue()
  for (const { title, given, bareSql } of CASES) {
    const specification = specificationSchema.parse({
      ...{ schema: 1, title, register: 'lpr', measure: 'persons', rate: false, filters: [], columns: [], totals: true },
      ...{ period: { fromYear: 2019, toYear: 2024 }, ...given },
    })
    const resolved = decideSpecification(specification, catalogue, { maxCells: 50_000_000 })
    if (!resolved.ok) throw new Error(`${title}: ${resolved.kind}`)
    const plan = planTabulation(resolved.value, catalogue)
    let cells = 0
    const own = await median(async () => {
      const result = await tabulate(plan, snapshot, { dataDir, threads: THREADS })
      if (!result.ok) throw new Error(`${title}: ${result.kind}`)
      cells = result.value.cube.counts.length
    })
    const plain = bareSql === undefined ? null : await median(async () => void (await bare.runAndReadAll(bareSql)))
    const ratio = plain === null ? '' : `  bare SQL ${plain.toFixed(0)} ms (${(plain / own).toFixed(1)} times ours)`
    console.log(`${own.toFixed(0).padStart(7)} ms  ${String(cells).padStart(9)} cells  ${title}${ratio}`)
  }
  bare.closeSync()
}

if (import.meta.main) await bench()
