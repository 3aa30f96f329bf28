import { type Calendar, closedReason } from './calendar.ts'
import { type Day, dayAfter } from './day.ts'
import type { ShiftedDay } from './shift.ts'

/** Ten years: no calendar of the service closes for longer, so more means a broken one. */
const MAX_DAYS = 3660

export interface WorkingDaysWalk {
  readonly endsOn: Day
  readonly shiftedDays: readonly ShiftedDay[]
}

/**
 * Walks so many working days on from a day, which itself does not count (day 0). Zero working days end on the day itself.
 * Returns the last day and every closed day passed. Throws when a calendar never opens.
 */
export function walkWorkingDays(from: Day, workingDays: number, calendar: Calendar): WorkingDaysWalk {
  const shiftedDays: ShiftedDay[] = []
  let day = from
  for (let left = workingDays, steps = 0; left > 0; steps++) {
    if (steps > MAX_DAYS)
      throw new RangeError(`the calendar ${calendar.version} has no ${workingDays} working days after ${from}`)
    day = dayAfter(day)
    const reason = closedReason(day, calendar)
    if (reason === null) left--
    else shiftedDays.push({ on: day, reason })
  }
  return { endsOn: day, shiftedDays }
}
