import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import { loadCatalogue } from '#lib/catalogue/queries.ts'
import { type Actor, dbContextOf } from '#lib/identity/actor.ts'
import type { Refusal } from '#lib/kernel/result.ts'
import { type ComposeRefusal, type Composition, compose, quotedCustomerOf, quotedShapeOf } from '#lib/orders/compose.ts'
import { loadTerms } from '#lib/orders/store.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { type CheaperHint, findCheaper } from '#lib/pricing/cheaper.ts'
import { dayOf } from '#lib/sla/day.ts'
import { type FormValues, readComposition } from '#lib/web/composition-form.ts'
import type { FieldError } from '#lib/web/form-state.ts'

/** What the composer shows beside the fields: nothing yet, what is wrong, or size, price and date. */
export type ComposerAnswer =
  | { readonly kind: 'incomplete'; readonly errors: readonly FieldError[] }
  | { readonly kind: 'refused'; readonly refusal: ComposeRefusal | Refusal }
  | { readonly kind: 'composed'; readonly composition: Composition; readonly cheaper: readonly CheaperHint[] }

/** Answers the fields as they stand, from the catalogue and the terms alone: no register is asked. */
export async function answerComposer(
  actor: Actor,
  values: FormValues,
  now = new Date(),
): Promise<{ catalogue: Catalogue; answer: ComposerAnswer }> {
  return inTransaction(dbContextOf(actor), async (tx) => {
    const catalogue = await loadCatalogue(tx)
    const { specification, errors } = readComposition(values)
    if (!specification) return { catalogue, answer: { kind: 'incomplete', errors } }
    const { organisation } = actor
    if (!organisation) return { catalogue, answer: { kind: 'refused', refusal: { ok: false, kind: 'no-organisation' } } }
    const terms = await loadTerms(tx)
    const customer = quotedCustomerOf(organisation)
    const today = dayOf(now.toISOString())
    const composed = compose(specification, terms, customer, today)
    if (!composed.ok) return { catalogue, answer: { kind: 'refused', refusal: composed } }
    const { shape, tariff } = composed.value
    const cheaper = findCheaper(quotedShapeOf(specification, shape), tariff, customer)
    return { catalogue, answer: { kind: 'composed', composition: composed.value, cheaper } }
  })
}
