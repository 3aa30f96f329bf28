import type { HistoryEntry } from '#lib/audit/queries.ts'
import { ORDER_STATUSES, type OrderStatus } from '#lib/orders/lifecycle.ts'
import type { Calendar } from '#lib/sla/calendar.ts'
import { computeLegs, type Legs } from '#lib/sla/due.ts'
import { CLOCK, type Leg, type ServiceLevel } from '#lib/sla/legs.ts'
import type { ClockEvent } from '#lib/sla/rounds.ts'

/** The steps of an order's clock, read from its history: each event that says which status it led to. */
export function clockEventsOf(history: readonly HistoryEntry[]): ClockEvent[] {
  return history.flatMap((entry) => {
    const to = ORDER_STATUSES.find((status) => status === entry.facts.to)
    return to ? [{ at: entry.at.toISOString(), status: to }] : []
  })
}

/** The clocks of an order's legs as they stand. */
export function orderClocks(history: readonly HistoryEntry[], calendar: Calendar, level: ServiceLevel, now: Date): Legs {
  return computeLegs(clockEventsOf(history), calendar, level, now.toISOString())
}

/** The leg whose time matters in a status, or null where no promise runs. */
export function legOfStatus(status: OrderStatus): Leg | null {
  const clock = CLOCK[status]
  return clock.effect === 'runs' ? clock.leg : null
}
