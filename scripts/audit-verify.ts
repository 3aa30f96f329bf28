// `npm run audit:verify`: re-computes the audit log's hash chain from the stored rows. Exit status 0 only when nothing is wrong.
import path from 'node:path'
import { startPostgres } from './runtime/postgres.ts'
import { generateClient } from './runtime/prepare.ts'
import { readRunFile } from './runtime/run-file.ts'
import { loadSecrets } from './runtime/secrets.ts'

const DATA_DIR = path.resolve('.data')
await generateClient()
const { verifyChain } = await import('#lib/audit/queries.ts')
const { closeDatabase, inTransaction } = await import('#lib/platform/db.ts')

const secrets = loadSecrets(DATA_DIR)
const wasRunning = readRunFile(path.join(DATA_DIR, 'run.json')) !== null
const postgres = process.env.WORKER_DATABASE_URL
  ? null
  : await startPostgres({ dataDir: path.join(DATA_DIR, 'pg'), secrets, logFile: path.join(DATA_DIR, 'postgres.log') })
process.env.WORKER_DATABASE_URL ??= `postgresql://statistik_worker:${secrets.worker}@127.0.0.1:${postgres?.port}/statistik`
const report = await inTransaction({ kind: 'worker' }, (tx) => verifyChain(tx))
await closeDatabase()
if (postgres && !wasRunning) await postgres.stop()
for (const { seq, fault } of report.faults.slice(0, 20)) console.log(`row ${seq}: ${fault}`)
console.log(`${report.rows} events, head ${report.headSeq} ${report.headHash}`)
console.log(report.faults.length === 0 ? 'the chain holds' : `THE CHAIN IS BROKEN: ${report.faults.length} faults`)
process.exit(report.faults.length === 0 ? 0 : 1)
