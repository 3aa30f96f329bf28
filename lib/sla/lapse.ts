import { z } from 'zod'
import { addDays, type Day, dayAfter, dayOf, epochOf, startOfDay } from './day.ts'
import type { ClockEvent } from './rounds.ts'

/** How long an order waits for its requester, in calendar days, and how long before the end they are reminded. */
export const lapseRulesSchema = z.strictObject({
  clarifyingDays: z.int().min(1).max(365),
  offeredDays: z.int().min(1).max(365),
  remindDaysBefore: z.array(z.int().min(0).max(364)).max(5).readonly(),
})
export type LapseRules = z.infer<typeof lapseRulesSchema>

export const SEED_LAPSE_RULES: LapseRules = lapseRulesSchema.parse({
  clarifyingDays: 30,
  offeredDays: 28,
  remindDaysBefore: [14, 3],
})

/** How many calendar days after its release an error in a delivery can be reported. */
export const ERROR_WINDOW_DAYS = 30

/** The last day of a period of so many calendar days: the day on which it began is not counted. */
export function lastDayOf(since: Date, days: number): Day {
  return addDays(dayOf(since.toISOString()), days)
}

/** The last instant, by the millisecond, of a period of so many calendar days: the day promised is promised whole. */
export function lastInstantOf(since: Date, days: number): Date {
  return new Date(startOfDay(dayAfter(lastDayOf(since, days))) - 1)
}

/** Whether a period of so many calendar days that began then is over now. */
export function isPeriodOver(since: Date, days: number, now: Date): boolean {
  return dayOf(now.toISOString()) > lastDayOf(since, days)
}

/** Periods of so many calendar days are over now exactly when they began before this instant. */
export function overWhenBegunBefore(days: number, now: Date): Date {
  return new Date(startOfDay(addDays(dayOf(now.toISOString()), -days)))
}

export interface Lapse {
  readonly status: 'clarifying' | 'offered'
  /** The last day on which the requester can answer or accept. */
  readonly lastDay: Day
  readonly lapsed: boolean
  /** Days on which a reminder falls due, in order. */
  readonly remindersOn: readonly Day[]
}

/**
 * When an order that waits for its requester lapses. Null unless it waits now, so that a closed, answered or reopened order
 * never gets a reminder. The period starts anew with every question or offer; these are calendar days, not working days.
 */
export function computeLapse(events: readonly ClockEvent[], rules: LapseRules, now: string): Lapse | null {
  const past = events.filter((event) => epochOf(event.at) <= epochOf(now)).sort((a, b) => epochOf(a.at) - epochOf(b.at))
  const latest = past.at(-1)
  if (latest === undefined || (latest.status !== 'clarifying' && latest.status !== 'offered')) return null
  const waitsDays = latest.status === 'clarifying' ? rules.clarifyingDays : rules.offeredDays
  const lastDay = lastDayOf(new Date(latest.at), waitsDays)
  const remindersOn = rules.remindDaysBefore
    .filter((before) => before < waitsDays)
    .map((before) => addDays(lastDay, -before))
    .sort()
  return { status: latest.status, lastDay, lapsed: dayOf(now) > lastDay, remindersOn }
}
