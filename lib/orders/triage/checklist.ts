import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import type { OrderCommand } from '#lib/orders/lifecycle.ts'
import type { ReferredTo } from '#lib/orders/likely-referrals.ts'

/** What an analyst answers of a new order. Each is asked so that "yes" stands in nobody's way. */
export const CHECK_ITEMS = ['table', 'registers', 'clear', 'purpose', 'hiding', 'rules', 'earlier'] as const
export type CheckItem = (typeof CHECK_ITEMS)[number]

export const CHECK_ANSWERS = ['yes', 'no', 'unsure'] as const
export type CheckAnswer = (typeof CHECK_ANSWERS)[number]

export type TriageAnswers = Readonly<Record<CheckItem, CheckAnswer>>

/** What a triage can come to. */
export const TRIAGE_OUTCOMES = ['standard', 'dialogue', 'other-authority', 'referral', 'paragraph-11', 'decline'] as const
export type TriageOutcome = (typeof TRIAGE_OUTCOMES)[number]

export type TriageRefusal =
  | (Refusal<'outcome-contradicted'> & { readonly item: CheckItem })
  | Refusal<'outcome-unfounded' | 'nothing-to-ask'>

/**
 * Whether an outcome follows from the answers. An order goes straight to an offer only when nothing stands in its way; it is turned
 * away only for something that was answered with no; a dialogue needs something to talk about.
 */
export function decideTriage(answers: TriageAnswers, outcome: TriageOutcome): Result<null, TriageRefusal> {
  const against = CHECK_ITEMS.find((item) => answers[item] !== 'yes')
  if (outcome === 'standard') return against ? refuse('outcome-contradicted', { item: against }) : ok(null)
  if (outcome === 'dialogue') return against ? ok(null) : refuse('nothing-to-ask')
  return CHECK_ITEMS.some((item) => answers[item] === 'no') ? ok(null) : refuse('outcome-unfounded')
}

/** The command an outcome leads to, and where a referral would go when the analyst does not choose another place. */
export interface NextStep {
  readonly command: Extract<OrderCommand, 'offer' | 'ask' | 'refer' | 'decline'>
  readonly referredTo: ReferredTo | null
}

const NEXT_STEPS: Readonly<Record<TriageOutcome, NextStep>> = {
  standard: { command: 'offer', referredTo: null },
  dialogue: { command: 'ask', referredTo: null },
  'other-authority': { command: 'refer', referredTo: 'danmarks-statistik' },
  referral: { command: 'refer', referredTo: 'forskerservice' },
  'paragraph-11': { command: 'refer', referredTo: 'aktindsigt' },
  decline: { command: 'decline', referredTo: null },
}

export function nextStepOf(outcome: TriageOutcome): NextStep {
  return NEXT_STEPS[outcome]
}
