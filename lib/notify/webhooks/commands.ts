import type { SendOutcome, SendWebhook } from '#lib/notify/webhooks/senders.ts'
import { signedHeaders, waitSeconds } from '#lib/notify/webhooks/webhook-message.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { log } from '#lib/platform/log.ts'

/** A claimed message is nobody else's for so long; a worker that dies in between leaves it to the next. */
const LEASE_SECONDS = 60
const KEPT_DAYS = 30
const GONE = 410

interface Claimed {
  readonly id: string
  readonly webhookId: string
  readonly body: string
  readonly attempts: number
  readonly url: string
  readonly secret: string
}

/**
 * Sends waiting messages to webhooks: each is claimed, sent outside of any transaction, and its outcome kept if it is still the claim's.
 * A message is sent at least once, with the same id each time. Answers how many were tried.
 */
export async function deliverWebhooks(send: SendWebhook, batch = 20): Promise<number> {
  let tried = 0
  for (; tried < batch; tried++) {
    const claimed = await claim()
    if (!claimed) break
    const { id, url, body, secret } = claimed
    const outcome = await send(url, signedHeaders(id, body, secret, new Date()), body)
    await keepOutcome(claimed, outcome)
  }
  return tried
}

async function claim(): Promise<Claimed | null> {
  return inTransaction({ kind: 'worker' }, async (tx) => {
    const [row] = await tx.$queryRaw<Claimed[]>`
      with next as (
        select d.id from webhook_deliveries d join webhooks w on w.id = d."webhookId"
        where d.status = 'waiting' and d."nextAttemptAt" <= now() and w."endedAt" is null
        order by d."nextAttemptAt" limit 1 for update of d skip locked)
      update webhook_deliveries d set attempts = d.attempts + 1, "nextAttemptAt" = now() + make_interval(secs => ${LEASE_SECONDS})
      from next, webhooks w where d.id = next.id and w.id = d."webhookId"
      returning d.id, d."webhookId", d.body, d.attempts, w.url, w.secret`
    return row ?? null
  })
}

async function keepOutcome({ id, webhookId, attempts }: Claimed, outcome: SendOutcome): Promise<void> {
  const isDone = outcome.kind === 'answered' && outcome.status >= 200 && outcome.status < 300
  const isGone = outcome.kind === 'answered' && outcome.status === GONE
  const wait = waitSeconds(attempts)
  const now = new Date()
  await inTransaction({ kind: 'worker' }, async (tx) => {
    await tx.webhookDelivery.updateMany({
      where: { id, attempts, status: 'waiting' },
      data: {
        answer: outcome.kind === 'answered' ? outcome.status : null,
        reason: isDone ? null : outcome.kind === 'answered' ? 'answer' : outcome.reason,
        ...(isDone && { status: 'delivered', deliveredAt: now }),
        ...(!isDone && (isGone || wait === null) && { status: 'failed' }),
        ...(!isDone && !isGone && wait !== null && { nextAttemptAt: new Date(now.getTime() + wait * 1000) }),
      },
    })
    if (isGone) await tx.webhook.updateMany({ where: { id: webhookId, endedAt: null }, data: { endedAt: now, endedBy: 'gone' } })
  })
  if (!isDone) log().info({ webhook: webhookId, message: id, attempts, outcome: outcome.kind }, 'a webhook was not reached')
}

/** Forgets messages after a month, and counters of requests after a day. */
export async function forgetDeliveries(now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000)
  await inTransaction({ kind: 'worker' }, async (tx) => {
    await tx.webhookDelivery.deleteMany({ where: { createdAt: { lt: before } } })
    await tx.$queryRaw`select app.forget_points()`
  })
}
