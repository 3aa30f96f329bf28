import { randomBytes, randomUUID } from 'node:crypto'
import { appendEvents } from '#lib/audit/store.ts'
import { type Actor, dbContextOf, eventActorOf } from '#lib/identity/actor.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { isAllowedUrl } from '#lib/notify/webhooks/senders.ts'
import { SECRET_START, webhookBody } from '#lib/notify/webhooks/webhook-message.ts'
import { inTransaction } from '#lib/platform/db.ts'

const MOST_WEBHOOKS = 5
const MOST_TESTS_A_MINUTE = 5

/** Makes a webhook for the organisation the person acts for. The secret is in the answer and can't be read again by anybody. */
export async function createWebhook(
  actor: Actor,
  { url }: { readonly url: string },
  now = new Date(),
): Promise<Result<{ readonly secret: string }, Refusal<'no-organisation' | 'webhook-url-refused' | 'too-many-webhooks'>>> {
  const { organisation } = actor
  if (!organisation) return refuse('no-organisation')
  if (!isAllowedUrl(url)) return refuse('webhook-url-refused')
  const secret = SECRET_START + randomBytes(32).toString('base64')
  const id = randomUUID()
  return inTransaction(dbContextOf(actor), async (tx) => {
    const standing = await tx.webhook.count({ where: { organisationId: organisation.id, endedAt: null } })
    if (standing >= MOST_WEBHOOKS) return refuse('too-many-webhooks')
    await tx.webhook.createMany({
      data: { id, organisationId: organisation.id, createdById: actor.personId, url, secret, createdAt: now },
    })
    const facts = { webhookId: id, host: new URL(url).host, organisationId: organisation.id }
    await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'webhook.created', orderId: null, facts }])
    return ok({ secret })
  })
}

type Target = { readonly webhookId: string }

/** Ends a webhook at once and for good; what waits for it is not sent. */
export async function endWebhook(
  actor: Actor,
  { webhookId }: Target,
  now = new Date(),
): Promise<Result<Target, Refusal<'not-found'>>> {
  const { organisation } = actor
  if (!organisation) return refuse('not-found')
  return inTransaction(dbContextOf(actor), async (tx) => {
    const ended = await tx.webhook.updateMany({
      where: { id: webhookId, organisationId: organisation.id, endedAt: null },
      data: { endedAt: now, endedBy: 'person' },
    })
    if (ended.count === 0) return refuse('not-found')
    await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'webhook.ended', orderId: null, facts: { webhookId } }])
    return ok({ webhookId })
  })
}

/** Sends a message that says nothing, so that somebody can see whether her program gets and checks it. */
export async function testWebhook(
  actor: Actor,
  { webhookId }: Target,
  now = new Date(),
): Promise<Result<Target, Refusal<'not-found' | 'too-many-requests'>>> {
  const { organisation } = actor
  if (!organisation) return refuse('not-found')
  return inTransaction(dbContextOf(actor), async (tx) => {
    const webhook = await tx.webhook.findFirst({
      where: { id: webhookId, organisationId: organisation.id, endedAt: null },
      select: { id: true },
    })
    if (!webhook) return refuse('not-found')
    const since = new Date(now.getTime() - 60_000)
    const tests = await tx.webhookDelivery.count({ where: { webhookId, type: 'test', createdAt: { gt: since } } })
    if (tests >= MOST_TESTS_A_MINUTE) return refuse('too-many-requests')
    const body = webhookBody({ type: 'test', at: now.toISOString(), order: null })
    await tx.webhookDelivery.createMany({
      data: { webhookId, key: `${webhookId}:test:${randomUUID()}`, type: 'test', body, createdAt: now },
    })
    return ok({ webhookId })
  })
}

/** Sends a message again that was given up, under the same id. */
export async function resendDelivery(
  actor: Actor,
  { deliveryId }: { readonly deliveryId: string },
  now = new Date(),
): Promise<Result<null, Refusal<'not-found'>>> {
  const { organisation } = actor
  if (!organisation) return refuse('not-found')
  return inTransaction(dbContextOf(actor), async (tx) => {
    const again = await tx.webhookDelivery.updateMany({
      where: { id: deliveryId, status: 'failed', webhook: { organisationId: organisation.id, endedAt: null } },
      data: { status: 'waiting', attempts: 0, nextAttemptAt: now },
    })
    return again.count === 1 ? ok(null) : refuse('not-found')
  })
}
