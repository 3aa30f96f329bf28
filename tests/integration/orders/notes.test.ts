import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#lib/identity/actor.ts'
import { addNote } from '#lib/orders/notes/commands.ts'
import { listNotes } from '#lib/orders/notes/queries.ts'
import { orderDetail } from '#lib/orders/queries.ts'
import { closeDatabase, inTransaction } from '#lib/platform/db.ts'
import { approveTable } from '#lib/release/commands.ts'
import { freshService, makeActor, makeOrganisation, owner } from '../../support/database.ts'
import { type Cast, hashOf, must, now, orderAt } from '../../support/order-walk.ts'

let cast: Cast
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
}, 60_000)
afterAll(async () => {
  await closeDatabase()
  await owner.$disconnect()
})

async function notesFor(actor: Actor, orderId: string): Promise<string[] | null> {
  const detail = await orderDetail(actor, orderId)
  const notes = detail && (await listNotes(actor, detail.facts))
  return notes?.map(({ text }) => text) ?? null
}

describe('internal notes', () => {
  it('are for analysts: never for the customer, nor for an analyst who is one of its members', async () => {
    const orderId = await orderAt('claimed', cast)
    must(await addNote(cast.analyst, { orderId, text: 'Ring til Rikke' }))
    expect(await notesFor(cast.checker, orderId)).toEqual(['Ring til Rikke'])
    expect(await notesFor(cast.requester, orderId)).toEqual([])
    expect(await notesFor(both, orderId)).toEqual([])
    for (const actor of [cast.requester, both])
      expect(await addNote(actor, { orderId, text: 'x' })).toEqual({ ok: false, kind: 'not-allowed' })
    for (const { personId } of [cast.requester, both]) {
      const seen = await inTransaction({ kind: 'person', personId }, (tx) => tx.note.findMany({ where: { orderId } }))
      expect(seen).toEqual([])
      const write = inTransaction({ kind: 'person', personId }, (tx) =>
        tx.note.createMany({ data: { orderId, authorId: personId, text: 'x' } }),
      )
      await expect(write).rejects.toThrow(/row-level security/)
    }
    expect(JSON.stringify((await orderDetail(cast.requester, orderId))?.history)).not.toContain('order.noted')
  })

  it('wait for the checker’s verdict, so that they can’t colour it', async () => {
    const orderId = await orderAt('claimed-check', cast)
    must(await addNote(cast.analyst, { orderId, text: 'Ser fin ud' }))
    expect(await notesFor(cast.checker, orderId)).toBeNull()
    expect(await notesFor(cast.analyst, orderId)).toEqual(['Ser fin ud'])
    must(await approveTable(cast.checker, { ...(await now(orderId)), contentHash: await hashOf(orderId), comment: '' }))
    expect(await notesFor(cast.checker, orderId)).toEqual(['Ser fin ud'])
  })
})
