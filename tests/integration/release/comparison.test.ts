import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDatabase } from '#lib/platform/db.ts'
import { comparedRuns } from '#lib/release/comparison/queries.ts'
import { freshService, makeActor, makeOrganisation, owner } from '../../support/database.ts'
import { type Cast, makeTable, orderAt, SPECIFICATION } from '../../support/order-walk.ts'

let cast: Cast
let colleague: Cast['analyst']

beforeAll(async () => {
  await freshService()
  const customer = await makeOrganisation('Kunden')
  cast = {
    requester: await makeActor('Rikke', { of: customer }),
    analyst: await makeActor('Anders', { roles: ['analyst'] }),
    checker: await makeActor('Karen', { roles: ['analyst'] }),
  }
  colleague = await makeActor('Kaj', { roles: ['analyst'] })
}, 60_000)
afterAll(async () => {
  await closeDatabase()
  await owner.$disconnect()
})

const LATER = {
  specification: SPECIFICATION,
  dimensions: [
    { id: 'sex', codes: ['TOTAL', '1', '2'], parents: [-1, 0, 0], additive: true },
    { id: 'inclusion_year', codes: ['TOTAL', '2000', '2001'], parents: [-1, 0, 0], additive: true },
  ],
  counts: [42, 21, 21, 21, 12, 9, 21, 9, 12],
}

/** An order with two runs, the older first. */
async function twoRuns(): Promise<{ orderId: string; before: string; after: string }> {
  const orderId = await orderAt('tabled', cast)
  await makeTable(orderId, cast.analyst, LATER)
  const [before, after] = await owner.run.findMany({ where: { orderId }, orderBy: { createdAt: 'asc' } })
  return { orderId, before: before?.id ?? '', after: after?.id ?? '' }
}

describe('two runs of an order', () => {
  it('are compared by the true figures for its own analyst, and both looks are remembered', async () => {
    const pair = await twoRuns()
    const found = await comparedRuns(cast.analyst, pair)
    expect(found?.isInside).toBe(true)
    expect(found?.comparison?.changes.map(({ address, before, after }) => [address, before, after])).toEqual([
      [0, 40, 42],
      [1, 20, 21],
      [2, 20, 21],
      [3, 20, 21],
      [5, 8, 9],
      [6, 20, 21],
      [7, 8, 9],
    ])
    expect(await owner.auditEvent.count({ where: { orderId: pair.orderId, type: 'confidential.seen' } })).toBe(2)
  })

  it('are compared by what leaves the house for other analysts, without a look at anything else', async () => {
    const pair = await twoRuns()
    expect(await comparedRuns(colleague, pair)).toMatchObject({ isInside: false, comparison: { cells: 9 } })
    expect(await owner.auditEvent.count({ where: { orderId: pair.orderId, type: 'confidential.seen' } })).toBe(0)
  })

  it('are nobody else’s: not the customer’s, not another order’s, and not one run twice', async () => {
    const [pair, other] = [await twoRuns(), await twoRuns()]
    expect(await comparedRuns(cast.requester, pair)).toBeNull()
    expect(await comparedRuns(cast.analyst, { ...pair, before: other.before })).toBeNull()
    expect(await comparedRuns(cast.analyst, { ...pair, before: pair.after })).toBeNull()
  })
})
