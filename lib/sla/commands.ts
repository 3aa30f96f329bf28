import { appendEvents } from '#lib/audit/store.ts'
import type { Prisma } from '#lib/generated/prisma/client.ts'
import { type Actor, dbContextOf, eventActorOf, hasRole } from '#lib/identity/actor.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/platform/db.ts'
import type { Calendar } from '#lib/sla/calendar.ts'
import type { ServiceLevels } from '#lib/sla/legs.ts'

type Saved = Result<{ readonly version: string }, Refusal<'not-allowed'>>

/** Puts a new version of the working calendar in force. Deadlines are computed, so every open order follows at once. */
export async function saveCalendar(actor: Actor, calendar: Calendar): Promise<Saved> {
  if (!hasRole(actor, 'administrator')) return refuse('not-allowed')
  return inTransaction(dbContextOf(actor), async (tx) => {
    await tx.calendarVersion.createMany({
      data: { body: calendar as unknown as Prisma.InputJsonObject, createdById: actor.personId },
    })
    const facts = { version: calendar.version, localClosedDays: calendar.localClosedDays.length }
    await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'calendar.changed', orderId: null, facts }])
    return ok({ version: calendar.version })
  })
}

/** Puts a new version of the service levels in force. */
export async function saveServiceLevels(actor: Actor, levels: ServiceLevels): Promise<Saved> {
  if (!hasRole(actor, 'administrator')) return refuse('not-allowed')
  return inTransaction(dbContextOf(actor), async (tx) => {
    await tx.serviceLevelVersion.createMany({ data: { body: levels as Prisma.InputJsonObject, createdById: actor.personId } })
    await appendEvents(tx, [
      { actor: eventActorOf(actor), type: 'service-level.changed', orderId: null, facts: { version: levels.version } },
    ])
    return ok({ version: levels.version })
  })
}
