import { type Figures, LEAST_ORDERS_SHOWN } from '#lib/orders/figures/compute-figures.ts'
import type { Calendar } from '#lib/sla/calendar.ts'
import type { Day } from '#lib/sla/day.ts'
import type { OrderType } from '#lib/sla/legs.ts'
import { walkWorkingDays } from '#lib/sla/walk-working-days.ts'

/** When an order would come if it took as long as those before it; or that there are too few to tell, and how many. */
export type DatesByHistory =
  | {
      readonly kind: 'known'
      readonly orders: number
      /** Half of the orders of its type, and four of five, were delivered in no more working days. */
      readonly half: { readonly workingDays: number; readonly on: Day }
      readonly fourOfFive: { readonly workingDays: number; readonly on: Day }
    }
  | { readonly kind: 'too-few'; readonly orders: number; readonly least: number }

/**
 * The days that delivered orders of a type really spent in the service's hands, laid from today on the working calendar. It assumes,
 * like the promise, that the requester is never waited for.
 */
export function datesByHistory(figures: Figures | null, type: OrderType, today: Day, calendar: Calendar): DatesByHistory {
  const spread = figures?.inHandByType.find((each) => each.type === type)
  const orders = spread?.orders ?? 0
  const { median = null, p80 = null } = spread ?? {}
  if (orders < LEAST_ORDERS_SHOWN || median === null || p80 === null)
    return { kind: 'too-few', orders, least: LEAST_ORDERS_SHOWN }
  const after = (workingDays: number) => ({ workingDays, on: walkWorkingDays(today, Math.ceil(workingDays), calendar).endsOn })
  return { kind: 'known', orders, half: after(median), fourOfFive: after(p80) }
}
