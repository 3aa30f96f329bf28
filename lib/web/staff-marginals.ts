import { latestSnapshot } from '#lib/catalogue/catalogue.ts'
import type { Marginals } from '#lib/catalogue/marginals.ts'
import { loadMarginals } from '#lib/catalogue/queries.ts'
import { dbContextOf } from '#lib/identity/actor.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { publicCatalogue } from '#lib/web/public-catalogue.ts'
import { currentActor } from '#lib/web/session.ts'

/** The safe totals of a register's newest snapshot for staff who are signed in; null for everybody else, whom the database refuses too. */
export async function staffMarginals(registerId: string): Promise<Marginals | null> {
  const actor = await currentActor()
  if (!actor || actor.roles.length === 0) return null
  const snapshot = latestSnapshot(await publicCatalogue(), registerId)
  return snapshot ? inTransaction(dbContextOf(actor), (tx) => loadMarginals(tx, snapshot.id)) : null
}
