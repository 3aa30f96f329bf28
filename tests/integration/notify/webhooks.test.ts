import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createWebhook, endWebhook, resendDelivery, testWebhook } from '#lib/identity/webhooks/commands.ts'
import { listWebhooks } from '#lib/identity/webhooks/queries.ts'
import { deliverOutbox } from '#lib/notify/commands.ts'
import { deliverWebhooks } from '#lib/notify/webhooks/commands.ts'
import { type SendWebhook, sendWebhook } from '#lib/notify/webhooks/senders.ts'
import { MOST_ATTEMPTS } from '#lib/notify/webhooks/webhook-message.ts'
import { closeDatabase, inTransaction } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import { webhookMessage } from '#lib/web/api/shapes.ts'
import { freshService, makeActor, makeOrganisation, owner } from '../../support/database.ts'
import { docExample } from '../../support/doc-example.ts'
import { type Cast, must, orderAt } from '../../support/order-walk.ts'

interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

let cast: Cast
let stranger: Cast['requester']
let receiver: Server
let url: string
let secret: string
let answers: number[] = []
let received: Received[] = []

/** The settings are read once; these tests lift the guard on addresses for a receiver on this machine, and put it back. */
function allowLoopback(isAllowed: boolean): void {
  Object.assign(env(), { STATISTIK_WEBHOOK_TARGETS: isAllowed ? 'any' : 'public' })
}

beforeAll(async () => {
  await freshService()
  cast = {
    requester: await makeActor('Rikke', { of: await makeOrganisation('Kunden') }),
    analyst: await makeActor('Anders', { roles: ['analyst'] }),
    checker: await makeActor('Karen', { roles: ['analyst'] }),
  }
  stranger = await makeActor('Fremmed', { of: await makeOrganisation('En anden') })
  receiver = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      received.push({ headers: request.headers, body })
      const status = answers.shift() ?? 204
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end()
    })
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => receiver.once('listening', resolve))
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/statistik`
  allowLoopback(true)
  secret = must(await createWebhook(cast.requester, { url })).secret
}, 60_000)

beforeEach(() => {
  received = []
  answers = []
})

afterAll(async () => {
  allowLoopback(false)
  receiver.close()
  await closeDatabase()
  await owner.$disconnect()
})

/** Lets the worker's loops do everything that waits. */
async function settle(send: SendWebhook = sendWebhook): Promise<void> {
  await deliverOutbox(async () => {}, 500)
  while ((await deliverWebhooks(send)) > 0);
}

const dueNow = () => owner.webhookDelivery.updateMany({ where: { status: 'waiting' }, data: { nextAttemptAt: new Date(0) } })

describe('an order’s change of status', () => {
  it('reaches the organisation’s webhook signed, once for each status, with nothing of the order’s content', async () => {
    const orderId = await orderAt('released', cast)
    await settle()
    const { isGenuine } = (await docExample('docs/api.md', 'verify')) as { isGenuine: (...given: unknown[]) => boolean }
    expect(received.every(({ headers, body }) => isGenuine(headers, body, secret))).toBe(true)
    for (const { body } of received) expect(webhookMessage.strict().safeParse(JSON.parse(body)).success).toBe(true)
    const events = received.map(({ body }) => JSON.parse(body)).filter(({ data }) => data.order.id === orderId)
    expect(events.map(({ type }) => type)).toEqual(
      ['received', 'offered', 'accepted', 'producing', 'checking', 'released'].map((status) => `order.${status}`),
    )
    const { title, purpose } = await owner.order.findUniqueOrThrow({ where: { id: orderId } })
    for (const { body } of received) for (const word of [title, purpose, 'Rikke']) expect(body).not.toContain(word)
    await settle()
    expect(received).toHaveLength(events.length)
  })

  it('is not told to another organisation’s webhook', async () => {
    const theirs = must(await createWebhook(stranger, { url }))
    await orderAt('received', cast)
    await settle()
    const { isGenuine } = (await docExample('docs/api.md', 'verify')) as { isGenuine: (...given: unknown[]) => boolean }
    expect(received.length).toBeGreaterThan(0)
    expect(received.some(({ headers, body }) => isGenuine(headers, body, theirs.secret))).toBe(false)
  })
})

describe('a message that is not received', () => {
  it('is sent again later with the same id, by whatever answer it failed, and a redirection is not followed', async () => {
    answers = [500, 302, 204]
    await orderAt('received', cast)
    for (let k = 0; k < 3; k++) {
      await settle()
      await dueNow()
    }
    expect(received).toHaveLength(3)
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(received.every(({ headers }) => headers['webhook-timestamp'])).toBe(true)
    const [latest] = (await listWebhooks(cast.requester)).flatMap(({ deliveries }) => deliveries)
    expect(latest).toMatchObject({ status: 'delivered', attempts: 3, answer: 204 })
  })

  it('is given up after its attempts, and sent again when somebody asks', async () => {
    const refuse: SendWebhook = async () => ({ kind: 'unsent', reason: 'unreachable' })
    await orderAt('received', cast)
    for (let k = 0; k < MOST_ATTEMPTS; k++) {
      await settle(refuse)
      await dueNow()
    }
    const [given] = (await listWebhooks(cast.requester)).flatMap(({ deliveries }) => deliveries)
    expect(given).toMatchObject({ status: 'failed', attempts: MOST_ATTEMPTS, reason: 'unreachable' })
    const deliveryId = given?.id ?? ''
    expect(await resendDelivery(stranger, { deliveryId })).toEqual({ ok: false, kind: 'not-found' })
    must(await resendDelivery(cast.requester, { deliveryId }))
    expect(await resendDelivery(cast.requester, { deliveryId })).toEqual({ ok: false, kind: 'not-found' })
    await settle()
    expect(received.map(({ headers }) => headers['webhook-id'])).toEqual([deliveryId])
  })

  it('is taken up by another worker when the first died in the middle, and an outcome that comes too late changes nothing', async () => {
    await orderAt('received', cast)
    await deliverOutbox(async () => {}, 500)
    const late: SendWebhook = async (...given) => {
      await dueNow()
      expect(await deliverWebhooks(sendWebhook, 1)).toBe(1)
      return given.length > 5 ? { kind: 'answered', status: 200 } : { kind: 'unsent', reason: 'timeout' }
    }
    await deliverWebhooks(late, 1)
    const [latest] = (await listWebhooks(cast.requester)).flatMap(({ deliveries }) => deliveries)
    expect(latest).toMatchObject({ status: 'delivered', attempts: 2 })
  })

  it('closes the webhook when the address says that it is gone', async () => {
    const gone = await makeActor('Gået', { of: await makeOrganisation('Gået A/S') })
    must(await createWebhook(gone, { url }))
    const [webhook] = await listWebhooks(gone)
    must(await testWebhook(gone, { webhookId: webhook?.id ?? '' }))
    answers = [410]
    await settle()
    expect((await listWebhooks(gone))[0]).toMatchObject({ endedBy: 'gone' })
    expect(await testWebhook(gone, { webhookId: webhook?.id ?? '' })).toEqual({ ok: false, kind: 'not-found' })
  })
})

describe('an address', () => {
  it('inside the house is never called, neither by number nor by a name that leads there', async () => {
    allowLoopback(false)
    const lookups = [
      'https://127.0.0.1/',
      'https://localhost/',
      'https://[::1]/',
      'https://169.254.169.254/latest',
      'https://10.0.0.1:8443/',
    ]
    for (const each of lookups) expect(await sendWebhook(each, {}, '{}')).toEqual({ kind: 'unsent', reason: 'address-refused' })
    expect(await sendWebhook(url, {}, '{}')).toEqual({ kind: 'unsent', reason: 'address-refused' })
    allowLoopback(true)
    expect(received).toEqual([])
  })

  it('is https, without a sign-in in it, or it is refused when the webhook is made', async () => {
    allowLoopback(false)
    for (const each of [
      'http://example.dk/',
      'https://navn:kode@example.dk/',
      'ftp://example.dk/',
      'example.dk',
      'https://example.dk/#a',
    ])
      expect(await createWebhook(stranger, { url: each })).toEqual({ ok: false, kind: 'webhook-url-refused' })
    allowLoopback(true)
  })
})

describe('a webhook', () => {
  it('is its organisation’s: strangers and analysts neither see, test nor end it, and nobody reads its secret through the web role', async () => {
    const [webhook] = await listWebhooks(cast.requester)
    const webhookId = webhook?.id ?? ''
    expect(JSON.stringify(await listWebhooks(cast.requester))).not.toContain(secret)
    for (const other of [stranger, cast.analyst]) {
      expect((await listWebhooks(other)).map(({ id }) => id)).not.toContain(webhookId)
      expect(await testWebhook(other, { webhookId })).toEqual({ ok: false, kind: 'not-found' })
      expect(await endWebhook(other, { webhookId })).toEqual({ ok: false, kind: 'not-found' })
    }
    const peek = inTransaction(
      { kind: 'person', personId: cast.requester.personId },
      (tx) => tx.$queryRaw`select secret from webhooks`,
    )
    await expect(peek).rejects.toThrow(/permission denied/)
  })

  it('gets no more messages once it is ended, not even those that wait', async () => {
    const quitter = await makeActor('Stopper', { of: await makeOrganisation('Stopper A/S') })
    must(await createWebhook(quitter, { url }))
    const [webhook] = await listWebhooks(quitter)
    must(await testWebhook(quitter, { webhookId: webhook?.id ?? '' }))
    must(await endWebhook(quitter, { webhookId: webhook?.id ?? '' }))
    await settle()
    expect(received).toEqual([])
  })

  it('is one of five at most, and tried five times a minute at most', async () => {
    const eager = await makeActor('Ivrig', { of: await makeOrganisation('Ivrig A/S') })
    for (let k = 0; k < 5; k++) must(await createWebhook(eager, { url }))
    expect(await createWebhook(eager, { url })).toEqual({ ok: false, kind: 'too-many-webhooks' })
    const webhookId = (await listWebhooks(eager))[0]?.id ?? ''
    for (let k = 0; k < 5; k++) must(await testWebhook(eager, { webhookId }))
    expect(await testWebhook(eager, { webhookId })).toEqual({ ok: false, kind: 'too-many-requests' })
  })
})
