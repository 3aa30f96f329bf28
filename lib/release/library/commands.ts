import { appendEvents } from '#lib/audit/store.ts'
import { type Actor, dbContextOf, eventActorOf } from '#lib/identity/actor.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import type { OrderFacts } from '#lib/orders/order-facts.ts'
import { isParty } from '#lib/orders/party.ts'
import { loadOrderFacts, loadSpecification } from '#lib/orders/store.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { loadTable } from '#lib/release/queries.ts'
import { addDays, type Day, dayOf, startOfDay } from '#lib/sla/day.ts'

/** How many days ahead a publication can be set. */
const LONGEST_EMBARGO_DAYS = 366

type PublishRefusal = Refusal<'not-found' | 'not-allowed' | 'not-delivered' | 'day-past' | 'day-too-far' | 'already'>

/**
 * Makes the delivery in force of an order public from a day on. Whoever may accept offers for the organisation decides;
 * the table, its title and the names of own groups are then everybody's to read, the purpose and the people are not.
 */
export async function publishDelivery(
  actor: Actor,
  input: { readonly orderId: string; readonly on: Day; readonly namesOrganisation: boolean },
  now = new Date(),
): Promise<Result<{ readonly orderId: string }, PublishRefusal>> {
  return inTransaction(dbContextOf(actor), async (tx) => {
    const allowed = await decidePublisher(actor, await loadOrderFacts(tx, input.orderId))
    if (!allowed.ok) return allowed
    const today = dayOf(now.toISOString())
    if (input.on < today) return refuse('day-past')
    if (input.on > addDays(today, LONGEST_EMBARGO_DAYS)) return refuse('day-too-far')
    const release = await tx.release.findFirst({
      where: { orderId: input.orderId, recalledAt: null },
      include: { publications: { where: { withdrawnAt: null }, select: { id: true } } },
    })
    const table = release && (await loadTable(tx, release.runId))
    if (!table) return refuse('not-delivered')
    if (release.publications.length > 0) return refuse('already')
    const specification = await loadSpecification(tx, input.orderId, table.body.specificationVersion)
    const organisation = actor.organisations.find((each) => each.id === allowed.value.organisationId)
    await tx.publication.createMany({
      data: {
        releaseId: release.id,
        orderId: input.orderId,
        registerId: release.registerId,
        title: specification.title,
        specification,
        organisationName: input.namesOrganisation ? (organisation?.name ?? null) : null,
        visibleFrom: input.on === today ? now : new Date(startOfDay(input.on)),
        publishedById: actor.personId,
        createdAt: now,
      },
    })
    const facts = { releaseId: release.id, on: input.on, namesOrganisation: input.namesOrganisation ? 'yes' : 'no' }
    await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'delivery.published', orderId: input.orderId, facts }])
    return ok({ orderId: input.orderId })
  })
}

/** Takes a publication back, before its day or after it. What others have fetched by then they keep. */
export async function unpublishDelivery(
  actor: Actor,
  input: { readonly orderId: string },
  now = new Date(),
): Promise<Result<{ readonly orderId: string }, PublishRefusal>> {
  return inTransaction(dbContextOf(actor), async (tx) => {
    const allowed = await decidePublisher(actor, await loadOrderFacts(tx, input.orderId))
    if (!allowed.ok) return allowed
    const gone = await tx.publication.updateMany({
      where: { orderId: input.orderId, withdrawnAt: null },
      data: { withdrawnAt: now, withdrawnById: actor.personId },
    })
    if (gone.count === 0) return refuse('already')
    await appendEvents(tx, [
      { actor: eventActorOf(actor), type: 'delivery.unpublished', orderId: input.orderId, facts: { publications: gone.count } },
    ])
    return ok({ orderId: input.orderId })
  })
}

/** The order, when the actor may publish for its organisation. */
async function decidePublisher(
  actor: Actor,
  order: OrderFacts | null,
): Promise<Result<OrderFacts, Refusal<'not-found' | 'not-allowed'>>> {
  if (!order || !isParty('requester', actor, order)) return refuse('not-found')
  return isParty('accepter', actor, order) ? ok(order) : refuse('not-allowed')
}
