import { legOfStatus } from '#lib/orders/clock.ts'
import type { OrderStatus } from '#lib/orders/lifecycle.ts'
import type { Calendar } from '#lib/sla/calendar.ts'
import type { Day } from '#lib/sla/day.ts'
import { computeLegs } from '#lib/sla/due.ts'
import type { Leg, OrderType, ServiceLevels } from '#lib/sla/legs.ts'
import type { ClockEvent } from '#lib/sla/rounds.ts'

/** An order in which a promise runs, with its history. */
export interface PromisedOrder {
  readonly number: string
  readonly status: OrderStatus
  readonly orderType: OrderType
  readonly events: readonly ClockEvent[]
}

export interface MovedOrder {
  readonly number: string
  readonly leg: Leg
  readonly before: Day
  readonly after: Day
  readonly isLateBefore: boolean
  readonly isLateAfter: boolean
}

export interface CalendarEffect {
  /** Orders looked at: those in which a promise runs now. */
  readonly orders: number
  /** Those whose due day moves, the ones that move most first. */
  readonly moved: readonly MovedOrder[]
}

/** What another calendar would do to the due days of open orders. Pure. */
export function calendarEffect(
  orders: readonly PromisedOrder[],
  calendars: { readonly before: Calendar; readonly after: Calendar },
  levels: ServiceLevels,
  now: Date,
): CalendarEffect {
  const moved = orders.flatMap((order): MovedOrder[] => {
    const leg = legOfStatus(order.status)
    if (leg === null) return []
    const clockIn = (calendar: Calendar) => computeLegs(order.events, calendar, levels[order.orderType], now.toISOString())[leg]
    const [before, after] = [clockIn(calendars.before), clockIn(calendars.after)]
    if (before.dueOn === null || after.dueOn === null || before.dueOn === after.dueOn) return []
    const late = { isLateBefore: before.late, isLateAfter: after.late }
    return [{ number: order.number, leg, before: before.dueOn, after: after.dueOn, ...late }]
  })
  const distance = ({ before, after }: MovedOrder) => Math.abs(Date.parse(after) - Date.parse(before))
  return {
    orders: orders.length,
    moved: moved.sort((a, b) => distance(b) - distance(a) || (a.number < b.number ? -1 : 1)),
  }
}
