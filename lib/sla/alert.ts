import type { LegClock } from './due.ts'
import type { ServiceLevel } from './legs.ts'

export const ALERTS = ['due-soon', 'late', 'escalated'] as const
export type Alert = (typeof ALERTS)[number]

/**
 * Whether a leg calls for attention now, the gravest first. Only a running leg with a promise does: never one that waits for the
 * requester, has stopped, or belongs to an order type whose promises are switched off.
 */
export function alertOf(clock: LegClock, level: ServiceLevel): Alert | null {
  if (clock.state !== 'running' || clock.workingDaysTarget === null || !level.active) return null
  const { warnDaysBefore, escalateDaysAfter } = level[clock.leg]
  const daysLeft = clock.workingDaysTarget - clock.workingDaysUsed
  if (clock.late) return -daysLeft >= escalateDaysAfter ? 'escalated' : 'late'
  return daysLeft <= warnDaysBefore ? 'due-soon' : null
}
