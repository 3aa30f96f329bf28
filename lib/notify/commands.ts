import type { HandoverKind } from '#lib/notify/handover.ts'
import { fillTemplate } from '#lib/notify/mail-template.ts'
import { templateOf } from '#lib/notify/queries.ts'
import type { SendMail } from '#lib/notify/senders.ts'
import { unfoldStateChange } from '#lib/notify/webhooks/store.ts'
import { inTransaction, type Tx } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import { log } from '#lib/platform/log.ts'

const MAX_ATTEMPTS = 8
/** What concerns money goes to everybody who may accept for the customer. */
const TO_ACCEPTERS: ReadonlySet<string> = new Set(['order-offered', 'offer-reminder', 'invoice-issued', 'invoice-credited'])

interface OutboxRow {
  readonly id: string
  readonly key: string
  readonly kind: string
  readonly audience: string
  readonly recipientId: string | null
  readonly orderId: string | null
  readonly facts: unknown
  readonly attempts: number
}

/**
 * Delivers waiting messages: a message to an audience becomes a notice and a mail per person; a mail is sent and retried with
 * growing waits. Rows are taken with SKIP LOCKED, so that several workers never send the same one. Answers how many it handled.
 */
export async function deliverOutbox(send: SendMail, batch = 50): Promise<number> {
  let handled = 0
  for (; handled < batch; handled++) {
    const more = await inTransaction({ kind: 'worker' }, async (tx) => {
      const [row] = await tx.$queryRaw<OutboxRow[]>`
        select id, key, kind, audience, "recipientId", "orderId", facts, attempts from outbox_messages
        where status = 'waiting' and "nextAttemptAt" <= now() order by "createdAt" limit 1 for update skip locked`
      if (!row) return false
      if (row.audience === 'mail') await sendOne(tx, row, send)
      else if (row.audience === 'webhooks') await tellWebhooks(tx, row)
      else await unfold(tx, row)
      return true
    })
    if (!more) break
  }
  return handled
}

async function tellWebhooks(tx: Tx, row: OutboxRow): Promise<void> {
  await unfoldStateChange(tx, row)
  await tx.outboxMessage.updateMany({ where: { id: row.id }, data: { status: 'sent', sentAt: new Date() } })
}

/** Turns a message to an audience into a notice and a waiting mail for each of its people. */
async function unfold(tx: Tx, row: OutboxRow): Promise<void> {
  const people = await tx.person.findMany({
    where: { id: { in: await audienceOf(tx, row) }, status: 'active' },
    select: { id: true, mailWanted: true },
  })
  const facts = row.facts as object
  await tx.notice.createMany({
    data: people.map(({ id }) => ({ key: `${row.key}:${id}`, personId: id, orderId: row.orderId, kind: row.kind, facts })),
    skipDuplicates: true,
  })
  await tx.outboxMessage.createMany({
    data: people
      .filter((person) => person.mailWanted)
      .map(({ id }) => ({
        key: `mail:${row.key}:${id}`,
        kind: row.kind,
        audience: 'mail',
        recipientId: id,
        orderId: row.orderId,
        facts,
      })),
    skipDuplicates: true,
  })
  await tx.outboxMessage.updateMany({ where: { id: row.id }, data: { status: 'sent', sentAt: new Date() } })
}

async function audienceOf(tx: Tx, row: OutboxRow): Promise<string[]> {
  if (row.audience === 'person') return row.recipientId ? [row.recipientId] : []
  if (row.audience === 'analysts' || row.audience === 'administrators') {
    const role = row.audience === 'analysts' ? 'analyst' : 'administrator'
    const rows = await tx.staffRole.findMany({ where: { role }, select: { personId: true } })
    return rows.map((each) => each.personId)
  }
  const order = row.orderId
    ? await tx.order.findUnique({ where: { id: row.orderId }, select: { requesterId: true, organisationId: true } })
    : null
  if (!order) return []
  if (!TO_ACCEPTERS.has(row.kind)) return [order.requesterId]
  const accepters = await tx.membership.findMany({
    where: { organisationId: order.organisationId, mayAccept: true },
    select: { personId: true },
  })
  return [...new Set([order.requesterId, ...accepters.map((each) => each.personId)])]
}

async function sendOne(tx: Tx, row: OutboxRow, send: SendMail): Promise<void> {
  const person = row.recipientId
    ? await tx.person.findUnique({ where: { id: row.recipientId }, select: { email: true, locale: true, status: true } })
    : null
  if (person?.status !== 'active') {
    await tx.outboxMessage.updateMany({ where: { id: row.id }, data: { status: 'dropped' } })
    return
  }
  const { number } = row.facts as { number: string }
  const link = `${env().NEXTAUTH_URL}${row.kind.startsWith('invoice-') ? '/fakturaer' : `/ordrer/${row.orderId}`}`
  const template = await templateOf(tx, row.kind as HandoverKind, person.locale === 'en' ? 'en' : 'da')
  const mail = fillTemplate(template, { number, link })
  try {
    await send({ id: row.id, to: person.email, ...mail })
    await tx.outboxMessage.updateMany({ where: { id: row.id }, data: { status: 'sent', sentAt: new Date() } })
  } catch (error) {
    const attempts = row.attempts + 1
    const nextAttemptAt = new Date(Date.now() + 1000 * 4 ** attempts)
    log().warn({ message: row.id, attempts, reason: error instanceof Error ? error.name : 'unknown' }, 'mail was not sent')
    await tx.outboxMessage.updateMany({
      where: { id: row.id },
      data: { attempts, nextAttemptAt, status: attempts >= MAX_ATTEMPTS ? 'dropped' : 'waiting' },
    })
  }
}
