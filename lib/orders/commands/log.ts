import { findEvents, type LoggedEvent } from '#lib/audit/queries.ts'
import { appendEvents } from '#lib/audit/store.ts'
import { type Actor, dbContextOf, eventActorOf, hasRole } from '#lib/identity/actor.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction, type Tx } from '#lib/platform/db.ts'
import { addDays, type Day, startOfDay } from '#lib/sla/day.ts'

export interface LogQuestion {
  /** A part of a name or an e-mail address; empty for everybody. */
  readonly person: string
  /** An order's number; empty for all. */
  readonly orderNumber: string
  readonly types: readonly string[]
  /** First and last day, both included. */
  readonly from: Day | null
  readonly to: Day | null
  /** Sequence number of the last event of the page before. */
  readonly beforeSeq: string | null
  readonly take: number
}

export interface LogLine extends LoggedEvent {
  readonly actorName: string | null
  readonly orderNumber: string | null
  /** Whom the event is about, where it is about a person. */
  readonly aboutName: string | null
}

export interface LogAnswer {
  readonly lines: readonly LogLine[]
  /** Where the next page begins; null on the last. */
  readonly next: string | null
}

/**
 * Answers who saw, changed and released what. Only administrators ask, and every question is itself an event of the log, in the
 * transaction that answers it.
 */
export async function inquireLog(actor: Actor, question: LogQuestion): Promise<Result<LogAnswer, Refusal<'not-allowed'>>> {
  if (!hasRole(actor, 'administrator')) return refuse('not-allowed')
  return inTransaction(dbContextOf(actor), async (tx) => {
    const events = await findAsked(tx, question)
    const facts = {
      person: question.person,
      orderNumber: question.orderNumber,
      types: question.types.join(' '),
      from: question.from ?? '',
      to: question.to ?? '',
      beforeSeq: question.beforeSeq ?? '',
    }
    await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'log.searched', orderId: null, facts }])
    const shown = events.slice(0, question.take)
    const next = events.length > question.take ? (shown.at(-1)?.seq ?? null) : null
    return ok({ lines: await withNames(tx, shown), next })
  })
}

async function findAsked(tx: Tx, question: LogQuestion): Promise<LoggedEvent[]> {
  const { person, orderNumber, types, from, to, beforeSeq, take } = question
  const order = orderNumber ? await tx.order.findFirst({ where: { number: orderNumber }, select: { id: true } }) : null
  if (orderNumber && !order) return []
  const contains = { contains: person, mode: 'insensitive' } as const
  const people = person
    ? await tx.person.findMany({ where: { OR: [{ name: contains }, { email: contains }] }, select: { id: true }, take: 50 })
    : null
  return findEvents(tx, {
    ...(order ? { orderId: order.id } : {}),
    ...(people ? { personIds: people.map(({ id }) => id) } : {}),
    ...(types.length > 0 ? { types } : {}),
    ...(from ? { from: new Date(startOfDay(from)) } : {}),
    ...(to ? { to: new Date(startOfDay(addDays(to, 1))) } : {}),
    ...(beforeSeq ? { beforeSeq } : {}),
    take: take + 1,
  })
}

async function withNames(tx: Tx, events: readonly LoggedEvent[]): Promise<LogLine[]> {
  const ids = (pick: (event: LoggedEvent) => string | null) => [...new Set(events.flatMap((event) => pick(event) ?? []))]
  const personIds = [...ids((e) => e.actorId), ...ids(aboutId)]
  const people = await tx.person.findMany({ where: { id: { in: personIds } }, select: { id: true, name: true } })
  const orders = await tx.order.findMany({ where: { id: { in: ids((e) => e.orderId) } }, select: { id: true, number: true } })
  const nameOf = new Map(people.map(({ id, name }) => [id, name]))
  const numberOf = new Map(orders.map(({ id, number }) => [id, number]))
  return events.map((event) => ({
    ...event,
    actorName: nameOf.get(event.actorId ?? '') ?? null,
    orderNumber: numberOf.get(event.orderId ?? '') ?? null,
    aboutName: nameOf.get(aboutId(event) ?? '') ?? null,
  }))
}

function aboutId({ facts }: LoggedEvent): string | null {
  return typeof facts.personId === 'string' ? facts.personId : null
}
