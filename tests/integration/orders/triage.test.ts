import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#lib/identity/actor.ts'
import { saveSensitiveTopics } from '#lib/orders/commands/settings.ts'
import { orderDetail } from '#lib/orders/queries.ts'
import { askRequester } from '#lib/orders/questions/commands.ts'
import { CHECK_ITEMS, type TriageAnswers } from '#lib/orders/triage/checklist.ts'
import { declineOrder, triageOrder } from '#lib/orders/triage/commands.ts'
import { decisionOf, listTriages, similarOrders } from '#lib/orders/triage/queries.ts'
import { closeDatabase, inTransaction } from '#lib/platform/db.ts'
import { loadSetting } from '#lib/platform/queries.ts'
import { SETTINGS } from '#lib/platform/settings.ts'
import { judgeOrder } from '#lib/web/judge-order.ts'
import { readForTriage } from '#lib/web/triage-reading.ts'
import { freshService, makeActor, makeOrganisation, owner } from '../../support/database.ts'
import { type Cast, must, now, orderAt, statusOf } from '../../support/order-walk.ts'

let cast: Cast
let stranger: Actor
let both: Actor
let administrator: Actor

beforeAll(async () => {
  await freshService()
  const customer = await makeOrganisation('Kunden')
  cast = {
    requester: await makeActor('Rikke', { of: customer }),
    analyst: await makeActor('Anders', { roles: ['analyst'] }),
    checker: await makeActor('Karen', { roles: ['analyst'] }),
  }
  both = await makeActor('Begge', { of: customer, roles: ['analyst'] })
  stranger = await makeActor('Fremmed', { of: await makeOrganisation('En anden') })
  administrator = await makeActor('Adam', { roles: ['administrator'] })
}, 60_000)
afterAll(async () => {
  await closeDatabase()
  await owner.$disconnect()
})

const YES = Object.fromEntries(CHECK_ITEMS.map((item) => [item, 'yes'])) as TriageAnswers
const STANDARD = { answers: YES, outcome: 'standard' as const, note: 'Ligner en fra sidste år' }

async function detailFor(actor: Actor, orderId: string) {
  const detail = await orderDetail(actor, orderId)
  if (!detail) throw new Error('the order is not seen')
  return detail
}

describe('a triage', () => {
  it('is written by the order’s analyst, stands in the log, and moves neither status nor clock', async () => {
    const orderId = await orderAt('claimed', cast)
    const before = await detailFor(cast.analyst, orderId)
    const { next } = must(await triageOrder(cast.analyst, { ...(await now(orderId)), ...STANDARD }))
    expect(next).toEqual({ command: 'offer', referredTo: null })
    const after = await detailFor(cast.analyst, orderId)
    expect(after.row.status).toBe('received')
    expect(after.legs.triage.dueOn).toBe(before.legs.triage.dueOn)
    expect(after.history.at(-1)).toMatchObject({ type: 'order.triaged', facts: { outcome: 'standard', specificationVersion: 1 } })
    expect(await listTriages(cast.checker, after.facts)).toMatchObject([
      { outcome: 'standard', note: STANDARD.note, answers: YES },
    ])
  })

  it('is refused for anybody else, for an older version, twice over, and for an outcome against its answers', async () => {
    const orderId = await orderAt('claimed', cast)
    const target = await now(orderId)
    for (const actor of [cast.requester, both, cast.checker, administrator])
      expect(await triageOrder(actor, { ...target, ...STANDARD })).toEqual({ ok: false, kind: 'not-allowed' })
    expect(await triageOrder(stranger, { ...target, ...STANDARD })).toEqual({ ok: false, kind: 'not-found' })
    const answers = { ...YES, hiding: 'unsure' as const }
    expect(await triageOrder(cast.analyst, { ...target, ...STANDARD, answers })).toMatchObject({ kind: 'outcome-contradicted' })
    // A double click: both forms carry the version that was on the page.
    const clicks = await Promise.all([1, 2].map(() => triageOrder(cast.analyst, { ...target, ...STANDARD })))
    expect(clicks.map((each) => (each.ok ? 'ok' : each.kind)).sort()).toEqual(['conflict', 'ok'])
    expect(await owner.triage.count({ where: { orderId } })).toBe(1)
  })

  it('is never read by the customer: not through the service, nor in the database or the log', async () => {
    const orderId = await orderAt('claimed', cast)
    must(await triageOrder(cast.analyst, { ...(await now(orderId)), ...STANDARD }))
    for (const actor of [cast.requester, both]) {
      const detail = await detailFor(actor, orderId)
      expect(await listTriages(actor, detail.facts)).toEqual([])
      expect(await similarOrders(actor, detail.facts, detail.specification)).toEqual([])
      expect(await readForTriage(actor, detail, await judgeOrder(actor, detail))).toBeNull()
    }
    expect(JSON.stringify((await detailFor(cast.requester, orderId)).history)).not.toContain('triaged')
    const raw = await inTransaction({ kind: 'person', personId: cast.requester.personId }, async (tx) => ({
      triages: await tx.triage.count(),
      events: await tx.auditEvent.count({ where: { type: 'order.triaged' } }),
      topics: await tx.setting.count({ where: { key: 'sensitiveTopics' } }),
    }))
    expect(raw).toEqual({ triages: 0, events: 0, topics: 0 })
    const asBoth = await inTransaction({ kind: 'person', personId: both.personId }, (tx) =>
      tx.triage.count({ where: { orderId } }),
    )
    expect(asBoth).toBe(0)
  })

  it('stays as it was written', async () => {
    await expect(owner.triage.updateMany({ data: { note: 'Noget andet' } })).rejects.toThrow(/append-only/)
  })
})

describe('the reading of a new order', () => {
  it('names other orders of the same table, whoever placed them, and the rules of the register', async () => {
    const elsewhere = { ...cast, requester: stranger }
    const earlier = await orderAt('released', elsewhere)
    const orderId = await orderAt('claimed', cast)
    const detail = await detailFor(cast.analyst, orderId)
    const reading = await readForTriage(cast.analyst, detail, await judgeOrder(cast.analyst, detail))
    expect(reading?.similar[0]).toMatchObject({ isSame: true, share: 1 })
    expect(reading?.similar.map(({ id }) => id)).toContain(earlier)
    expect(reading?.similar.map(({ id }) => id)).not.toContain(orderId)
    expect(reading?.rules?.legal).toEqual(['chronic-disease'])
    expect(reading?.doubts).toEqual(['purpose', 'earlier'])
    expect(reading?.forecast).toBeNull()
  })

  it('never finds a draft: what is not sent is its requester’s alone', async () => {
    const draft = await orderAt('draft', { ...cast, requester: stranger })
    const detail = await detailFor(cast.analyst, await orderAt('claimed', cast))
    const found = await similarOrders(cast.analyst, detail.facts, detail.specification)
    expect(found.map(({ id }) => id)).not.toContain(draft)
  })
})

describe('a decision to decline', () => {
  it('gives the requester ground, reasons and guidance on appeal in both languages, and no stranger anything', async () => {
    const orderId = await orderAt('claimed', cast)
    const reasons = { ground: 'no-data' as const, reasonDa: 'Registeret har ingen adresser', reasonEn: 'No addresses are held' }
    must(await declineOrder(cast.analyst, { ...(await now(orderId)), ...reasons }))
    expect(await statusOf(orderId)).toBe('ended:declined')
    const { number } = await owner.order.findUniqueOrThrow({ where: { id: orderId } })
    const decision = await decisionOf(cast.requester, orderId)
    expect(decision).toMatchObject({ ground: 'no-data', reason: { da: reasons.reasonDa, en: reasons.reasonEn } })
    for (const text of Object.values(decision?.appeal ?? {})) expect(text).toContain(number)
    expect(await decisionOf(stranger, orderId)).toBeNull()
    await expect(owner.decision.updateMany({ data: { reasonDa: 'Noget andet' } })).rejects.toThrow(/append-only/)
  })

  it('needs reasons in both languages, and is not written when it is refused', async () => {
    const orderId = await orderAt('claimed', cast)
    const half = { ground: 'effort' as const, reasonDa: 'For meget arbejde', reasonEn: ' ' }
    expect(await declineOrder(cast.analyst, { ...(await now(orderId)), ...half })).toMatchObject({ kind: 'need-unmet' })
    must(await askRequester(cast.analyst, { ...(await now(orderId)), questions: [{ part: null, text: 'Hvilke år?' }] }))
    const whole = { ...half, reasonEn: 'Too much work' }
    expect(await declineOrder(cast.analyst, { ...(await now(orderId)), ...whole })).toMatchObject({ kind: 'wrong-status' })
    expect(await owner.decision.count({ where: { orderId } })).toBe(0)
  })
})

describe('the topics analysts are told of', () => {
  it('are kept by administrators alone, and each change is in the log', async () => {
    const topics = [{ da: 'Alkohol', en: 'Alcohol', codes: ['F10'], words: ['alkohol'] }]
    for (const actor of [cast.requester, cast.analyst])
      expect(await saveSensitiveTopics(actor, { topics })).toEqual({ ok: false, kind: 'not-allowed' })
    const load = () =>
      inTransaction({ kind: 'person', personId: cast.analyst.personId }, (tx) => loadSetting(tx, 'sensitiveTopics'))
    expect(await load()).toEqual(SETTINGS.sensitiveTopics.initial)
    must(await saveSensitiveTopics(administrator, { topics }))
    expect(await load()).toEqual(topics)
    expect(await owner.auditEvent.count({ where: { type: 'setting.changed', actorId: administrator.personId } })).toBe(1)
  })
})
