import { type Catalogue, latestSnapshot } from '#lib/catalogue/catalogue.ts'
import { type Actor, dbContextOf } from '#lib/identity/actor.ts'
import type { Refusal } from '#lib/kernel/result.ts'
import { type ComposeRefusal, type Composition, compose, quotedCustomerOf, quotedShapeOf } from '#lib/orders/compose.ts'
import { type DatesByHistory, datesByHistory } from '#lib/orders/figures/dates-by-history.ts'
import { type Advice, adviseOn } from '#lib/orders/forecast-advice.ts'
import type { HiddenForecast } from '#lib/orders/forecast-hidden.ts'
import { keptForecast } from '#lib/orders/forecast-kept.ts'
import { loadCustomer } from '#lib/orders/store.ts'
import { loadTerms } from '#lib/orders/terms/queries.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { type CheaperHint, findCheaper } from '#lib/pricing/cheaper.ts'
import type { QuotedCustomer } from '#lib/pricing/quote.ts'
import { type Answered, alreadyAnswered } from '#lib/release/library/already-answered.ts'
import { dayOf } from '#lib/sla/day.ts'
import { type FormValues, readComposition } from '#lib/web/composition-form.ts'
import type { FieldError } from '#lib/web/form-state.ts'
import { publishedOf, safeTotalsOf, serviceFigures } from '#lib/web/public-figures.ts'

/** What the composer shows beside the fields: nothing yet, what is wrong, or size, price, date and what will be hidden. */
export type ComposerAnswer =
  | { readonly kind: 'incomplete'; readonly errors: readonly FieldError[] }
  | { readonly kind: 'refused'; readonly refusal: ComposeRefusal | Refusal }
  | {
      readonly kind: 'composed'
      readonly composition: Composition
      readonly cheaper: readonly CheaperHint[]
      /** Null while the register has no safe totals to forecast from. */
      readonly forecast: HiddenForecast | null
      readonly advice: readonly Advice[]
      /** Public tables that answer the question already, wholly or partly. */
      readonly answered: readonly Answered[]
      /** When it would come if it took as long as those before it. */
      readonly history: DatesByHistory
    }

/** Answers the fields as they stand, from the catalogue, the terms and safe totals alone: no register is asked. */
export async function answerComposer(
  actor: Actor,
  values: FormValues,
  /** Whom the table is for, when an analyst composes it for a customer. */
  forOrganisation: string | null = null,
  now = new Date(),
): Promise<{ catalogue: Catalogue; answer: ComposerAnswer }> {
  const terms = await inTransaction(dbContextOf(actor), loadTerms)
  const { catalogue } = terms
  const { specification, errors } = readComposition(values)
  if (!specification) return { catalogue, answer: { kind: 'incomplete', errors } }
  const customer = await customerOf(actor, forOrganisation)
  if (!customer) return { catalogue, answer: { kind: 'refused', refusal: { ok: false, kind: 'no-organisation' } } }
  const today = dayOf(now.toISOString())
  const composed = compose(specification, terms, customer, today)
  if (!composed.ok) return { catalogue, answer: { kind: 'refused', refusal: composed } }
  const { shape, tariff, resolved } = composed.value
  const cheaper = findCheaper(quotedShapeOf(specification, shape), tariff, customer)
  const snapshot = latestSnapshot(catalogue, specification.register)
  const [marginals, published, figures] = await Promise.all([
    snapshot ? safeTotalsOf(snapshot.id) : null,
    publishedOf(specification.register),
    serviceFigures(),
  ])
  const forecast = marginals && keptForecast(resolved, marginals, catalogue)
  const advice = marginals && forecast ? adviseOn(composed.value, forecast, marginals, terms, customer, today) : []
  const answered = alreadyAnswered(resolved, published, catalogue)
  const history = datesByHistory(figures?.figures ?? null, composed.value.orderType, today, terms.calendar)
  return { catalogue, answer: { kind: 'composed', composition: composed.value, cheaper, forecast, advice, answered, history } }
}

async function customerOf(actor: Actor, forOrganisation: string | null): Promise<QuotedCustomer | null> {
  if (forOrganisation) return inTransaction(dbContextOf(actor), (tx) => loadCustomer(tx, forOrganisation))
  return actor.organisation ? quotedCustomerOf(actor.organisation) : null
}
