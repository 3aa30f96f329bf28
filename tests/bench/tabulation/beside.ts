import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { tabulateInClickHouse } from '#lib/tabulation/engines/clickhouse.ts'
import { ensureDatabase, startPostgres } from '#scripts/runtime/postgres.ts'
import { loadSecrets } from '#scripts/runtime/secrets.ts'
import { openChdb } from '#tests/support/chdb-server.ts'
import { DISTINCT } from './figures.ts'
import { inWords, measure, measureInTurns } from './measure.ts'
import { plainEngine, type Subject, THREADS } from './subject.ts'

/** ClickHouse within the process: the service's way of counting, and the engine's own cube, on the same table. */
export async function printClickHouse({ dataDir, snapshot }: Subject): Promise<void> {
  const chdb = openChdb()
  const loaded = await measure(() => chdb.load(snapshot, dataDir))
  console.log(`ClickHouse within the process, loaded in ${inWords(loaded)}`)
  const server = chdb.serverOf(snapshot)
  const own = `SELECT sum(n) AS cells FROM (SELECT intDiv(adiag, 230) AS chapter, kont_ans_geo_reg, borger_koen,
    least(9, intDiv(borger_alder_aar_ind, 10)) AS age, kont_aar, uniqExact(person) AS n FROM kontakt
    GROUP BY chapter, kont_ans_geo_reg, borger_koen, age, kont_aar WITH CUBE)`
  const [service, cube] = await measureInTurns(1, [
    async () => {
      const result = await tabulateInClickHouse(server, DISTINCT, snapshot, { threads: THREADS, memoryLimit: '6GB' })
      if (!result.ok) throw new Error(result.kind)
    },
    async () => {
      const settings = { max_threads: THREADS }
      for await (const _ of server.select({ text: own, params: {}, columns: ['cells'] }, { settings }));
    },
  ])
  if (service && cube) {
    console.log(`  persons by chapter x region x age x sex x year, the service in ClickHouse: ${inWords(service)}`)
    console.log(`  the same by uniqExact with a cube in ClickHouse: ${inWords(cube)}`)
  }
  chdb.close()
}

const BATCH = 20_000
const COLUMNS = ['person', 'adiag', 'kont_ans_geo_reg', 'borger_koen', 'borger_alder_aar_ind', 'kont_aar']

/** PostgreSQL with the contacts of a tenth of all persons, and its own cube of distinct persons over them. */
export async function printPostgres(subject: Subject): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-pg-'))
  const secrets = loadSecrets(dataDir)
  const server = await startPostgres({
    dataDir: join(dataDir, 'pg'),
    secrets,
    logFile: join(dataDir, 'postgres.log'),
    fast: true,
  })
  const client = new pg.Client({ connectionString: await ensureDatabase(server.port, secrets, 'bench') })
  try {
    await client.connect()
    await client.query(`CREATE UNLOGGED TABLE kontakt (${COLUMNS.map((column) => `${column} integer`).join(', ')})`)
    await copyTenth(subject, client)
    await client.query('ANALYZE kontakt')
    await client.query("SET max_parallel_workers_per_gather = 1; SET work_mem = '1GB'")
    const cube = `SELECT count(*) FROM (SELECT adiag / 230 AS chapter, kont_ans_geo_reg, borger_koen, least(9, borger_alder_aar_ind / 10) AS age, kont_aar,
      count(DISTINCT person) FROM kontakt GROUP BY CUBE (1, 2, 3, 4, 5)) AS cells`
    const { wallMs } = await measure(() => client.query(cube))
    const rows = Number((await client.query('SELECT count(*) FROM kontakt')).rows[0]?.count)
    console.log(
      `PostgreSQL, ${rows} contacts of a tenth of all persons, count(DISTINCT) with a cube: ${(wallMs / 1000).toFixed(2)} s`,
    )
  } finally {
    await client.end()
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function copyTenth(subject: Subject, client: pg.Client): Promise<void> {
  const plain = await plainEngine(subject)
  const persons = Math.round(subject.snapshot.persons / 10)
  const result = await plain.runAndReadAll(`SELECT ${COLUMNS.join(', ')} FROM kontakt WHERE person <= ${persons}`)
  const columns = result.getColumns()
  const arrays = COLUMNS.map((_, at) => `$${at + 1}::integer[]`).join(', ')
  for (let from = 0; from < result.currentRowCount; from += BATCH) {
    const batch = columns.map((column) => column.slice(from, from + BATCH))
    await client.query(`INSERT INTO kontakt SELECT * FROM unnest(${arrays})`, batch)
  }
  plain.closeSync()
}
