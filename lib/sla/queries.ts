import type { Tx } from '#lib/platform/db.ts'
import { type Calendar, calendarSchema } from '#lib/sla/calendar.ts'
import { type ServiceLevels, serviceLevelsSchema } from '#lib/sla/legs.ts'

/** The calendar in force: the newest version. Throws when there is none; the seed always makes one. */
export async function loadCalendar(tx: Tx): Promise<Calendar> {
  const row = await tx.calendarVersion.findFirst({ orderBy: { createdAt: 'desc' } })
  if (!row) throw new Error('no working calendar is stored')
  return calendarSchema.parse(row.body)
}

/** The service levels in force: the newest version. Throws when there is none. */
export async function loadServiceLevels(tx: Tx): Promise<ServiceLevels> {
  const row = await tx.serviceLevelVersion.findFirst({ orderBy: { createdAt: 'desc' } })
  if (!row) throw new Error('no service levels are stored')
  return serviceLevelsSchema.parse(row.body)
}
