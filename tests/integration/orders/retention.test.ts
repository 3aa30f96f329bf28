import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#lib/identity/actor.ts'
import { saveRetention, tryRetention } from '#lib/orders/retention/commands.ts'
import { listRetentionRuns, loadRetention } from '#lib/orders/retention/queries.ts'
import { LEAST_DAYS, type RetentionRules, SEED_RETENTION } from '#lib/orders/retention/rules.ts'
import { retain } from '#lib/orders/retention/run-job.ts'
import { closeDatabase, inTransaction } from '#lib/platform/db.ts'
import { recallDelivery } from '#lib/release/commands.ts'
import { freshService, makeActor, makeOrganisation, owner } from '../../support/database.ts'
import { type Cast, must, now, orderAt } from '../../support/order-walk.ts'

let cast: Cast
let administrator: Actor
const ago = (days: number) => new Date(Date.now() - days * 86_400_000)

const NOTHING: RetentionRules = {
  'unprotected-cells': null,
  uploads: null,
  notices: null,
  mails: null,
  'form-keys': null,
  tokens: null,
  'closed-accounts': null,
}

beforeEach(async () => {
  await freshService()
  cast = {
    requester: await makeActor('Rikke', { of: await makeOrganisation('Kunden') }),
    analyst: await makeActor('Anders', { roles: ['analyst'] }),
    checker: await makeActor('Karen', { roles: ['analyst'] }),
  }
  administrator = await makeActor('Adam', { roles: ['administrator'] })
}, 60_000)
afterAll(async () => {
  await closeDatabase()
  await owner.$disconnect()
})

async function inForce(rules: Partial<RetentionRules>): Promise<void> {
  const { runId } = must(await tryRetention(administrator, { rules: { ...NOTHING, ...rules } }))
  await retain()
  must(await saveRetention(administrator, { runId }))
  await owner.retentionRun.updateMany({ where: { isTrial: false }, data: { createdAt: ago(2) } })
}

/** A delivered and ended order whose unprotected cells are still there, ended so many days ago. */
async function ended(days: number): Promise<string> {
  const orderId = await orderAt('released', cast)
  must(await recallDelivery(cast.analyst, { ...(await now(orderId)), reason: 'Fejl i registeret' }))
  await owner.order.update({ where: { id: orderId }, data: { statusChangedAt: ago(days) } })
  return orderId
}

describe('a trial of the rules', () => {
  it('counts what would be deleted with the oldest of it, and deletes nothing', async () => {
    await ended(400)
    await ended(50)
    const { runId } = must(await tryRetention(administrator, { rules: { ...NOTHING, 'unprotected-cells': 365 } }))
    await retain()
    const run = (await listRetentionRuns(administrator)).find(({ id }) => id === runId)
    expect(run?.found?.['unprotected-cells']).toMatchObject({ count: 1 })
    expect(run?.found?.['unprotected-cells']?.oldest?.slice(0, 10)).toBe(ago(400).toISOString().slice(0, 10))
    expect(Object.keys(run?.found ?? {})).toEqual(['unprotected-cells'])
    expect(await owner.confidentialResult.count()).toBe(2)
  })

  it('must be done and fresh before its rules hold', async () => {
    const { runId } = must(await tryRetention(administrator, { rules: { ...NOTHING, notices: 40 } }))
    expect(await saveRetention(administrator, { runId })).toEqual({ ok: false, kind: 'trial-missing' })
    await retain()
    const tomorrow = new Date(Date.now() + 25 * 3_600_000)
    expect(await saveRetention(administrator, { runId }, tomorrow)).toEqual({ ok: false, kind: 'trial-missing' })
    must(await saveRetention(administrator, { runId }))
    expect(await inTransaction({ kind: 'worker' }, loadRetention)).toEqual({ ...NOTHING, notices: 40 })
  })

  it('is asked for and put in force by administrators alone', async () => {
    for (const actor of [cast.requester, cast.analyst]) {
      expect(await tryRetention(actor, { rules: SEED_RETENTION })).toEqual({ ok: false, kind: 'not-allowed' })
      expect(await saveRetention(actor, { runId: '00000000-0000-4000-8000-000000000000' })).toEqual({
        ok: false,
        kind: 'not-allowed',
      })
      expect(await listRetentionRuns(actor)).toEqual([])
    }
  })
})

describe('the rules carried out', () => {
  it('delete the unprotected cells of orders over long enough, once a day, and say so in the log', async () => {
    const old = await ended(400)
    const recent = await ended(50)
    const open = await orderAt('checking', cast)
    await inForce({ 'unprotected-cells': 365 })
    await retain()
    const left = await owner.confidentialResult.findMany({ select: { orderId: true } })
    expect(left.map(({ orderId }) => orderId).sort()).toEqual([recent, open].sort())
    const events = await owner.auditEvent.findMany({ where: { type: 'retention.deleted' } })
    expect(events.map(({ facts, actorKind }) => [facts, actorKind])).toMatchObject([
      [{ kind: 'unprotected-cells', count: 1, days: 365 }, 'system'],
    ])
    await owner.order.update({ where: { id: recent }, data: { statusChangedAt: ago(500) } })
    await retain()
    expect(await owner.confidentialResult.count()).toBe(2)
    expect(await owner.protectedTable.count({ where: { orderId: old } })).toBe(1)
  })

  it('delete read notices, sent mails of orders that are over, old form keys and expired tokens, and leave the rest', async () => {
    const over = await ended(400)
    const running = await orderAt('received', cast)
    const personId = cast.requester.personId
    const message = (key: string, orderId: string, status: string) =>
      ({ key, kind: 'order-received', audience: 'mail', orderId, facts: {}, status, createdAt: ago(400) }) as const
    await owner.outboxMessage.createMany({
      data: [message('sent', over, 'sent'), message('waiting', over, 'waiting'), message('open', running, 'sent')],
    })
    await owner.notice.createMany({
      data: [400, 10].map((days) => ({ key: `n${days}`, personId, kind: 'order-received', facts: {}, createdAt: ago(days) })),
    })
    await owner.idempotencyKey.createMany({
      data: [60, 1].map((days) => ({ personId, key: `k${days}`, outcome: {}, createdAt: ago(days) })),
    })
    const token = (name: string, expiresAt: Date) => {
      return {
        name,
        prefix: 'x',
        hash: name.padEnd(64, '0'),
        scopes: ['orders:read'],
        personId,
        organisationId: personId,
        expiresAt,
        createdAt: new Date(expiresAt.getTime() - 86_400_000),
      }
    }
    await owner.apiToken.createMany({ data: [token('gone', ago(400)), token('good', ago(-10))] })
    await inForce({ notices: 365, mails: 365, 'form-keys': 30, tokens: 365 })
    await retain()
    const old = (await owner.outboxMessage.findMany({ where: { key: { in: ['sent', 'waiting', 'open'] } } })).map(
      ({ key }) => key,
    )
    expect(old.sort()).toEqual(['open', 'waiting'])
    expect((await owner.notice.findMany({ where: { key: { in: ['n400', 'n10'] } } })).map(({ key }) => key)).toEqual(['n10'])
    expect(await owner.idempotencyKey.count({ where: { key: 'k60' } })).toBe(0)
    expect(await owner.idempotencyKey.count({ where: { key: 'k1' } })).toBe(1)
    expect((await owner.apiToken.findMany()).map(({ name }) => name)).toEqual(['good'])
  })

  it('take name and address from a closed account that nobody has used for long, and from no other', async () => {
    const [gone, recent, staff] = [
      await makeActor('Gitte'),
      await makeActor('Nynne'),
      await makeActor('Sanne', { roles: ['analyst'] }),
    ]
    await owner.person.updateMany({
      where: { id: { in: [gone.personId, staff.personId] } },
      data: { status: 'disabled', lastSignInAt: ago(900) },
    })
    await owner.person.update({ where: { id: recent.personId }, data: { status: 'disabled', lastSignInAt: ago(100) } })
    await inForce({ 'closed-accounts': 730 })
    await retain()
    const person = await owner.person.findUniqueOrThrow({ where: { id: gone.personId } })
    expect(person).toMatchObject({ name: 'Slettet person', email: `${gone.personId}@slettet.invalid`, passwordHash: null })
    expect((await owner.person.findUniqueOrThrow({ where: { id: recent.personId } })).name).toBe('Nynne')
    expect((await owner.person.findUniqueOrThrow({ where: { id: staff.personId } })).name).toBe('Sanne')
  })

  it('delete nothing at all in an empty set of rules', async () => {
    await ended(5000)
    await inForce({})
    await retain()
    expect(await owner.confidentialResult.count()).toBe(1)
    expect(await owner.auditEvent.count({ where: { type: 'retention.deleted' } })).toBe(0)
  })
})

describe('the database', () => {
  it('deletes nothing younger than the least age, whatever the worker asks for', async () => {
    const orderId = await ended(LEAST_DAYS['unprotected-cells'] - 1)
    const running = await orderAt('checking', cast)
    const gone = await inTransaction({ kind: 'worker' }, (tx) =>
      tx.confidentialResult.deleteMany({ where: { orderId: { in: [orderId, running] } } }),
    )
    expect(gone.count).toBe(0)
    const notices = await inTransaction({ kind: 'worker' }, (tx) => tx.notice.deleteMany({}))
    expect(notices.count).toBe(0)
    const mails = await inTransaction({ kind: 'worker' }, (tx) => tx.outboxMessage.deleteMany({}))
    expect(mails.count).toBe(0)
    await expect(inTransaction({ kind: 'worker' }, (tx) => tx.order.deleteMany({}))).rejects.toThrow()
    const [erased] = await inTransaction(
      { kind: 'worker' },
      (tx) => tx.$queryRaw<{ done: boolean }[]>`select app.erase_person(${cast.requester.personId}::uuid) as done`,
    )
    expect(erased?.done).toBe(false)
  })
})
