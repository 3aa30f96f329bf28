import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import { type Actor, dbContextOf } from '#lib/identity/actor.ts'
import { type ComposeRefusal, type Composition, compose } from '#lib/orders/compose.ts'
import type { OrderDetail } from '#lib/orders/queries.ts'
import { loadCustomer } from '#lib/orders/store.ts'
import { loadTerms } from '#lib/orders/terms/queries.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { dayOf } from '#lib/sla/day.ts'

/** An order's specification under the terms of today: size, price and date as an offer made now would have them. */
export interface JudgedOrder {
  readonly catalogue: Catalogue
  readonly composition: Composition | null
  /** Why the specification cannot be made; null when it can. */
  readonly refusal: ComposeRefusal | null
}

/** Judges an order as an offer would, for the analyst to see before she makes one. */
export async function judgeOrder(actor: Actor, detail: OrderDetail, now = new Date()): Promise<JudgedOrder> {
  return inTransaction(dbContextOf(actor), async (tx) => {
    const terms = await loadTerms(tx)
    const customer = await loadCustomer(tx, detail.facts.organisationId)
    const composed = compose(detail.specification, terms, customer, dayOf(now.toISOString()))
    const { catalogue } = terms
    return composed.ok
      ? { catalogue, composition: composed.value, refusal: null }
      : { catalogue, composition: null, refusal: composed }
  })
}
