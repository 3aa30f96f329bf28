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
  /** Null without a promise: it is switched off for the order's type. */
  readonly before: Day | null
  readonly after: Day | null
  readonly isLateBefore: boolean
  readonly isLateAfter: boolean
}

export interface DueEffect {
  /** Orders looked at: those in which a promise runs now. */
  readonly orders: number
  /** Those whose due day moves, the ones that move most first. */
  readonly moved: readonly MovedOrder[]
}

/** What due days follow from besides the order's own history. */
export interface DueTerms {
  readonly calendar: Calendar
  readonly levels: ServiceLevels
}

/** What another calendar or other service levels would do to the due days of open orders. Pure. */
export function dueEffect(
  orders: readonly PromisedOrder[],
  terms: { readonly before: DueTerms; readonly after: DueTerms },
  now: Date,
): DueEffect {
  const moved = orders.flatMap((order): MovedOrder[] => {
    const leg = legOfStatus(order.status)
    if (leg === null) return []
    const clockUnder = ({ calendar, levels }: DueTerms) =>
      computeLegs(order.events, calendar, levels[order.orderType], now.toISOString())[leg]
    const [before, after] = [clockUnder(terms.before), clockUnder(terms.after)]
    if (before.dueOn === after.dueOn) return []
    const late = { isLateBefore: before.late, isLateAfter: after.late }
    return [{ number: order.number, leg, before: before.dueOn, after: after.dueOn, ...late }]
  })
  // A promise that comes or goes moves most of all.
  const distance = ({ before, after }: MovedOrder) =>
    before === null || after === null ? Number.POSITIVE_INFINITY : Math.abs(Date.parse(after) - Date.parse(before))
  return {
    orders: orders.length,
    moved: moved.sort((a, b) => compareFar(distance(a), distance(b)) || (a.number < b.number ? -1 : 1)),
  }
}

/** The larger distance first; two that are without measure are equal. */
function compareFar(a: number, b: number): number {
  return a === b ? 0 : b - a
}
