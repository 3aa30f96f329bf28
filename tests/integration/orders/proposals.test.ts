import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Specification } from '#lib/catalogue/specification.ts'
import type { Actor } from '#lib/identity/actor.ts'
import { reviseOrder } from '#lib/orders/commands/draft.ts'
import { acceptOffer, offerOrder } from '#lib/orders/commands/offer.ts'
import { approveChange, proposeChange, retractChange, sendChangeBack } from '#lib/orders/proposals/commands.ts'
import { proposalsOf } from '#lib/orders/proposals/queries.ts'
import { orderDetail } from '#lib/orders/queries.ts'
import { askRequester } from '#lib/orders/questions/commands.ts'
import { closeDatabase, inTransaction } from '#lib/platform/db.ts'
import { requestRun, startProduction } from '#lib/production/commands.ts'
import { claimCheck } from '#lib/release/commands.ts'
import { weighChanges } from '#lib/web/weigh-change.ts'
import { freshService, makeActor, makeOrganisation, owner } from '../../support/database.ts'
import { answerAll, type Cast, must, now, orderAt, SPECIFICATION, statusOf } from '../../support/order-walk.ts'

let cast: Cast
let stranger: Actor
let both: Actor

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
}, 60_000)
afterAll(async () => {
  await closeDatabase()
  await owner.$disconnect()
})

const WIDER: Specification = {
  ...SPECIFICATION,
  title: 'Optaget efter køn og flere år',
  period: { fromYear: 1996, toYear: 2005 },
}
const CHANGE = { specification: WIDER, message: 'Ti år giver flere tal' }

async function proposedAt(stage: 'claimed' | 'accepted' | 'tabled'): Promise<string> {
  const orderId = await orderAt(stage, cast)
  must(await proposeChange(cast.analyst, { ...(await now(orderId)), ...CHANGE }))
  return orderId
}
const inForce = async (orderId: string) => (await orderDetail(cast.requester, orderId))?.specification

describe('a suggested change', () => {
  it('waits for the customer, and the table in force stays what it was', async () => {
    const orderId = await proposedAt('claimed')
    expect(await statusOf(orderId)).toBe('clarifying')
    expect(await inForce(orderId)).toEqual(SPECIFICATION)
    const [proposal] = await proposalsOf(cast.requester, orderId)
    expect(proposal).toMatchObject({ status: 'open', version: 2, message: CHANGE.message, before: SPECIFICATION, after: WIDER })
    const { commands } = (await orderDetail(cast.requester, orderId)) ?? { commands: [] }
    expect(commands).toEqual(expect.arrayContaining(['approve-change', 'send-back-change', 'withdraw']))
    expect(commands).not.toContain('answer')
    const messages = await owner.outboxMessage.findMany({ where: { orderId, kind: 'change-proposed' } })
    expect(messages.map(({ audience }) => audience)).toEqual(['customer'])
  })

  it('comes into force when it is approved, whatever stage the work had come to, and its new price is offered before it goes on', async () => {
    for (const stage of ['claimed', 'accepted', 'tabled'] as const) {
      const orderId = await proposedAt(stage)
      must(await approveChange(cast.requester, await now(orderId)))
      expect(await statusOf(orderId)).toBe('received')
      expect(await inForce(orderId)).toEqual(WIDER)
      const row = await owner.order.findUniqueOrThrow({ where: { id: orderId } })
      expect(row).toMatchObject({ title: WIDER.title, specificationVersion: 2, runId: null, resumeStatus: null })
      // Nothing goes on by the offer on the older version.
      expect(await acceptOffer(cast.requester, { ...(await now(orderId)), name: 'Rikke' })).toMatchObject({ ok: false })
      must(await offerOrder(cast.analyst, { ...(await now(orderId)), message: '' }))
      must(await acceptOffer(cast.requester, { ...(await now(orderId)), name: 'Rikke' }))
      must(await startProduction(cast.analyst, await now(orderId)))
      const { runId } = must(await requestRun(cast.analyst, await now(orderId)))
      expect(await owner.run.findUniqueOrThrow({ where: { id: runId } })).toMatchObject({ specificationVersion: 2 })
    }
  })

  it('sent back leaves table and stage as they were, and the wish is there for the analyst', async () => {
    const orderId = await proposedAt('accepted')
    must(await sendChangeBack(cast.requester, { ...(await now(orderId)), reason: 'Kun fem år, tak' }))
    expect(await statusOf(orderId)).toBe('accepted')
    expect(await inForce(orderId)).toEqual(SPECIFICATION)
    expect(await proposalsOf(cast.analyst, orderId)).toMatchObject([{ status: 'sent-back', wish: 'Kun fem år, tak' }])
    // The next one is a version of its own.
    must(await proposeChange(cast.analyst, { ...(await now(orderId)), ...CHANGE }))
    expect((await proposalsOf(cast.analyst, orderId)).map(({ version, status }) => [version, status])).toEqual([
      [3, 'open'],
      [2, 'sent-back'],
    ])
  })

  it('is taken back by the analyst until it is answered, and then by nobody', async () => {
    const orderId = await proposedAt('claimed')
    const seen = await now(orderId)
    must(await retractChange(cast.analyst, seen))
    expect(await statusOf(orderId)).toBe('received')
    expect(await approveChange(cast.requester, seen)).toMatchObject({ ok: false })
    expect(await retractChange(cast.analyst, await now(orderId))).toMatchObject({ kind: 'wrong-status' })
    expect(await inForce(orderId)).toEqual(SPECIFICATION)
  })

  it('is refused when nothing differs, when it can’t be made, and without a reason', async () => {
    const orderId = await orderAt('claimed', cast)
    const propose = async (specification: Specification, message = 'Fordi') =>
      proposeChange(cast.analyst, { ...(await now(orderId)), specification, message })
    expect(await propose({ ...SPECIFICATION })).toEqual({ ok: false, kind: 'nothing-changed' })
    expect(await propose({ ...WIDER, period: { fromYear: 1900, toYear: 1901 } })).toMatchObject({
      kind: 'period-outside-coverage',
    })
    expect(await propose(WIDER, ' ')).toMatchObject({ kind: 'need-unmet' })
    expect(await owner.specificationVersion.count({ where: { orderId } })).toBe(1)
  })

  it('is made by the order’s analyst and answered by its customer, and by nobody else', async () => {
    const claimed = await orderAt('claimed', cast)
    for (const actor of [cast.requester, cast.checker, both])
      expect(await proposeChange(actor, { ...(await now(claimed)), ...CHANGE })).toMatchObject({ kind: 'not-allowed' })
    const orderId = await proposedAt('claimed')
    const target = await now(orderId)
    expect(await approveChange(cast.analyst, target)).toMatchObject({ kind: 'not-allowed' })
    expect(await approveChange(stranger, target)).toMatchObject({ kind: 'not-found' })
    expect(await sendChangeBack(stranger, { ...target, reason: 'Nej tak' })).toMatchObject({ kind: 'not-found' })
    expect(await proposalsOf(stranger, orderId)).toEqual([])
    expect(await retractChange(cast.requester, target)).toMatchObject({ kind: 'not-allowed' })
  })

  it('approved and sent back at once, or twice over, is decided exactly once', async () => {
    const orderId = await proposedAt('claimed')
    const target = await now(orderId)
    const results = await Promise.all([
      approveChange(cast.requester, target),
      sendChangeBack(cast.requester, { ...target, reason: 'Nej tak' }),
      approveChange(cast.requester, target),
    ])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await owner.proposal.count({ where: { orderId, status: 'open' } })).toBe(0)
  })

  it('comes before any change of the customer’s own, which then takes the next version', async () => {
    const orderId = await proposedAt('claimed')
    const own = { specification: { ...SPECIFICATION, totals: false }, purpose: 'x y z', invoiceReference: '' }
    const refused = await reviseOrder(cast.requester, { ...(await now(orderId)), ...own })
    expect(refused).toMatchObject({ kind: 'need-unmet', need: 'no-open-proposal' })
    must(await sendChangeBack(cast.requester, { ...(await now(orderId)), reason: 'Vi retter selv' }))
    must(await askRequester(cast.analyst, { ...(await now(orderId)), questions: [{ part: null, text: 'Hvordan?' }] }))
    must(await reviseOrder(cast.requester, { ...(await now(orderId)), ...own }))
    await answerAll(cast.requester, orderId, 'Sådan')
    expect(await owner.order.findUniqueOrThrow({ where: { id: orderId } })).toMatchObject({ specificationVersion: 3 })
    expect(await inForce(orderId)).toEqual(own.specification)
  })

  it('makes its author one who has touched the table: she can’t check it, even after handing the case over', async () => {
    const orderId = await proposedAt('claimed')
    must(await approveChange(cast.requester, await now(orderId)))
    await owner.order.update({
      where: { id: orderId },
      data: { status: 'checking', analystId: null, producerId: cast.checker.personId },
    })
    expect(await claimCheck(cast.analyst, await now(orderId))).toMatchObject({ kind: 'not-allowed' })
  })
})

describe('a suggested change, tried past the commands', () => {
  it('is closed neither by the wrong side nor in another’s name, and never twice', async () => {
    const orderId = await proposedAt('claimed')
    const as = (actor: Actor, data: object) =>
      inTransaction({ kind: 'person', personId: actor.personId }, (tx) => tx.proposal.updateMany({ where: { orderId }, data }))
    const approved = (by: Actor) => ({ status: 'approved', closedAt: new Date(), closedById: by.personId })
    await expect(as(cast.analyst, approved(cast.analyst))).rejects.toThrow(/row-level security/)
    await expect(as(cast.requester, approved(cast.analyst))).rejects.toThrow(/row-level security/)
    expect(await as(stranger, approved(stranger))).toEqual({ count: 0 })
    expect(await as(cast.requester, approved(cast.requester))).toEqual({ count: 1 })
    expect(await as(cast.requester, approved(cast.requester))).toEqual({ count: 0 })
  })

  it('cannot be slipped in: only the analyst who has the order, or the customer, writes a version of its table', async () => {
    const orderId = await orderAt('claimed', cast)
    const write = (actor: Actor) =>
      inTransaction({ kind: 'person', personId: actor.personId }, (tx) =>
        tx.specificationVersion.createMany({
          data: { orderId, version: 9, body: WIDER, sha256: 'a'.repeat(64), authorId: actor.personId },
        }),
      )
    for (const actor of [cast.checker, stranger]) await expect(write(actor)).rejects.toThrow(/row-level security/)
  })
})

it('a change is weighed by today’s tariff before anybody decides: size, price and date of both tables', async () => {
  const orderId = await proposedAt('claimed')
  const [proposal] = await proposalsOf(cast.requester, orderId)
  if (!proposal) throw new Error('no proposal')
  const { organisationId } = await owner.order.findUniqueOrThrow({ where: { id: orderId } })
  const [weighed] = await weighChanges(cast.requester, organisationId, [proposal])
  const { before, after, refusal } = weighed ?? { before: null, after: null, refusal: 'nothing' }
  expect([before?.shape.cells, after?.shape.cells]).toEqual([9, 33])
  expect(after?.quote.totalOre ?? 0).toBeGreaterThanOrEqual(before?.quote.totalOre ?? Number.POSITIVE_INFINITY)
  expect(refusal).toBeNull()
})
