import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createClient } from '@clickhouse/client'
import { findRegister } from '#lib/catalogue/catalogue.ts'
import { createTableSql, databaseOf, sealSql, tablesOf } from '#lib/tabulation/engines/clickhouse-schema.ts'
import { verifySnapshot } from '#lib/tabulation/engines/verify-snapshot.ts'
import { seedCatalogue } from '../prisma/seed-data/seed-catalogue.ts'
import { fileColumns } from './clickhouse/file-columns.ts'
import { importedRegisters } from './import/import-register.ts'
import { readSnapshot } from './registers/snapshot-folder.ts'

const HELP = `npm run clickhouse:load -- SNAPSHOT [--registers DIR] [--cluster NAME]

Loads a cut of a register into ClickHouse, under a database named by its hash. CLICKHOUSE_URL, CLICKHOUSE_OWNER and
CLICKHOUSE_OWNER_PASSWORD say where, as whom; the role must be allowed to create databases. With --cluster every machine
holds a part of all persons.`

/** Checks the files, makes the tables, sends each file, and seals the database last: one without a seal is never counted on. */
async function load(dataDir: string, snapshotId: string, cluster: string | null): Promise<void> {
  const snapshot = await readSnapshot(dataDir, snapshotId)
  if (!snapshot) throw new Error(`there is no whole snapshot ${snapshotId} in ${dataDir}`)
  const imported = await importedRegisters(dataDir)
  const register =
    imported.find((each) => each.register.id === snapshot.registerId)?.register ??
    findRegister(seedCatalogue(), snapshot.registerId)
  if (!register) throw new Error(`nothing is known of the register ${snapshot.registerId}`)
  const verified = await verifySnapshot(
    snapshot,
    dataDir,
    snapshot.files.map(({ name }) => name),
  )
  if (!verified.ok)
    throw new Error(`the file ${verified.kind === 'cancelled' ? '' : JSON.stringify(verified)} is not that of the snapshot`)
  const { CLICKHOUSE_URL: url, CLICKHOUSE_OWNER: username, CLICKHOUSE_OWNER_PASSWORD: password } = process.env
  if (!url) throw new Error('CLICKHOUSE_URL is not set')
  const client = createClient({
    url,
    ...(username && { username }),
    ...(password && { password }),
    request_timeout: 4 * 3_600_000,
  })
  const database = databaseOf(snapshot)
  const run = (query: string) => client.command({ query })
  await run(`CREATE DATABASE "${database}"${cluster === null ? '' : ` ON CLUSTER "${cluster}"`}`)
  for (const { table, file } of tablesOf(register)) {
    const path = join(dataDir, snapshot.id, file)
    for (const sql of createTableSql(database, table, await fileColumns(path), register, cluster)) await run(sql)
    await client.insert({ table: `"${database}"."${table}"`, values: createReadStream(path), format: 'Parquet' })
    console.log(`${table}: sent`)
  }
  for (const sql of sealSql(database, snapshot, cluster)) await run(sql)
  await client.close()
  console.log(`${snapshot.id} is in the database ${database}`)
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      registers: { type: 'string', default: process.env.STATISTIK_REGISTERS_DIR ?? '.data/registers' },
      cluster: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  const [snapshotId] = positionals
  if (values.help || !snapshotId) console.log(HELP)
  else
    await load(values.registers, snapshotId, values.cluster ?? null).catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : String(error))
      process.exit(1)
    })
}
