import { latestSnapshot } from '#lib/catalogue/catalogue.ts'
import { loadMarginals } from '#lib/catalogue/queries.ts'
import { type Actor, dbContextOf } from '#lib/identity/actor.ts'
import { forecastHidden, type HiddenForecast } from '#lib/orders/forecast-hidden.ts'
import { likelyReferrals, type ReferredTo } from '#lib/orders/likely-referrals.ts'
import { isParty } from '#lib/orders/party.ts'
import type { OrderDetail } from '#lib/orders/queries.ts'
import type { CheckItem } from '#lib/orders/triage/checklist.ts'
import { type SimilarOrder, similarOrders } from '#lib/orders/triage/queries.ts'
import { type RulesThatApply, rulesThatApply } from '#lib/orders/triage/rules-that-apply.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { loadSetting } from '#lib/platform/queries.ts'
import { type Answered, alreadyAnswered } from '#lib/release/library/already-answered.ts'
import { listPublished } from '#lib/release/library/queries.ts'
import type { JudgedOrder } from '#lib/web/judge-order.ts'

/** What the service reads of an order by itself, for its analyst. Nothing of it is ever shown to the customer. */
export interface TriageReading {
  /** Null while the register has no safe totals to forecast from, or the table cannot be made. */
  readonly forecast: HiddenForecast | null
  /** Null when the table cannot be made. */
  readonly rules: RulesThatApply | null
  /** Who else the requester's own words point to. */
  readonly referrals: readonly ReferredTo[]
  readonly similar: readonly SimilarOrder[]
  readonly answered: readonly Answered[]
  /** Items of the checklist that the service would look at twice. */
  readonly doubts: readonly CheckItem[]
}

/** Reads an order as the service can: from catalogue, safe totals, public tables and other orders. Null for anybody but its analysts. */
export async function readForTriage(actor: Actor, detail: OrderDetail, judged: JudgedOrder): Promise<TriageReading | null> {
  const { facts, specification, purpose } = detail
  if (!isParty('analyst', actor, facts)) return null
  const { composition, catalogue } = judged
  const text = `${specification.title}\n${purpose}`
  const topics = await inTransaction(dbContextOf(actor), (tx) => loadSetting(tx, 'sensitiveTopics'))
  const snapshot = latestSnapshot(catalogue, specification.register)
  const marginals = snapshot
    ? await inTransaction({ kind: 'purpose', purpose: 'forecast' }, (tx) => loadMarginals(tx, snapshot.id))
    : null
  const similar = await similarOrders(actor, facts, specification)
  const published = await listPublished({ registerId: specification.register })
  const reading = {
    forecast: composition && marginals ? forecastHidden(composition.resolved, marginals, catalogue) : null,
    rules: composition ? rulesThatApply(composition.resolved, text, topics) : null,
    referrals: likelyReferrals(text),
    similar,
    answered: composition ? alreadyAnswered(composition.resolved, published, catalogue) : [],
  }
  return { ...reading, doubts: doubtsOf(reading, judged) }
}

/** A table of which more than half is hidden seldom serves its purpose. */
const MOST_HIDDEN_SHARE = 0.5

function doubtsOf(reading: Omit<TriageReading, 'doubts'>, { composition }: JudgedOrder): CheckItem[] {
  const { forecast, rules, referrals, answered, similar } = reading
  const points = (...to: readonly ReferredTo[]) => referrals.some((each) => to.includes(each))
  const found: Readonly<Record<CheckItem, boolean>> = {
    table: points('forskerservice', 'aktindsigt'),
    registers: points('danmarks-statistik', 'esundhed'),
    clear: composition === null,
    purpose: (rules?.legal.length ?? 0) > 0,
    hiding: forecast !== null && forecast.hidden > MOST_HIDDEN_SHARE * forecast.cells,
    rules: rules !== null && (rules.isDominanceRuled || rules.topics.length > 0),
    earlier:
      answered.some(({ how }) => how !== 'related') || similar.some(({ isSame, status }) => isSame && status === 'released'),
  }
  return (Object.keys(found) as CheckItem[]).filter((item) => found[item])
}
