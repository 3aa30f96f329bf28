import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#lib/identity/actor.ts'
import { orderDetail } from '#lib/orders/queries.ts'
import { answerQuestions, askRequester } from '#lib/orders/questions/commands.ts'
import { closeDatabase, inTransaction } from '#lib/platform/db.ts'
import { freshService, makeActor, makeOrganisation, owner } from '../../support/database.ts'
import { type Cast, must, now, orderAt, statusOf } from '../../support/order-walk.ts'

let cast: Cast
let stranger: Actor

beforeAll(async () => {
  await freshService()
  cast = {
    requester: await makeActor('Rikke', { of: await makeOrganisation('Kunden') }),
    analyst: await makeActor('Anders', { roles: ['analyst'] }),
    checker: await makeActor('Karen', { roles: ['analyst'] }),
  }
  stranger = await makeActor('Fremmed', { of: await makeOrganisation('En anden') })
}, 60_000)
afterAll(async () => {
  await closeDatabase()
  await owner.$disconnect()
})

const ABOUT_SEX = { part: 'row:sex', text: 'Skal kvinder stå først?' }
const ABOUT_PERIOD = { part: 'period', text: 'Er to år nok?' }

async function asked(): Promise<{ orderId: string; ids: string[] }> {
  const orderId = await orderAt('claimed', cast)
  must(await askRequester(cast.analyst, { ...(await now(orderId)), questions: [ABOUT_SEX, ABOUT_PERIOD] }))
  const rows = await owner.question.findMany({ where: { orderId }, orderBy: { askedAt: 'asc' } })
  return { orderId, ids: rows.map(({ id }) => id) }
}

describe('questions about parts of a table', () => {
  it('keep their part and the version asked of, are seen by both sides, and are answered each by itself', async () => {
    const { orderId, ids } = await asked()
    const answers = ids.map((questionId, i) => ({ questionId, text: `Svar ${i}` }))
    must(await answerQuestions(cast.requester, { ...(await now(orderId)), answers }))
    expect(await statusOf(orderId)).toBe('received')
    for (const actor of [cast.requester, cast.analyst]) {
      const { questions } = (await orderDetail(actor, orderId)) ?? { questions: [] }
      expect(questions.map(({ part, text, answer }) => [part, text, answer])).toEqual([
        ['row:sex', ABOUT_SEX.text, 'Svar 0'],
        ['period', ABOUT_PERIOD.text, 'Svar 1'],
      ])
    }
    expect(await owner.question.findFirst({ where: { orderId } })).toMatchObject({ specificationVersion: 1 })
  })

  it('are refused about a part that the table does not have, and then nothing is asked', async () => {
    const orderId = await orderAt('claimed', cast)
    const questions = [ABOUT_PERIOD, { part: 'column:sex', text: 'Hvorfor?' }]
    expect(await askRequester(cast.analyst, { ...(await now(orderId)), questions })).toEqual({ ok: false, kind: 'unknown-part' })
    expect(await owner.question.count({ where: { orderId } })).toBe(0)
    expect(await statusOf(orderId)).toBe('received')
  })

  it('let the clock run again only when every one is answered, and an answer is given once', async () => {
    const { orderId, ids } = await asked()
    const target = await now(orderId)
    const [first = '', second = ''] = ids
    const one = { questionId: first, text: 'Ja' }
    expect(await answerQuestions(cast.requester, { ...target, answers: [one] })).toEqual({ ok: false, kind: 'questions-left' })
    expect(await owner.question.count({ where: { orderId, answer: null } })).toBe(2)
    const twice = [one, one, { questionId: second, text: 'Nej' }]
    expect(await answerQuestions(cast.requester, { ...target, answers: twice })).toEqual({ ok: false, kind: 'not-found' })
    expect(await statusOf(orderId)).toBe('clarifying')
  })

  it('are not answered through another order, nor by a stranger, nor by the house in the customer’s name', async () => {
    const mine = await asked()
    const other = await asked()
    const answers = [...mine.ids, ...other.ids.slice(0, 1)].map((questionId) => ({ questionId, text: 'x' }))
    expect(await answerQuestions(cast.requester, { ...(await now(mine.orderId)), answers })).toEqual({
      ok: false,
      kind: 'not-found',
    })
    const own = { ...(await now(mine.orderId)), answers: mine.ids.map((questionId) => ({ questionId, text: 'x' })) }
    expect(await answerQuestions(stranger, own)).toEqual({ ok: false, kind: 'not-found' })
    expect(await answerQuestions(cast.analyst, own)).toEqual({ ok: false, kind: 'not-allowed' })
    const forged = await inTransaction({ kind: 'person', personId: cast.analyst.personId }, (tx) =>
      tx.question.updateMany({
        where: { orderId: mine.orderId },
        data: { answer: 'Ja', answeredById: cast.requester.personId, answeredAt: new Date() },
      }),
    )
    expect(forged.count).toBe(0)
  })

  it('are never rewritten once asked, and answers never once given', async () => {
    const { orderId, ids } = await asked()
    const as = (work: Parameters<typeof inTransaction<unknown>>[1]) =>
      inTransaction({ kind: 'person', personId: cast.requester.personId }, work)
    await expect(
      as((tx) => tx.question.updateMany({ where: { orderId }, data: { text: 'Et andet spørgsmål' } })),
    ).rejects.toThrow()
    must(
      await answerQuestions(cast.requester, {
        ...(await now(orderId)),
        answers: ids.map((questionId) => ({ questionId, text: 'Ja' })),
      }),
    )
    const answer = { answer: 'Nej', answeredById: cast.requester.personId, answeredAt: new Date() }
    expect(await as((tx) => tx.question.updateMany({ where: { orderId }, data: answer }))).toEqual({ count: 0 })
  })
})
