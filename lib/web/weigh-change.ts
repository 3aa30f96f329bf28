import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import type { Specification } from '#lib/catalogue/specification.ts'
import { type Actor, dbContextOf } from '#lib/identity/actor.ts'
import { type ComposeRefusal, type Composition, compose } from '#lib/orders/compose.ts'
import { loadCustomer } from '#lib/orders/store.ts'
import { loadTerms } from '#lib/orders/terms/queries.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { dayOf } from '#lib/sla/day.ts'

/** Two tables under the terms of today, so that what a change costs can be seen before it is decided. */
export interface WeighedChange {
  readonly catalogue: Catalogue
  /** Null when the table can't be made any longer. */
  readonly before: Composition | null
  readonly after: Composition | null
  /** Why the suggested table can't be made; null when it can. */
  readonly refusal: ComposeRefusal | null
}

/** Weighs a suggested table against the one in force, for the customer whose order it is. */
export async function weighChange(
  actor: Actor,
  organisationId: string,
  tables: { readonly before: Specification; readonly after: Specification },
  now = new Date(),
): Promise<WeighedChange> {
  return inTransaction(dbContextOf(actor), async (tx) => {
    const terms = await loadTerms(tx)
    const customer = await loadCustomer(tx, organisationId)
    const today = dayOf(now.toISOString())
    const [before, after] = [tables.before, tables.after].map((table) => compose(table, terms, customer, today))
    return {
      catalogue: terms.catalogue,
      before: before?.ok ? before.value : null,
      after: after?.ok ? after.value : null,
      refusal: after && !after.ok ? after : null,
    }
  })
}
