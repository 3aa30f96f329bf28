import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sweepOrders } from '#lib/orders/commands/sweep.ts'
import { askRequester } from '#lib/orders/questions/commands.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { freshService, makeActor, makeOrganisation, owner } from '../../support/database.ts'
import { answerAll, type Cast, must, now, orderAt, statusOf } from '../../support/order-walk.ts'

let cast: Cast

beforeAll(async () => {
  await freshService()
  const of = await makeOrganisation('Kunden')
  cast = {
    requester: await makeActor('Rikke', { of }),
    analyst: await makeActor('Anders', { roles: ['analyst'] }),
    checker: await makeActor('Karen', { roles: ['analyst'] }),
  }
}, 60_000)

afterAll(async () => {
  await closeDatabase()
  await owner.$disconnect()
})

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
const reminders = (orderId: string) =>
  owner.outboxMessage.count({ where: { orderId, kind: { in: ['answer-reminder', 'offer-reminder'] } } })

describe('what time alone does', () => {
  it('reminds of an unanswered question on the days the rules name, once each, and then lapses the order', async () => {
    const orderId = await orderAt('claimed', cast)
    must(await askRequester(cast.analyst, { ...(await now(orderId)), questions: [{ part: null, text: 'Hvilke år?' }] }))
    await sweepOrders(inDays(15))
    expect(await reminders(orderId)).toBe(0)
    for (const days of [16, 17, 20]) await sweepOrders(inDays(days))
    expect(await reminders(orderId)).toBe(1)
    for (const days of [27, 28]) await sweepOrders(inDays(days))
    expect(await reminders(orderId)).toBe(2)
    await sweepOrders(inDays(30))
    expect(await statusOf(orderId)).toBe('clarifying')
    await sweepOrders(inDays(31))
    expect(await statusOf(orderId)).toBe('ended:lapsed')
    await sweepOrders(inDays(45))
    expect(await reminders(orderId)).toBe(2)
  })

  it('never reminds of a question that was answered', async () => {
    const orderId = await orderAt('claimed', cast)
    must(await askRequester(cast.analyst, { ...(await now(orderId)), questions: [{ part: null, text: 'Hvilke år?' }] }))
    await answerAll(cast.requester, orderId, 'Alle')
    await sweepOrders(inDays(28))
    expect(await reminders(orderId)).toBe(0)
  })

  it('offers on standard orders only when administrators have switched it on', async () => {
    const orderId = await orderAt('received', cast)
    await sweepOrders(new Date())
    expect(await statusOf(orderId)).toBe('received')
    await owner.setting.create({ data: { key: 'autoOffer', value: { enabled: true, maxCells: 1000 } } })
    await sweepOrders(new Date())
    expect(await statusOf(orderId)).toBe('offered')
  })
})
