import { appendEvents } from '#lib/audit/store.ts'
import type { Prisma } from '#lib/generated/prisma/client.ts'
import { type Actor, dbContextOf, eventActorOf, hasRole } from '#lib/identity/actor.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/platform/db.ts'
import type { Calendar } from '#lib/sla/calendar.ts'
import type { ServiceLevels } from '#lib/sla/legs.ts'
import { loadCalendar, loadServiceLevels } from '#lib/sla/queries.ts'

type Saved = Result<{ readonly version: string }, Refusal<'not-allowed' | 'conflict'>>

/** Puts a new version of the working calendar in force, made from the version it names. Deadlines are computed, so every open order follows at once. */
export async function saveCalendar(
  actor: Actor,
  { calendar, basedOn }: { readonly calendar: Calendar; readonly basedOn: string },
): Promise<Saved> {
  if (!hasRole(actor, 'administrator')) return refuse('not-allowed')
  return inTransaction(dbContextOf(actor), async (tx) => {
    // Two at once: the second sees the first's version and is told, instead of taking its days back unseen.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('calendar'))`
    if ((await loadCalendar(tx)).version !== basedOn) return refuse('conflict')
    await tx.calendarVersion.createMany({
      data: { body: calendar as unknown as Prisma.InputJsonObject, createdById: actor.personId },
    })
    const facts = { version: calendar.version, localClosedDays: calendar.localClosedDays.length }
    await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'calendar.changed', orderId: null, facts }])
    return ok({ version: calendar.version })
  })
}

/** Puts a new version of the service levels in force, made from the version it names. */
export async function saveServiceLevels(
  actor: Actor,
  { levels, basedOn }: { readonly levels: ServiceLevels; readonly basedOn: string },
): Promise<Saved> {
  if (!hasRole(actor, 'administrator')) return refuse('not-allowed')
  return inTransaction(dbContextOf(actor), async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('service-levels'))`
    if ((await loadServiceLevels(tx)).version !== basedOn) return refuse('conflict')
    await tx.serviceLevelVersion.createMany({ data: { body: levels as Prisma.InputJsonObject, createdById: actor.personId } })
    await appendEvents(tx, [
      { actor: eventActorOf(actor), type: 'service-level.changed', orderId: null, facts: { version: levels.version } },
    ])
    return ok({ version: levels.version })
  })
}
