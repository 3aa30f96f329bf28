// `npm run audit:verify`: re-computes the audit log's hash chain from the stored rows, and compares it with the heads that were written
// down outside the database. Exit status 0 only when nothing is wrong.
import path from 'node:path'
import { startPostgres } from './runtime/postgres.ts'
import { generateClient } from './runtime/prepare.ts'
import { readRunFile } from './runtime/run-file.ts'
import { loadSecrets } from './runtime/secrets.ts'

const DATA_DIR = path.resolve('.data')
await generateClient()
const { verifyChain } = await import('#lib/audit/queries.ts')
const { readHeadLines, verifyHeads } = await import('#lib/audit/commands.ts')
const { closeDatabase, inTransaction } = await import('#lib/platform/db.ts')

const secrets = loadSecrets(DATA_DIR)
const wasRunning = readRunFile(path.join(DATA_DIR, 'run.json')) !== null
const postgres = process.env.WORKER_DATABASE_URL
  ? null
  : await startPostgres({ dataDir: path.join(DATA_DIR, 'pg'), secrets, logFile: path.join(DATA_DIR, 'postgres.log') })
process.env.WORKER_DATABASE_URL ??= `postgresql://statistik_worker:${secrets.worker}@127.0.0.1:${postgres?.port}/statistik`
const report = await inTransaction({ kind: 'worker' }, (tx) => verifyChain(tx))
const lines = await readHeadLines(process.env.STATISTIK_LOG_HEADS_DIR ?? path.join(DATA_DIR, 'log-heads'))
const written = await inTransaction({ kind: 'worker' }, (tx) => verifyHeads(tx, lines))
await closeDatabase()
if (postgres && !wasRunning) await postgres.stop()
for (const { seq, fault } of report.faults.slice(0, 20)) console.log(`row ${seq}: ${fault}`)
console.log(`${report.rows} events, head ${report.headSeq} ${report.headHash}`)
console.log(report.faults.length === 0 ? 'the chain holds' : `THE CHAIN IS BROKEN: ${report.faults.length} faults`)
for (const { line, fault } of written.faults.slice(0, 20)) console.log(`head ${line}: ${fault}`)
console.log(
  written.heads === 0
    ? 'no heads were written down yet: run the worker, or name their folder in STATISTIK_LOG_HEADS_DIR'
    : written.faults.length === 0
      ? `${written.heads} heads written down outside the database stand in the log`
      : `THE LOG IS NOT WHAT WAS WRITTEN DOWN: ${written.faults.length} faults`,
)
process.exit(report.faults.length + written.faults.length === 0 ? 0 : 1)
