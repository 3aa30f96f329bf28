import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import { type Actor, dbContextOf } from '#lib/identity/actor.ts'
import { compose } from '#lib/orders/compose.ts'
import type { OrderDetail } from '#lib/orders/queries.ts'
import { loadCustomer, loadTerms } from '#lib/orders/store.ts'
import { inTransaction } from '#lib/platform/db.ts'
import type { Quote } from '#lib/pricing/quote.ts'
import { dayOf } from '#lib/sla/day.ts'

/** The catalogue, and the price an offer made now would have; null when no offer could be made. */
export async function loadCaseTerms(actor: Actor, detail: OrderDetail): Promise<{ catalogue: Catalogue; quote: Quote | null }> {
  return inTransaction(dbContextOf(actor), async (tx) => {
    const terms = await loadTerms(tx)
    if (!detail.commands.includes('offer')) return { catalogue: terms.catalogue, quote: null }
    const customer = await loadCustomer(tx, detail.facts.organisationId)
    const composed = compose(detail.specification, terms, customer, dayOf(new Date().toISOString()))
    return { catalogue: terms.catalogue, quote: composed.ok ? composed.value.quote : null }
  })
}
