import type { Calendar } from './calendar.ts'
import type { Day } from './day.ts'
import { LEGS, type Leg, type OrderType, type ServiceLevels } from './legs.ts'
import type { ShiftedDay } from './shift.ts'
import { walkWorkingDays } from './walk-working-days.ts'

export interface ExpectedDelivery {
  readonly on: Day
  readonly workingDays: number
  /** The last promised day of each leg in turn. */
  readonly legs: readonly { readonly leg: Leg; readonly dueOn: Day }[]
  readonly shiftedDays: readonly ShiftedDay[]
}

/**
 * The delivery date to promise for an order submitted on a day: the legs one after the other, each within its target. It
 * assumes that the requester accepts the offer the day it comes and is asked nothing; each day waited moves it. Null when
 * promises are switched off for the order type.
 */
export function expectedDelivery(
  type: OrderType,
  submittedOn: Day,
  calendar: Calendar,
  levels: ServiceLevels,
): ExpectedDelivery | null {
  const level = levels[type]
  if (!level.active) return null
  return LEGS.reduce<ExpectedDelivery>(
    (before, leg) => {
      const { workingDays } = level[leg]
      const walk = walkWorkingDays(before.on, workingDays, calendar)
      return {
        on: walk.endsOn,
        workingDays: before.workingDays + workingDays,
        legs: [...before.legs, { leg, dueOn: walk.endsOn }],
        shiftedDays: [...before.shiftedDays, ...walk.shiftedDays],
      }
    },
    { on: submittedOn, workingDays: 0, legs: [], shiftedDays: [] },
  )
}
