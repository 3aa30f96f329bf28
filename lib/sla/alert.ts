import type { LegClock } from './due.ts'
import type { ServiceLevel } from './legs.ts'

export type Alert = 'due-soon' | 'late'

/**
 * Whether a leg calls for attention now. Only a running leg with a promise does: never one that waits for the requester, has
 * stopped, or belongs to an order type whose promises are switched off.
 */
export function alertOf(clock: LegClock, level: ServiceLevel): Alert | null {
  if (clock.state !== 'running' || clock.workingDaysTarget === null || !level.active) return null
  if (clock.late) return 'late'
  const daysLeft = clock.workingDaysTarget - clock.workingDaysUsed
  return daysLeft <= level[clock.leg].warnDaysBefore ? 'due-soon' : null
}
