import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDatabase, inTransaction } from '#lib/platform/db.ts'
import { askAlternatives } from '#lib/production/alternatives/commands.ts'
import { alternativesOf } from '#lib/production/alternatives/queries.ts'
import { beatAlternatives, claimAlternatives, keepAlternatives } from '#lib/production/alternatives/store.ts'
import { requestRun } from '#lib/production/commands.ts'
import { loadAssignment } from '#lib/production/queries.ts'
import { type RunChoices, SERVICE_CHOICES } from '#lib/production/run-choices.ts'
import { serviceRules } from '#lib/production/service-rules.ts'
import { freshService, makeActor, makeOrganisation, owner } from '../../support/database.ts'
import { type Cast, must, now, orderAt } from '../../support/order-walk.ts'

let cast: Cast
let colleague: Cast['analyst']
let stranger: Cast['requester']

beforeAll(async () => {
  await freshService()
  cast = {
    requester: await makeActor('Rikke', { of: await makeOrganisation('Kunden') }),
    analyst: await makeActor('Anders', { roles: ['analyst'] }),
    checker: await makeActor('Karen', { roles: ['analyst'] }),
  }
  colleague = await makeActor('Kaj', { roles: ['analyst'] })
  stranger = await makeActor('Fremmed', { of: await makeOrganisation('En anden') })
}, 60_000)
afterAll(async () => {
  await closeDatabase()
  await owner.$disconnect()
})

const choices: RunChoices = { ...SERVICE_CHOICES, cost: 'count', last: [{ dimension: 'sex', code: 'M' }] }

describe('a run with choices', () => {
  it('keeps them for good, and no rule of safety but the cost of hiding differs from the service’s', async () => {
    const orderId = await orderAt('tabled', cast)
    const { runId } = must(await requestRun(cast.analyst, { ...(await now(orderId)), choices }))
    const run = await owner.run.findUniqueOrThrow({ where: { id: runId } })
    expect([run.choices, run.rules]).toEqual([choices, { ...serviceRules, cost: 'count' }])
    const assignment = await inTransaction({ kind: 'worker' }, (tx) => loadAssignment(tx, run, '/registers'))
    expect('kind' in assignment ? assignment : [assignment.choices, assignment.rules.cost]).toEqual([choices, 'count'])
    const change = inTransaction({ kind: 'person', personId: cast.analyst.personId }, (tx) =>
      tx.run.updateMany({ where: { id: runId }, data: { rules: { ...serviceRules, threshold: 2 } } }),
    )
    await expect(change).rejects.toThrow()
  })

  it('puts the table in force aside, so that an approval of it is void', async () => {
    const orderId = await orderAt('tabled', cast)
    must(await requestRun(cast.analyst, { ...(await now(orderId)), choices }))
    expect((await owner.order.findUniqueOrThrow({ where: { id: orderId } })).runId).toBeNull()
  })
})

describe('other ways to protect a table', () => {
  const tried = [{ kind: 'count', outcome: null, refusal: 'time-limit' }] as const

  it('are asked for by the producer while she makes the table, once however often', async () => {
    const orderId = await orderAt('tabled', cast)
    expect(await askAlternatives(colleague, { orderId })).toEqual({ ok: false, kind: 'not-allowed' })
    expect(await askAlternatives(cast.requester, { orderId })).toEqual({ ok: false, kind: 'not-allowed' })
    expect(await askAlternatives(stranger, { orderId })).toEqual({ ok: false, kind: 'not-found' })
    expect(await askAlternatives(cast.analyst, { orderId: await orderAt('producing', cast) })).toEqual({
      ok: false,
      kind: 'no-table',
    })
    await Promise.all([1, 2, 3].map(async () => must(await askAlternatives(cast.analyst, { orderId }))))
    expect(await owner.runAlternatives.count({ where: { orderId } })).toBe(1)
    expect(await owner.auditEvent.count({ where: { orderId, type: 'run.alternatives-asked' } })).toBe(1)
    const checking = await orderAt('checking', cast)
    expect(await askAlternatives(cast.analyst, { orderId: checking })).toEqual({ ok: false, kind: 'not-producing' })
  })

  it('are claimed by one worker; a dead one’s are taken over, and it keeps nothing afterwards', async () => {
    await owner.runAlternatives.deleteMany()
    const orderId = await orderAt('tabled', cast)
    must(await askAlternatives(cast.analyst, { orderId }))
    const first = await claimAlternatives('/registers')
    expect(await claimAlternatives('/registers')).toBeNull()
    const second = await claimAlternatives('/registers', new Date(Date.now() + 11_000))
    if (!first || !second) throw new Error('not claimed')
    await keepAlternatives(first, { alternatives: tried })
    expect(await beatAlternatives(first)).toBe('lost')
    expect((await alternativesOf(cast.analyst, second.runId))?.status).toBe('computing')
    await keepAlternatives(second, { alternatives: tried })
    expect(await alternativesOf(colleague, second.runId)).toEqual({ status: 'done', failure: null, alternatives: tried })
    expect(await alternativesOf(cast.requester, second.runId)).toBeNull()
  })

  it('are given up when another table is in force', async () => {
    const orderId = await orderAt('tabled', cast)
    must(await askAlternatives(cast.analyst, { orderId }))
    const work = await claimAlternatives('/registers')
    if (!work) throw new Error('not claimed')
    expect(await beatAlternatives(work)).toBe('go-on')
    must(await requestRun(cast.analyst, { ...(await now(orderId)), choices }))
    expect(await beatAlternatives(work)).toBe('cancel')
  })

  it('are put in by nobody past the command: not for another’s order, not with an answer', async () => {
    const orderId = await orderAt('tabled', cast)
    const { runId } = await owner.order.findUniqueOrThrow({ where: { id: orderId } })
    const forge = (personId: string, data: object) =>
      inTransaction({ kind: 'person', personId }, (tx) =>
        tx.runAlternatives.createMany({ data: { runId: runId ?? '', orderId, requestedById: personId, ...data } }),
      )
    await expect(forge(colleague.personId, {})).rejects.toThrow()
    await expect(forge(cast.analyst.personId, { body: [...tried], status: 'done' })).rejects.toThrow()
    await expect(forge(cast.analyst.personId, { requestedById: colleague.personId })).rejects.toThrow()
  })
})
