import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import type { TabulationRefusal } from '../tabulation-refusal.ts'
import { type Run, rowsOf } from './clickhouse-run.ts'
import { databaseOf, sealOf } from './clickhouse-schema.ts'

/** The database must hold this very snapshot, whole, and the role must not be able to write. Answers with the version. */
export async function checkSeal(run: Run): Promise<Result<string, TabulationRefusal>> {
  const role = `SELECT toInt32(getSetting('readonly')) AS readonly, arrayJoin(arrayMap(part -> toInt32OrZero(part), splitByChar('.', version()))) AS part`
  const about = await rowsOf(run, { text: role, params: {}, columns: ['readonly', 'part'] })
  if (about.some(([readonly]) => readonly === 0))
    throw new Error('the role that reads registers in ClickHouse may write; give it readonly = 2')
  const seal = await rowsOf(run, { text: 'SELECT at, word FROM seal ORDER BY at', params: {}, columns: ['at', 'word'] })
  const facts = { snapshotId: run.snapshot.id, file: 'seal' }
  if (sealOf(seal.map(([, word]) => word ?? 0)) !== run.snapshot.sha256) return refuse('snapshot-mismatch', facts)
  for (const { id, file } of run.plan.tables) {
    const [[rows] = []] = await rowsOf(run, { text: `SELECT count() AS "rows" FROM "${id}"`, params: {}, columns: ['rows'] })
    if (rows !== run.snapshot.files.find(({ name }) => name === file)?.rows)
      return refuse('snapshot-mismatch', { snapshotId: run.snapshot.id, file })
  }
  const linked = await checkLinked(run)
  return linked.ok ? ok(about.map(([, part]) => part).join('.')) : linked
}

/** The databases that events are linked from must hold the very cuts, whole. */
async function checkLinked(run: Run): Promise<Result<null, TabulationRefusal>> {
  for (const [snapshot, tables] of Map.groupBy(run.linked, (each) => each.snapshot)) {
    const database = databaseOf(snapshot)
    const sealed = { text: `SELECT at, word FROM "${database}"."seal" ORDER BY at`, params: {}, columns: ['at', 'word'] }
    const seal = await rowsOf(run, sealed)
    const facts = { snapshotId: snapshot.id, file: 'seal' }
    if (sealOf(seal.map(([, word]) => word ?? 0)) !== snapshot.sha256) return refuse('snapshot-mismatch', facts)
    for (const { table, file } of tables) {
      const counted = { text: `SELECT count() AS "rows" FROM "${database}"."${table}"`, params: {}, columns: ['rows'] }
      const [[rows] = []] = await rowsOf(run, counted)
      if (rows !== snapshot.files.find(({ name }) => name === file)?.rows) return refuse('snapshot-mismatch', { ...facts, file })
    }
  }
  return ok(null)
}
