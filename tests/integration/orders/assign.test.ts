import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assignOrder, assignOrders } from '#lib/orders/assign/commands.ts'
import { colleaguesOf } from '#lib/orders/assign/queries.ts'
import { listNotes } from '#lib/orders/notes/queries.ts'
import { orderDetail } from '#lib/orders/queries.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { claimCheck } from '#lib/release/commands.ts'
import { freshService, makeActor, makeOrganisation, owner } from '../../support/database.ts'
import { type Cast, makeTable, must, now, orderAt } from '../../support/order-walk.ts'

let cast: Cast
let colleague: Cast['analyst']
let insider: Cast['analyst']
let stranger: Cast['requester']

beforeAll(async () => {
  await freshService()
  const customer = await makeOrganisation('Kunden')
  cast = {
    requester: await makeActor('Rikke', { of: customer }),
    analyst: await makeActor('Anders', { roles: ['analyst'] }),
    checker: await makeActor('Karen', { roles: ['analyst'] }),
  }
  colleague = await makeActor('Kaj', { roles: ['analyst'] })
  insider = await makeActor('Inga', { roles: ['analyst'], of: customer })
  stranger = await makeActor('Fremmed', { of: await makeOrganisation('En anden') })
}, 60_000)
afterAll(async () => {
  await closeDatabase()
  await owner.$disconnect()
})

const give = async (orderId: string, to: Cast['analyst'], actor = cast.analyst, note = '') =>
  assignOrder(actor, { ...(await now(orderId)), personId: to.personId, note })

describe('a case handed over', () => {
  it('is the colleague’s with the note, she is told once, and the customer sees nothing of it', async () => {
    const orderId = await orderAt('claimed', cast)
    must(await give(orderId, colleague, cast.analyst, 'Rekvirenten vil gerne ringes op'))
    const detail = await orderDetail(colleague, orderId)
    expect(detail?.row.analystId).toBe(colleague.personId)
    const notes = detail && (await listNotes(colleague, detail.facts))
    expect(notes?.map(({ text }) => text)).toEqual(['Rekvirenten vil gerne ringes op'])
    const told = await owner.outboxMessage.findMany({ where: { orderId, kind: 'order-assigned' } })
    expect(told.map(({ recipientId }) => recipientId)).toEqual([colleague.personId])
    const seen = await orderDetail(cast.requester, orderId)
    expect(seen?.history.some(({ type }) => type === 'order.assigned')).toBe(false)
  })

  it('in production has the colleague as producer, and whoever made a run before still can’t check it', async () => {
    const orderId = await orderAt('tabled', cast)
    must(await give(orderId, colleague))
    const order = await owner.order.findUniqueOrThrow({ where: { id: orderId } })
    expect([order.analystId, order.producerId]).toEqual([colleague.personId, colleague.personId])
    await makeTable(orderId, colleague)
    await owner.order.update({ where: { id: orderId }, data: { status: 'checking' } })
    expect(await claimCheck(cast.analyst, await now(orderId))).toEqual({ ok: false, kind: 'not-allowed' })
    must(await claimCheck(cast.checker, await now(orderId)))
  })

  it('goes to analysts alone, never to the customer’s own people, and is given by analysts alone', async () => {
    const orderId = await orderAt('claimed', cast)
    const administrator = await makeActor('Adam', { roles: ['administrator'] })
    for (const person of [insider, cast.requester, stranger, administrator])
      expect(await give(orderId, person)).toEqual({ ok: false, kind: 'cannot-take-it' })
    expect(await give(orderId, colleague, cast.requester)).toEqual({ ok: false, kind: 'not-allowed' })
    expect(await give(orderId, colleague, insider)).toEqual({ ok: false, kind: 'not-allowed' })
    expect(await give(orderId, colleague, stranger)).toEqual({ ok: false, kind: 'not-found' })
    await owner.person.update({ where: { id: colleague.personId }, data: { status: 'disabled' } })
    expect(await give(orderId, colleague)).toEqual({ ok: false, kind: 'cannot-take-it' })
    await owner.person.update({ where: { id: colleague.personId }, data: { status: 'active' } })
  })

  it('by two people at once goes to exactly one', async () => {
    const orderId = await orderAt('claimed', cast)
    const target = await now(orderId)
    const results = await Promise.all(
      [colleague, cast.checker].map(({ personId }) => assignOrder(cast.analyst, { ...target, personId, note: '' })),
    )
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(results.filter((result) => !result.ok && result.kind === 'conflict')).toHaveLength(1)
  })

  it('together with others leaves those alone that somebody changed meanwhile', async () => {
    const [first, second] = [await orderAt('claimed', cast), await orderAt('claimed', cast)]
    const targets = [await now(first), await now(second)]
    must(await give(second, cast.checker))
    const input = { targets, personId: colleague.personId, note: '' }
    expect(must(await assignOrders(cast.analyst, input))).toEqual({ assigned: 1, refused: 1 })
    expect((await owner.order.findUniqueOrThrow({ where: { id: second } })).analystId).toBe(cast.checker.personId)
    expect(await assignOrders(cast.analyst, input)).toEqual({ ok: false, kind: 'conflict' })
  })
})

describe('colleagues', () => {
  it('stand with their open cases, the least loaded first, for analysts alone', async () => {
    const colleagues = await colleaguesOf(cast.analyst)
    expect(colleagues.map(({ open }) => open)).toEqual(colleagues.map(({ open }) => open).sort((a, b) => a - b))
    const open = await owner.order.count({
      where: { analystId: colleague.personId, status: { notIn: ['draft', 'released', 'ended'] } },
    })
    expect(colleagues.find(({ id }) => id === colleague.personId)?.open).toBe(open)
    expect(await colleaguesOf(cast.requester)).toEqual([])
  })
})
