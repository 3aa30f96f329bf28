import { type Actor, dbContextOf } from '#lib/identity/actor.ts'
import {
  type RetentionFound,
  type RetentionRules,
  retentionFoundSchema,
  retentionRulesSchema,
  SEED_RETENTION,
} from '#lib/orders/retention/rules.ts'
import { inTransaction, type Tx } from '#lib/platform/db.ts'

export interface RetentionRunRow {
  readonly id: string
  readonly isTrial: boolean
  readonly rules: RetentionRules
  /** Null while the run waits for the worker. */
  readonly found: RetentionFound | null
  readonly createdAt: Date
}

/** The latest runs of the rules, newest first; empty for everybody but administrators. */
export async function listRetentionRuns(actor: Actor): Promise<RetentionRunRow[]> {
  const rows = await inTransaction(dbContextOf(actor), (tx) =>
    tx.retentionRun.findMany({ orderBy: { createdAt: 'desc' }, take: 30 }),
  )
  return rows.map(({ id, isTrial, rules, found, createdAt }) => ({
    id,
    isTrial,
    rules: retentionRulesSchema.parse(rules),
    found: found === null ? null : retentionFoundSchema.parse(found),
    createdAt,
  }))
}

/** The rules in force: those an administrator chose, or the service's own. Throws when stored ones no longer fit. */
export async function loadRetention(tx: Tx): Promise<RetentionRules> {
  const row = await tx.setting.findUnique({ where: { key: 'retention' } })
  return row ? retentionRulesSchema.parse(row.value) : SEED_RETENTION
}
