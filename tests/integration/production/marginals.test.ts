import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Marginals } from '#lib/catalogue/marginals.ts'
import { loadMarginals } from '#lib/catalogue/queries.ts'
import { type Actor, dbContextOf } from '#lib/identity/actor.ts'
import { closeDatabase, type DbContext, inTransaction } from '#lib/platform/db.ts'
import { keepMarginals, snapshotsWithoutMarginals } from '#lib/production/marginals/store.ts'
import { freshService, makeActor, makeOrganisation, owner } from '../../support/database.ts'

const SNAPSHOT = 'diabetes-test'

let requester: Actor
let analyst: Actor
let administrator: Actor

beforeAll(async () => {
  await freshService()
  requester = await makeActor('Rikke', { of: await makeOrganisation('Kunden') })
  analyst = await makeActor('Anders', { roles: ['analyst'] })
  administrator = await makeActor('Adam', { roles: ['administrator'] })
}, 60_000)

afterAll(async () => {
  await closeDatabase()
  await owner.$disconnect()
})

const body: Marginals = {
  schema: 1,
  recipe: 1,
  registerId: 'diabetes',
  snapshotId: SNAPSHOT,
  snapshotSha256: 'a'.repeat(64),
  singles: [
    {
      variable: 'sex',
      measure: 'persons',
      codes: ['TOTAL', '1', '2'],
      parents: [-1, 0, 0],
      additive: true,
      counts: [90, 40, 50],
    },
  ],
  pairs: [],
}

const read = (context: DbContext) => inTransaction(context, (tx) => loadMarginals(tx, SNAPSHOT))

describe('the safe totals of a snapshot', () => {
  it('are wanted until they are there, are kept once, and remembered in the log', async () => {
    expect(await snapshotsWithoutMarginals()).toContain(SNAPSHOT)
    expect(await keepMarginals(body, {})).toBe('kept')
    expect(await keepMarginals({ ...body, singles: [] }, {})).toBe('there')
    expect(await snapshotsWithoutMarginals()).not.toContain(SNAPSHOT)
    expect(await read(dbContextOf(analyst))).toEqual(body)
    const events = await owner.auditEvent.findMany({ where: { type: 'marginals.published' } })
    expect(events.map((event) => event.facts)).toEqual([expect.objectContaining({ snapshotId: SNAPSHOT, recipe: 1 })])
  })

  it('are read by staff and by the errand of forecasting, and by no requester and nobody else', async () => {
    expect(await read(dbContextOf(administrator))).toEqual(body)
    expect(await read({ kind: 'purpose', purpose: 'forecast' })).toEqual(body)
    expect(await read(dbContextOf(requester))).toBeNull()
    expect(await read({ kind: 'purpose', purpose: 'public' })).toBeNull()
    expect(await read({ kind: 'purpose', purpose: 'sign-in' })).toBeNull()
  })

  it('are written by the worker alone and changed by nobody', async () => {
    const forged = {
      snapshotId: 'x',
      recipe: 1,
      registerId: 'diabetes',
      body: new Uint8Array(),
      contentHash: 'b'.repeat(64),
      rules: {},
      report: {},
    }
    for (const context of [dbContextOf(administrator), dbContextOf(analyst), { kind: 'purpose', purpose: 'forecast' } as const])
      await expect(inTransaction(context, (tx) => tx.safeMarginals.createMany({ data: forged }))).rejects.toThrow(
        /permission denied|42501/,
      )
    await expect(owner.safeMarginals.updateMany({ data: { contentHash: 'b'.repeat(64) } })).rejects.toThrow(/append-only/)
    await expect(
      inTransaction({ kind: 'worker' }, (tx) => tx.safeMarginals.deleteMany({ where: { snapshotId: SNAPSHOT } })),
    ).rejects.toThrow(/permission denied|append-only/)
  })
})
