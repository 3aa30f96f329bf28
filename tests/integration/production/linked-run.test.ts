import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Specification } from '#lib/catalogue/specification.ts'
import { closeDatabase, inTransaction } from '#lib/platform/db.ts'
import { sha256 as sha256Of } from '#lib/platform/sha256.ts'
import { requestRun } from '#lib/production/commands.ts'
import { loadAssignment } from '#lib/production/queries.ts'
import { freshService, makeActor, makeOrganisation, owner } from '../../support/database.ts'
import { type Cast, must, now, orderAt } from '../../support/order-walk.ts'

let cast: Cast

beforeAll(async () => {
  await freshService()
  cast = {
    requester: await makeActor('Rikke', { of: await makeOrganisation('Kunden') }),
    analyst: await makeActor('Anders', { roles: ['analyst'] }),
    checker: await makeActor('Karen', { roles: ['analyst'] }),
  }
  for (const register of ['population', 'lmdb']) await addCut(register, '2025-06-30')
}, 60_000)
afterAll(async () => {
  await closeDatabase()
  await owner.$disconnect()
})

const axis = (variable: string, level: string) => ({ variable, level, codes: null, parents: false })

const PREVALENCE: Specification = {
  schema: 1,
  title: 'Diabetesmedicin efter køn',
  register: 'population',
  measure: 'persons',
  rate: false,
  period: { fromYear: 2025, toYear: 2025 },
  filters: [],
  rows: [axis('sex', 'sex')],
  columns: [axis('linked_events', 'event_any')],
  totals: true,
  link: {
    register: 'lmdb',
    filters: [{ variable: 'medicine', codes: ['A10'] }],
    window: { unit: 'years', back: 1, duringYear: false },
  },
}

/** A cut of a register; nothing of it is on the disk. */
async function addCut(registerId: string, cutOn: string): Promise<string> {
  const other = await owner.snapshotDocument.findFirstOrThrow()
  const id = `${registerId}-${cutOn}`
  const sha256 = sha256Of(id)
  const body = { ...(other.body as object), id, registerId, cutOn, sha256 }
  await owner.snapshotDocument.create({ data: { id, registerId, cutOn: new Date(cutOn), sha256, body } })
  return id
}

const made = { specification: PREVALENCE, dimensions: [], counts: [] }
const loaded = (runId: string) =>
  inTransaction({ kind: 'worker' }, async (tx) =>
    loadAssignment(tx, await tx.run.findUniqueOrThrow({ where: { id: runId } }), '/registers'),
  )

describe('a run of linked events', () => {
  it('keeps the cut of both registers, and a later run of the order takes the same two', async () => {
    const orderId = await orderAt('producing', cast, made)
    const first = must(await requestRun(cast.analyst, await now(orderId)))
    const { snapshotId, linkedSnapshotId } = await owner.run.findUniqueOrThrow({ where: { id: first.runId } })
    expect([snapshotId, linkedSnapshotId]).toEqual([expect.stringMatching(/^population/), expect.stringMatching(/^lmdb/)])
    await owner.run.update({ where: { id: first.runId }, data: { status: 'done' } })
    const newer = await addCut('lmdb', '2026-06-30')
    const second = must(await requestRun(cast.analyst, await now(orderId)))
    expect((await owner.run.findUniqueOrThrow({ where: { id: second.runId } })).linkedSnapshotId).toBe(linkedSnapshotId)
    const assignment = await loaded(second.runId)
    if ('kind' in assignment) throw new Error(assignment.kind)
    expect(assignment.linked.find(({ registerId }) => registerId === 'lmdb')?.id).toBe(linkedSnapshotId)
    await owner.run.update({ where: { id: second.runId }, data: { status: 'cancelled' } })
    const third = must(await requestRun(cast.analyst, { ...(await now(orderId)), cut: 'newest' }))
    expect((await owner.run.findUniqueOrThrow({ where: { id: third.runId } })).linkedSnapshotId).toBe(newer)
  })

  it('never changes the cut it was asked for', async () => {
    const orderId = await orderAt('producing', cast, made)
    const { runId } = must(await requestRun(cast.analyst, await now(orderId)))
    const move = inTransaction({ kind: 'worker' }, (tx) =>
      tx.run.updateMany({ where: { id: runId }, data: { linkedSnapshotId: 'lmdb-2025-06-30' } }),
    )
    await expect(move).rejects.toThrow(/never changed/)
  })

  it('is not begun where the linked register has no cut', async () => {
    const window = { unit: 'years', back: 1, duringYear: false } as const
    const cancers = { ...PREVALENCE, link: { register: 'car', filters: [], window } }
    const orderId = await orderAt('producing', cast, { ...made, specification: cancers })
    expect(await requestRun(cast.analyst, await now(orderId))).toEqual({ ok: false, kind: 'no-snapshot' })
  })
})
