import { legOfStatus } from '#lib/orders/clock.ts'
import { ORDER_STATUSES } from '#lib/orders/lifecycle.ts'
import type { Tx } from '#lib/platform/db.ts'
import type { Day } from '#lib/sla/day.ts'

/** Orders in our hands whose due day has passed, by the day that lists sort by: at most a minute old. */
export async function countLate(tx: Tx, today: Day): Promise<number> {
  const running = ORDER_STATUSES.filter((status) => legOfStatus(status) !== null)
  return tx.order.count({ where: { status: { in: running }, dueOn: { lt: new Date(today) } } })
}
