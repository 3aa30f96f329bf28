import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setPersonStatus } from '#lib/identity/commands.ts'
import { createToken, revokeToken } from '#lib/identity/tokens/commands.ts'
import { listTokens } from '#lib/identity/tokens/queries.ts'
import type { TokenScope } from '#lib/identity/tokens/scope.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { sha256 } from '#lib/platform/sha256.ts'
import { publishDelivery } from '#lib/release/library/commands.ts'
import { dayOf } from '#lib/sla/day.ts'
import { answerApi } from '#lib/web/api/answer-api.ts'
import { freshService, makeActor, makeOrganisation, owner } from '../../support/database.ts'
import { docExample } from '../../support/doc-example.ts'
import { type Cast, must, orderAt, SPECIFICATION } from '../../support/order-walk.ts'

let cast: Cast
let stranger: Cast['requester']
let token: string
const ALL: readonly TokenScope[] = ['orders:read', 'orders:write', 'deliveries:read']

beforeAll(async () => {
  await freshService()
  cast = {
    requester: await makeActor('Rikke', { of: await makeOrganisation('Kunden') }),
    analyst: await makeActor('Anders', { roles: ['analyst'] }),
    checker: await makeActor('Karen', { roles: ['analyst'] }),
  }
  stranger = await makeActor('Fremmed', { of: await makeOrganisation('En anden') })
  token = await tokenOf(cast.requester)
}, 60_000)
afterAll(async () => {
  await closeDatabase()
  await owner.$disconnect()
})

async function tokenOf(actor: Cast['requester'], scopes: readonly TokenScope[] = ALL): Promise<string> {
  return must(await createToken(actor, { name: 'Et program', scopes, days: 30 })).token
}

interface Call {
  readonly token?: string | null
  readonly body?: unknown
  readonly key?: string
  readonly language?: string
  readonly cookie?: string
}

async function call(method: string, path: string, { token: own = token, body, key, language, cookie }: Call = {}) {
  const headers = new Headers({ 'accept-language': language ?? 'en' })
  if (own !== null) headers.set('authorization', `Bearer ${own}`)
  if (key) headers.set('idempotency-key', key)
  if (cookie) headers.set('cookie', cookie)
  const request = new Request(`http://service.test/api/v1${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const response = await answerApi(request, (path.split('?')[0] ?? '').slice(1).split('/'))
  const isJson = response.headers.get('content-type')?.includes('json') === true
  return { status: response.status, headers: response.headers, body: isJson ? await response.json() : await response.text() }
}

const ORDER = { specification: SPECIFICATION, purpose: 'Til et program', invoiceReference: '' }

describe('a program', () => {
  it('finds its way from the catalogue to a price, an order and the delivery’s files', async () => {
    const registers = await call('GET', '/catalogue', { token: null })
    expect(registers.body.registers.map(({ id }: { id: string }) => id)).toContain(SPECIFICATION.register)
    const register = await call('GET', `/catalogue/${SPECIFICATION.register}`, { token: null })
    const variables = register.body.variables.map(({ id }: { id: string }) => id)
    expect(variables).toContain(SPECIFICATION.rows[0]?.variable)
    const codes = await call('GET', `/catalogue/${SPECIFICATION.register}/variables/sex`, { token: null })
    expect(codes.body.codes).toHaveLength(2)
    const check = await call('POST', '/specifications/check', { body: SPECIFICATION })
    expect(check.status).toBe(200)
    expect(check.body.price.totalOre).toBeGreaterThan(0)
    const made = await call('POST', '/orders', { body: ORDER, key: 'bestilling-0001' })
    expect([made.status, made.body.status]).toEqual([201, 'received'])
    expect((await call('GET', `/orders/${made.body.id}`)).body.specification).toEqual(SPECIFICATION)
    const delivered = await orderAt('released', cast)
    const delivery = await call('GET', `/orders/${delivered}/delivery`)
    const csv = delivery.body.files.find((file: { format: string }) => file.format === 'csv')
    const file = await call('GET', csv.href.replace('/api/v1', ''))
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
    expect(await owner.auditEvent.count({ where: { orderId: delivered, type: 'delivery.downloaded' } })).toBe(1)
    expect((await call('GET', '/orders')).body.total).toBe(2)
  })

  it('makes one order with one key, also when it asks twice at once, and is refused another order with it', async () => {
    const [first, second] = await Promise.all([1, 2].map(() => call('POST', '/orders', { body: ORDER, key: 'bestilling-0002' })))
    const again = await call('POST', '/orders', { body: ORDER, key: 'bestilling-0002' })
    const numbers = [first, second, again].flatMap((each) => (each && each.status < 300 ? [each.body.number] : []))
    expect(again.status).toBe(200)
    expect(new Set(numbers).size).toBe(1)
    const other = await call('POST', '/orders', { body: { ...ORDER, purpose: 'Noget helt andet' }, key: 'bestilling-0002' })
    expect([other.status, other.body.kind]).toEqual([409, 'idempotency-key-reused'])
    expect((await call('POST', '/orders', { body: ORDER })).body.kind).toBe('idempotency-key-missing')
  })

  it('accepts an offer in the name of somebody with that right, on the version it has seen', async () => {
    const offered = await orderAt('offered', cast)
    const { body: seen } = await call('GET', `/orders/${offered}`)
    expect(seen.offer.totalOre).toBeGreaterThan(0)
    const stale = await call('POST', `/orders/${offered}/accept`, { body: { version: seen.version - 1, name: 'Rikke' } })
    expect([stale.status, stale.body.kind]).toEqual([409, 'conflict'])
    const accepted = await call('POST', `/orders/${offered}/accept`, { body: { version: seen.version, name: 'Rikke' } })
    expect([accepted.status, accepted.body.status]).toEqual([200, 'accepted'])
    const late = await call('POST', `/orders/${offered}/accept`, { body: { version: accepted.body.version, name: 'Rikke' } })
    expect([late.status, late.body.kind]).toEqual([409, 'wrong-status'])
  })

  it('fetches public tables without a token, and nothing before its day', async () => {
    const orderId = await orderAt('released', cast)
    must(await publishDelivery(cast.requester, { orderId, on: dayOf(new Date().toISOString()), namesOrganisation: false }))
    const { body } = await call('GET', '/tables', { token: null })
    const [table] = body.tables
    expect(table.orderedBy).toBeNull()
    const file = await call('GET', `/tables/${table.id}/files/csv?language=da`, { token: null })
    expect(file.status).toBe(200)
    const unknown = '00000000-0000-4000-8000-000000000000'
    expect((await call('GET', `/tables/${unknown}/files/csv`, { token: null })).status).toBe(404)
  })
})

describe('the example of the documentation', () => {
  it('orders a table and fetches every file of its delivery', async () => {
    const { orderAndFetch } = (await docExample('docs/api.md', 'order')) as {
      orderAndFetch: (given: object) => Promise<object[]>
    }
    const released = await orderAt('released', cast)
    const answer = (input: string, init: RequestInit) => {
      const path = new URL(input).pathname.replace('/api/v1/', '')
      // The order itself is made anew; what is delivered is another one's, as no analyst works during this test.
      return answerApi(new Request(input, init), path.replace(/^orders\/[0-9a-f-]{36}/, `orders/${released}`).split('/'))
    }
    const given = { specification: SPECIFICATION, purpose: 'Efter dokumentationen', key: 'dokumentation-1' }
    const files = await orderAndFetch({
      ...given,
      origin: 'http://service.test',
      token: await tokenOf(cast.requester),
      ask: async () => {},
      fetch: answer,
    })
    const made = await owner.order.findFirst({ where: { purpose: given.purpose } })
    expect(made?.status).toBe('received')
    expect(files.map((file) => (file as { format: string }).format)).toContain('parquet')
    for (const file of files as { content: Uint8Array; sha256: string }[]) expect(sha256(file.content)).toBe(file.sha256)
  }, 60_000)
})

describe('refusals', () => {
  it('say what is wrong in the language asked for, the same in one word', async () => {
    const wrong = { ...SPECIFICATION, register: 'findes-ikke'.replaceAll('-', '_') }
    const [en, da] = [
      await call('POST', '/specifications/check', { body: wrong }),
      await call('POST', '/specifications/check', { body: wrong, language: 'da' }),
    ]
    expect(en.headers.get('content-type')).toBe('application/problem+json')
    expect([en.status, en.body.kind, da.body.kind]).toEqual([422, 'unknown-register', 'unknown-register'])
    expect(en.body.title).not.toBe(da.body.title)
  })

  it('point at the place in a body that does not fit, and at bodies that are none or too large', async () => {
    const odd = await call('POST', '/specifications/check', { body: { ...SPECIFICATION, rows: [{ variable: 7 }], extra: 1 } })
    expect([odd.status, odd.body.kind]).toEqual([400, 'invalid'])
    expect(odd.body.errors.map(({ at }: { at: string }) => at)).toContain('/rows/0/variable')
    expect((await call('POST', '/specifications/check', { body: '{"schema":' })).body.kind).toBe('not-json')
    const large = await call('POST', '/specifications/check', { body: `"${'a'.repeat(600_000)}"` })
    expect([large.status, large.body.kind]).toEqual([413, 'body-too-large'])
    expect((await call('GET', '/findes-ikke')).status).toBe(404)
    expect((await call('GET', '/specifications/check')).status).toBe(405)
  })

  it('keep everybody out who has no good token: none, forged, expired, revoked, of somebody disabled, a session cookie', async () => {
    for (const bad of [null, 'sts_forged', `${token}x`, 'x'.repeat(3000)]) {
      const answer = await call('GET', '/orders', { token: bad })
      expect([answer.status, answer.body.kind]).toEqual([401, 'token-invalid'])
    }
    expect((await call('GET', '/orders', { token: null, cookie: `next-auth.session-token=${token}` })).status).toBe(401)
    const expired = await tokenOf(cast.requester)
    await owner.apiToken.updateMany({ where: { prefix: expired.slice(0, 10) }, data: { expiresAt: new Date(Date.now() - 1000) } })
    expect((await call('GET', '/orders', { token: expired })).status).toBe(401)
    const revoked = await tokenOf(cast.requester)
    const [row] = (await listTokens(cast.requester)).filter(({ prefix }) => revoked.startsWith(prefix))
    expect(await revokeToken(stranger, { tokenId: row?.id ?? '' })).toEqual({ ok: false, kind: 'not-found' })
    expect((await call('GET', '/orders', { token: revoked })).status).toBe(200)
    must(await revokeToken(cast.requester, { tokenId: row?.id ?? '' }))
    expect((await call('GET', '/orders', { token: revoked })).status).toBe(401)
    const leaver = await makeActor('Lars', { of: await makeOrganisation('Hans') })
    const left = await tokenOf(leaver)
    const administrator = await makeActor('Adam', { roles: ['administrator'] })
    must(await setPersonStatus(administrator, { personId: leaver.personId, status: 'disabled' }))
    expect((await call('GET', '/orders', { token: left })).status).toBe(401)
  })

  it('hold a token to its scopes and to its own organisation', async () => {
    const orderId = await orderAt('released', cast)
    const reader = await tokenOf(cast.requester, ['orders:read'])
    expect((await call('GET', `/orders/${orderId}`, { token: reader })).status).toBe(200)
    expect((await call('GET', `/orders/${orderId}/delivery`, { token: reader })).body.kind).toBe('scope-missing')
    expect((await call('POST', '/orders', { token: reader, body: ORDER, key: 'bestilling-0003' })).status).toBe(403)
    const foreign = await tokenOf(stranger)
    for (const path of [`/orders/${orderId}`, `/orders/${orderId}/delivery`, `/orders/${orderId}/delivery/files/csv`])
      expect((await call('GET', path, { token: foreign })).status).toBe(404)
    const withdraw = { body: { version: 1, reason: 'Bare fordi' }, token: foreign }
    expect((await call('POST', `/orders/${orderId}/withdraw`, withdraw)).status).toBe(404)
  })

  it('give a member who is also an analyst nothing of other customers’ through her token', async () => {
    const both = await makeActor('Begge', { of: await makeOrganisation('Hendes'), roles: ['analyst'] })
    const orderId = await orderAt('released', cast)
    const own = await tokenOf(both)
    for (const path of [`/orders/${orderId}`, `/orders/${orderId}/delivery`, `/orders/${orderId}/delivery/files/csv`])
      expect((await call('GET', path, { token: own })).status).toBe(404)
    expect((await call('GET', '/orders', { token: own })).body.total).toBe(0)
  })

  it('slow down a token that asks too much, and say for how long', async () => {
    const eager = await tokenOf(cast.requester)
    const answers = []
    for (let k = 0; k < 121; k++) answers.push(await call('GET', '/orders?skip=1000', { token: eager }))
    expect(answers.slice(0, 120).every(({ status }) => status === 200)).toBe(true)
    expect(answers.at(-1)?.status).toBe(429)
    expect(Number(answers.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})

describe('tokens at rest', () => {
  it('are kept as a hash alone', async () => {
    const made = await tokenOf(cast.requester)
    const kept =
      JSON.stringify(await owner.apiToken.findMany()) +
      JSON.stringify(await owner.auditEvent.findMany({ where: { type: 'token.created' } }), (_, value) =>
        typeof value === 'bigint' ? String(value) : value,
      )
    expect(kept).not.toContain(made.slice(12))
  })

  it('live a year at most and are twenty at most', async () => {
    expect(await createToken(stranger, { name: 'For længe', scopes: ALL, days: 400 })).toEqual({ ok: false, kind: 'invalid' })
    expect(await createToken(stranger, { name: 'Til intet', scopes: [], days: 30 })).toEqual({ ok: false, kind: 'invalid' })
    const many = await makeActor('Mange', { of: await makeOrganisation('Deres') })
    for (let k = 0; k < 20; k++) await tokenOf(many)
    expect(await createToken(many, { name: 'En til', scopes: ALL, days: 30 })).toEqual({ ok: false, kind: 'too-many-tokens' })
  })
})
