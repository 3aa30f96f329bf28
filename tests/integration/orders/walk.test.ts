import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chainHash } from '#lib/audit/chain.ts'
import { verifyChain } from '#lib/audit/queries.ts'
import { systemActor } from '#lib/identity/actor.ts'
import { deliverOutbox } from '#lib/notify/commands.ts'
import type { Mail } from '#lib/notify/senders.ts'
import { createOrder, discardOrder, reviseOrder, submitOrder } from '#lib/orders/commands/draft.ts'
import { acceptOffer, closeOrder, lapseOrder, offerOrder } from '#lib/orders/commands/offer.ts'
import { claimOrder, referOrder, requestChange, withdrawOrder } from '#lib/orders/commands/triage.ts'
import { listOrders, orderDetail } from '#lib/orders/queries.ts'
import { askRequester } from '#lib/orders/questions/commands.ts'
import { declineOrder } from '#lib/orders/triage/commands.ts'
import { closeDatabase, inTransaction } from '#lib/platform/db.ts'
import { requestRun } from '#lib/production/commands.ts'
import { keepProof, waitingProofs } from '#lib/production/proof/store.ts'
import { beat, claimRun, keepFailure } from '#lib/production/store.ts'
import {
  approveTable,
  downloadFile,
  recallDelivery,
  remakeDelivery,
  reportError,
  returnTable,
  signOff,
} from '#lib/release/commands.ts'
import { loadConfidential, loadDelivery, verifyRelease } from '#lib/release/queries.ts'
import { freshService, makeActor, makeOrganisation, owner } from '../../support/database.ts'
import { answerAll, type Cast, hashOf, makeTable, must, now, orderAt, SPECIFICATION, statusOf } from '../../support/order-walk.ts'

let cast: Cast
let other: Cast['requester']

beforeAll(async () => {
  await freshService()
  const customer = await makeOrganisation('Kunden')
  const requester = await makeActor('Rikke', { of: customer })
  const analyst = await makeActor('Anders', { roles: ['analyst'] })
  const checker = await makeActor('Karen', { roles: ['analyst'] })
  cast = { requester, analyst, checker }
  other = await makeActor('Fremmed', { of: await makeOrganisation('En anden') })
}, 60_000)

afterAll(async () => {
  await closeDatabase()
  await owner.$disconnect()
})

describe('an order on its way', () => {
  it('goes from draft to delivery, and its history tells the whole story', async () => {
    const orderId = await orderAt('released', cast)
    expect(await statusOf(orderId)).toBe('released')
    const file = must(await downloadFile(cast.requester, { orderId, format: 'csv', locale: 'da' }))
    expect(new TextDecoder().decode(file.bytes)).toContain('Optaget efter køn og år')
    const { history } = (await orderDetail(cast.analyst, orderId)) ?? { history: [] }
    expect(history.map((entry) => entry.type)).toEqual([
      'order.created',
      'order.submitted',
      'order.claimed',
      'order.offered',
      'order.accepted',
      'order.production-started',
      'order.run-requested',
      'run.started',
      'run.finished',
      'order.submitted-for-check',
      'order.check-claimed',
      'order.check-approved',
      'order.released',
      'delivery.downloaded',
    ])
  })

  it('asks and answers, and comes back to where it was', async () => {
    const orderId = await orderAt('accepted', cast)
    must(await askRequester(cast.analyst, { ...(await now(orderId)), questions: [{ part: null, text: 'Hvilke år?' }] }))
    expect(await statusOf(orderId)).toBe('clarifying')
    await answerAll(cast.requester, orderId, 'Alle')
    expect(await statusOf(orderId)).toBe('accepted')
  })

  it('needs a new offer when the specification changes during a clarification', async () => {
    const orderId = await orderAt('accepted', cast)
    must(await askRequester(cast.analyst, { ...(await now(orderId)), questions: [{ part: null, text: 'Hvilke år?' }] }))
    const specification = { ...SPECIFICATION, period: { fromYear: 2001, toYear: 2003 } }
    must(await reviseOrder(cast.requester, { ...(await now(orderId)), specification, purpose: 'x y z', invoiceReference: '' }))
    await answerAll(cast.requester, orderId, 'Rettet')
    expect(await statusOf(orderId)).toBe('received')
  })

  it('sends an offer back with a wish, and only the new offer is open', async () => {
    const orderId = await orderAt('offered', cast)
    must(await requestChange(cast.requester, { ...(await now(orderId)), reason: 'Billigere, tak' }))
    must(await offerOrder(cast.analyst, { ...(await now(orderId)), message: 'Ny pris' }))
    expect(await owner.offer.count({ where: { orderId, status: 'open' } })).toBe(1)
  })

  it('ends by refusal, referral, withdrawal and discard, each with its own resolution', async () => {
    const declined = await orderAt('claimed', cast)
    must(
      await declineOrder(cast.analyst, {
        ...(await now(declined)),
        ground: 'no-data',
        reasonDa: 'Findes ikke',
        reasonEn: 'Does not exist',
      }),
    )
    const referred = await orderAt('claimed', cast)
    must(await referOrder(cast.analyst, { ...(await now(referred)), reason: 'Persondata', referredTo: 'forskerservice' }))
    const withdrawn = await orderAt('offered', cast)
    must(await withdrawOrder(cast.requester, { ...(await now(withdrawn)), reason: 'For dyrt' }))
    const discarded = await orderAt('draft', cast)
    must(await discardOrder(cast.requester, await now(discarded)))
    expect(await Promise.all([declined, referred, withdrawn, discarded].map(statusOf))).toEqual([
      'ended:declined',
      'ended:referred',
      'ended:withdrawn',
      'ended:withdrawn',
    ])
  })

  it('lapses and closes by time alone, and not before it', async () => {
    const offered = await orderAt('offered', cast)
    expect((await lapseOrder(systemActor, await now(offered))).ok).toBe(false)
    must(await lapseOrder(systemActor, await now(offered), new Date(Date.now() + 29 * 86_400_000)))
    const released = await orderAt('released', cast)
    must(await closeOrder(systemActor, await now(released), new Date(Date.now() + 31 * 86_400_000)))
    expect(await Promise.all([offered, released].map(statusOf))).toEqual(['ended:lapsed', 'ended:delivered'])
    expect((await downloadFile(cast.requester, { orderId: released, format: 'xlsx', locale: 'en' })).ok).toBe(true)
  })

  it('comes back from the check with reasons, and a new run voids the earlier approval', async () => {
    const orderId = await orderAt('approved', cast)
    must(await returnTable(cast.checker, { ...(await now(orderId)), reason: 'Overskriften passer ikke' }))
    expect(await statusOf(orderId)).toBe('producing')
    const before = await hashOf(orderId)
    must(await requestRun(cast.analyst, await now(orderId)))
    expect((await orderDetail(cast.analyst, orderId))?.facts.table).toBeNull()
    expect((await signOff(cast.checker, { ...(await now(orderId)), contentHash: before })).ok).toBe(false)
  })

  it('takes a delivery back: its files are gone for the requester, and the verification page says so', async () => {
    const orderId = await orderAt('released', cast)
    const releaseId = (await loadDelivery(cast.requester, orderId))?.releaseId ?? ''
    must(await reportError(cast.requester, { ...(await now(orderId)), reason: 'Forkert total' }))
    must(await recallDelivery(cast.analyst, { ...(await now(orderId)), reason: 'Fejl i udtrækket' }))
    expect(await statusOf(orderId)).toBe('ended:recalled')
    expect((await downloadFile(cast.requester, { orderId, format: 'csv', locale: 'da' })).ok).toBe(false)
    expect((await verifyRelease(releaseId))?.recalledAt).toBeInstanceOf(Date)
  })

  it('is made anew after a recall, and the new producer cannot check it', async () => {
    const orderId = await orderAt('released', cast)
    must(await remakeDelivery(cast.checker, { ...(await now(orderId)), reason: 'Vi retter en fejl' }))
    const detail = await orderDetail(cast.checker, orderId)
    expect([detail?.row.status, detail?.facts.producerId]).toEqual(['producing', cast.checker.personId])
  })
})

describe('two at once, twice the same, and the wrong person', () => {
  it('lets exactly one of two analysts take an order, and tells the other', async () => {
    const orderId = await orderAt('received', cast)
    const target = await now(orderId)
    const results = await Promise.all([claimOrder(cast.analyst, target), claimOrder(cast.checker, target)])
    expect(results.map((result) => (result.ok ? 'won' : result.kind)).sort()).toEqual(['conflict', 'won'])
  })

  it('lets exactly one of accepting and withdrawing win, many times over', async () => {
    for (let i = 0; i < 5; i++) {
      const orderId = await orderAt('offered', cast)
      const target = await now(orderId)
      const results = await Promise.all([
        acceptOffer(cast.requester, { ...target, name: 'Rikke' }),
        withdrawOrder(cast.requester, { ...target, reason: 'Alligevel ikke' }),
      ])
      expect(results.filter((result) => result.ok)).toHaveLength(1)
    }
  })

  it('lets exactly one of signing off and returning win', async () => {
    const orderId = await orderAt('approved', cast)
    const target = await now(orderId)
    const contentHash = await hashOf(orderId)
    const results = await Promise.all([
      signOff(cast.checker, { ...target, contentHash }),
      returnTable(cast.checker, { ...target, reason: 'Vent lidt' }),
    ])
    expect(results.filter((result) => result.ok)).toHaveLength(1)
  })

  it('releases one of two tables that were protected without each other, and the other only once they are proven safe together', async () => {
    const approved = [await orderAt('approved', cast), await orderAt('approved', cast)]
    const inputs = await Promise.all(approved.map(async (id) => ({ ...(await now(id)), contentHash: await hashOf(id) })))
    const ends = await Promise.all(inputs.map((input) => signOff(cast.checker, input)))
    expect(ends.filter((end) => end.ok)).toHaveLength(1)
    expect(ends.filter((end) => !end.ok)).toMatchObject([{ kind: 'proof-pending' }])
    const loser = approved[ends.findIndex((end) => !end.ok)] ?? ''
    const waiting = (await waitingProofs()).find(({ orderId }) => orderId === loser)
    expect(waiting?.releaseIds).toHaveLength(1)
    if (waiting) await keepProof(waiting, true)
    expect((await waitingProofs()).some(({ orderId }) => orderId === loser)).toBe(false)
    must(await signOff(cast.checker, { ...(await now(loser)), contentHash: await hashOf(loser) }))
  })

  it('sends a table back that is not safe together with one released meanwhile', async () => {
    const [winner = '', loser = ''] = [await orderAt('approved', cast), await orderAt('approved', cast)]
    must(await signOff(cast.checker, { ...(await now(winner)), contentHash: await hashOf(winner) }))
    for (const waiting of await waitingProofs()) await keepProof(waiting, false)
    const input = { ...(await now(loser)), contentHash: await hashOf(loser) }
    expect(await signOff(cast.checker, input)).toMatchObject({ kind: 'released-since', releases: 1 })
    must(await returnTable(cast.checker, { ...(await now(loser)), reason: 'Skal beskyttes sammen med en nyere levering' }))
    await makeTable(loser, cast.analyst)
    expect((await waitingProofs()).some(({ orderId }) => orderId === loser)).toBe(false)
  })

  it('cannot be released past another by writing to the database either', async () => {
    const [winner, loser] = [await orderAt('approved', cast), await orderAt('approved', cast)]
    must(await signOff(cast.checker, { ...(await now(winner)), contentHash: await hashOf(winner) }))
    const { runId, producerId } = await owner.order.findUniqueOrThrow({ where: { id: loser } })
    const row = { orderId: loser, runId: runId ?? '', registerId: 'diabetes', contentHash: await hashOf(loser) }
    const people = { producerId: producerId ?? '', checkerId: cast.checker.personId }
    await expect(owner.release.create({ data: { ...row, ...people, protectionHash: 'c'.repeat(64) } })).rejects.toThrow(
      'released since',
    )
  })

  it('makes one order of a form that is sent twice', async () => {
    const draft = { specification: SPECIFICATION, purpose: 'Dobbeltklik', invoiceReference: '', formKey: randomUUID() }
    const first = must(await createOrder(cast.requester, draft))
    expect(must(await createOrder(cast.requester, draft)).orderId).toBe(first.orderId)
    expect(await owner.order.count({ where: { purpose: 'Dobbeltklik' } })).toBe(1)
  })

  it('refuses a command given on an older version of the order', async () => {
    const orderId = await orderAt('draft', cast)
    const old = await now(orderId)
    must(await reviseOrder(cast.requester, { ...old, specification: SPECIFICATION, purpose: 'nyt formål', invoiceReference: '' }))
    expect(await submitOrder(cast.requester, old)).toEqual({ ok: false, kind: 'conflict' })
  })

  it('answers a stranger as if the order were not there, whatever she tries', async () => {
    const orderId = await orderAt('released', cast)
    const target = await now(orderId)
    const tries = [
      submitOrder(other, target),
      withdrawOrder(other, { ...target, reason: 'min nu' }),
      downloadFile(other, { orderId, format: 'csv', locale: 'da' }),
    ]
    for (const result of await Promise.all(tries)) expect(result).toEqual({ ok: false, kind: 'not-found' })
    expect(await orderDetail(other, orderId)).toBeNull()
    expect(await loadDelivery(other, orderId)).toBeNull()
    expect((await listOrders(other, { scope: 'house' })).total).toBe(0)
  })

  it('shows unprotected cells to the order’s own analysts and to nobody else, and remembers each look', async () => {
    const orderId = await orderAt('checking', cast)
    const runId = (await owner.order.findUniqueOrThrow({ where: { id: orderId } })).runId ?? ''
    expect(await loadConfidential(cast.checker, runId)).toBeNull()
    expect(await loadConfidential(cast.requester, runId)).toBeNull()
    expect((await loadConfidential(cast.analyst, runId))?.counts).toHaveLength(9)
    expect(await owner.auditEvent.count({ where: { orderId, type: 'confidential.seen' } })).toBe(1)
  })

  it('shows the producer’s note to the checker only after her verdict', async () => {
    const orderId = await orderAt('claimed-check', cast)
    expect((await orderDetail(cast.checker, orderId))?.producerNote).toBeNull()
    must(await approveTable(cast.checker, { ...(await now(orderId)), contentHash: await hashOf(orderId), comment: '' }))
    expect((await orderDetail(cast.checker, orderId))?.producerNote).toBe('Producentens egen note')
  })

  it('refuses a verdict on bytes other than those in force', async () => {
    const orderId = await orderAt('claimed-check', cast)
    expect(await approveTable(cast.checker, { ...(await now(orderId)), contentHash: 'f'.repeat(64), comment: '' })).toEqual({
      ok: false,
      kind: 'table-changed',
    })
  })
})

describe('runs and their leases', () => {
  it('are claimed by one worker, and a worker that lost its lease can neither go on nor keep a result', async () => {
    const orderId = await orderAt('producing', cast)
    const { runId } = must(await requestRun(cast.analyst, await now(orderId)))
    const first = await claimRun(runId)
    expect(await claimRun(runId)).toBeNull()
    const second = await claimRun(runId, new Date(Date.now() + 60_000))
    if (!first || !second) throw new Error('the run was not claimed')
    expect(await beat(first, 'tabulating', 0.5)).toBe('lost')
    await keepFailure(first, { kind: 'crashed' })
    expect((await owner.run.findUniqueOrThrow({ where: { id: runId } })).status).toBe('running')
    expect(await beat(second, 'tabulating', 0.5)).toBe('go-on')
  })

  it('are made on the snapshot the order was counted on before, unless the newest is asked for', async () => {
    const orderId = await orderAt('approved', cast)
    const snapshotOf = async (id: string) => (await owner.run.findUniqueOrThrow({ where: { id } })).snapshotId
    const before = await snapshotOf((await orderDetail(cast.analyst, orderId))?.facts.table?.runId ?? '')
    const old = await owner.snapshotDocument.findUniqueOrThrow({ where: { id: before } })
    const newer = { ...(old.body as object), id: 'diabetes-newer', cutOn: '2010-12-31', sha256: 'b'.repeat(64) }
    await owner.snapshotDocument.create({
      data: { id: 'diabetes-newer', registerId: 'diabetes', cutOn: new Date('2010-12-31'), sha256: 'b'.repeat(64), body: newer },
    })
    must(await returnTable(cast.checker, { ...(await now(orderId)), reason: 'Overskriften passer ikke' }))
    const same = must(await requestRun(cast.analyst, await now(orderId)))
    expect(await snapshotOf(same.runId)).toBe(before)
    await owner.run.update({ where: { id: same.runId }, data: { status: 'cancelled' } })
    const newest = must(await requestRun(cast.analyst, { ...(await now(orderId)), cut: 'newest' }))
    expect(await snapshotOf(newest.runId)).toBe('diabetes-newer')
    const first = must(await requestRun(cast.analyst, await now(await orderAt('producing', cast))))
    expect(await snapshotOf(first.runId)).toBe('diabetes-newer')
  })

  it('come one at a time for an order', async () => {
    const orderId = await orderAt('producing', cast)
    must(await requestRun(cast.analyst, await now(orderId)))
    expect(await requestRun(cast.analyst, await now(orderId))).toEqual({ ok: false, kind: 'run-in-progress' })
  })
})

describe('messages', () => {
  it('reach the right people once, name no content, and are tried again when the post fails', async () => {
    await owner.outboxMessage.deleteMany()
    await owner.notice.deleteMany()
    const orderId = await orderAt('offered', cast)
    const sent: Mail[] = []
    let fails = 1
    const send = async (mail: Mail) => {
      if (fails-- > 0) throw new Error('post office closed')
      sent.push(mail)
    }
    await deliverOutbox(send, 100)
    expect(await owner.outboxMessage.count({ where: { status: 'waiting', attempts: 1 } })).toBe(1)
    await owner.outboxMessage.updateMany({ data: { nextAttemptAt: new Date(0) } })
    await deliverOutbox(send, 100)
    await deliverOutbox(send, 100)
    const toRequester = sent.filter((mail) => mail.to === cast.requester.email)
    expect(toRequester).toHaveLength(1)
    expect(new Set(sent.map((mail) => mail.id)).size).toBe(sent.length)
    for (const mail of sent) expect(mail.text).not.toContain(SPECIFICATION.title)
    expect(await owner.notice.count({ where: { personId: cast.requester.personId, orderId } })).toBe(1)
  })
})

describe('the audit log', () => {
  it('holds as a chain, and a row changed behind its back is found', async () => {
    const clean = await inTransaction({ kind: 'worker' }, (tx) => verifyChain(tx, 7))
    expect([clean.faults, clean.rows > 50]).toEqual([[], true])
    await owner.$executeRawUnsafe('alter table audit_events disable trigger audit_events_append_only')
    await owner.$executeRawUnsafe(`update audit_events set facts = '{"from": "nowhere"}' where seq = 20`)
    await owner.$executeRawUnsafe('alter table audit_events enable trigger audit_events_append_only')
    const tampered = await inTransaction({ kind: 'worker' }, (tx) => verifyChain(tx))
    expect(tampered.faults).toEqual([{ seq: '20', fault: 'changed-row' }])
    expect(chainHash.length).toBe(1)
  })
})
