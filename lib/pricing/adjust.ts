import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { type Quote, type QuoteLine, sumQuote, workLine } from './quote.ts'
import type { WorkKind } from './tariff.ts'

/** An analyst's own estimate of one piece of work, with the reason the requester gets to read. */
export interface HoursAdjustment {
  readonly kind: WorkKind
  /** Hours in whole quarters; 0 says that the work is not needed. */
  readonly hours: number
  readonly reason: string
}

export type AdjustmentRefusal = Refusal<'reason-missing' | 'hours-not-in-quarters'>

const MAX_HOURS = 400

/**
 * Replaces the estimated hours of one piece of work and adds the quote up again. The line keeps the hours first estimated,
 * also when it is adjusted twice. Work the tariff did not foresee becomes a new line (from 0 hours).
 */
export function decideAdjustment(quote: Quote, adjustment: HoursAdjustment): Result<Quote, AdjustmentRefusal> {
  const { kind, hours } = adjustment
  const reason = adjustment.reason.trim()
  if (reason === '') return refuse('reason-missing')
  if (!(hours >= 0 && hours <= MAX_HOURS && Number.isInteger(hours * 4))) return refuse('hours-not-in-quarters')
  const charged = quote.lines.filter((line) => line.kind !== 'free-clarification')
  const before = charged.find((line) => line.kind === kind)
  const after: QuoteLine = {
    ...workLine(kind, before?.quantity ?? 1, hours, quote.hourlyRateOre),
    adjustment: { fromHours: before?.adjustment?.fromHours ?? before?.hours ?? 0, reason },
  }
  const lines = before === undefined ? [...charged, after] : charged.map((line) => (line === before ? after : line))
  return ok(sumQuote(termsOf(quote), lines))
}

function termsOf({ tariffVersion, customerClass, vat, hourlyRateOre, freeClarificationHours, capPercent, vatPercent }: Quote) {
  return { tariffVersion, customerClass, vat, hourlyRateOre, freeClarificationHours, capPercent, vatPercent }
}
