import { type Actor, dbContextOf } from '#lib/identity/actor.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { type Alternative, alternativesSchema } from '#lib/production/alternatives/alternative.ts'

export interface TriedAlternatives {
  readonly status: 'waiting' | 'computing' | 'done' | 'failed'
  readonly failure: string | null
  readonly alternatives: readonly Alternative[]
}

/** What was tried beside a run, for analysts; null when nobody asked. */
export async function alternativesOf(actor: Actor, runId: string): Promise<TriedAlternatives | null> {
  const row = await inTransaction(dbContextOf(actor), (tx) => tx.runAlternatives.findUnique({ where: { runId } }))
  if (!row) return null
  const status = (['waiting', 'computing', 'done'] as const).find((each) => each === row.status) ?? 'failed'
  return { status, failure: row.failure, alternatives: row.body ? alternativesSchema.parse(row.body) : [] }
}
