import { appendEvents } from '#lib/audit/store.ts'
import { type Actor, dbContextOf, eventActorOf, hasRole } from '#lib/identity/actor.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { type Assigned, type AssignRefusal, assignOrders } from '#lib/orders/assign/commands.ts'
import { inTransaction, type Tx } from '#lib/platform/db.ts'
import { addDays, type Day, dayOf } from '#lib/sla/day.ts'

/** Longer than a year is not an absence. */
const MOST_DAYS = 366

export interface AbsenceInput {
  readonly fromOn: Day
  readonly toOn: Day
  /** Who stands in; null when nobody does. */
  readonly standInId: string | null
}

type AbsenceRefusal = Refusal<'not-allowed' | 'absence-days' | 'absence-overlaps' | 'cannot-take-it'>

/** An analyst says when she is away, and who stands in for her. Her cases stay hers until they are handed on. */
export async function registerAbsence(
  actor: Actor,
  input: AbsenceInput,
  now = new Date(),
): Promise<Result<null, AbsenceRefusal>> {
  if (!hasRole(actor, 'analyst')) return refuse('not-allowed')
  const { fromOn, toOn, standInId } = input
  const { personId } = actor
  if (toOn < fromOn || toOn < dayOf(now.toISOString()) || toOn > addDays(fromOn, MOST_DAYS)) return refuse('absence-days')
  return inTransaction(dbContextOf(actor), async (tx) => {
    // One at a time for one person: a form sent twice finds what the first one wrote.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('absence'), hashtext(${personId}))`
    const days = { fromOn: { lte: new Date(toOn) }, toOn: { gte: new Date(fromOn) } }
    if ((await tx.absence.count({ where: { personId, endedAt: null, ...days } })) > 0) return refuse('absence-overlaps')
    if (standInId !== null && !(await isOtherAnalyst(tx, standInId, personId))) return refuse('cannot-take-it')
    await tx.absence.createMany({
      data: { personId, fromOn: new Date(fromOn), toOn: new Date(toOn), standInId, createdAt: now },
    })
    const facts = { personId, fromOn, toOn, standInId }
    await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'absence.registered', orderId: null, facts }])
    return ok(null)
  })
}

async function isOtherAnalyst(tx: Tx, id: string, personId: string): Promise<boolean> {
  const found = await tx.person.count({ where: { id, status: 'active', staffRoles: { some: { role: 'analyst' } } } })
  return found === 1 && id !== personId
}

/** She is back, or does not go: the absence ends now. Somebody else's is as if it were not there. */
export async function endAbsence(
  actor: Actor,
  input: { readonly absenceId: string },
  now = new Date(),
): Promise<Result<null, Refusal<'not-found'>>> {
  return inTransaction(dbContextOf(actor), async (tx) => {
    const ended = await tx.absence.updateMany({
      where: { id: input.absenceId, personId: actor.personId, endedAt: null },
      data: { endedAt: now },
    })
    if (ended.count !== 1) return refuse('not-found')
    const facts = { personId: actor.personId, absenceId: input.absenceId }
    await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'absence.ended', orderId: null, facts }])
    return ok(null)
  })
}

/** Most cases handed on at once; who has more presses again. */
const MOST_CASES = 200

/**
 * Hands on every open case she is the analyst of, each by itself and with the note; one that somebody changes meanwhile, or that the colleague
 * can't take, stays with her and is counted.
 */
export async function handOnCases(
  actor: Actor,
  input: { readonly personId: string; readonly note: string },
  now = new Date(),
): Promise<Result<Assigned, AssignRefusal | Refusal<'no-open-cases' | 'not-yourself'>>> {
  if (!hasRole(actor, 'analyst')) return refuse('not-allowed')
  if (input.personId === actor.personId) return refuse('not-yourself')
  const cases = await inTransaction(dbContextOf(actor), (tx) =>
    tx.order.findMany({
      where: { analystId: actor.personId, status: { in: ['received', 'clarifying', 'offered', 'accepted', 'producing'] } },
      select: { id: true, version: true },
      orderBy: { number: 'asc' },
      take: MOST_CASES,
    }),
  )
  if (cases.length === 0) return refuse('no-open-cases')
  const targets = cases.map(({ id, version }) => ({ orderId: id, expectedVersion: version }))
  return assignOrders(actor, { ...input, targets }, now)
}
