import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDatabase, inTransaction } from '#lib/platform/db.ts'
import { downloadFile, recallDelivery } from '#lib/release/commands.ts'
import { publishDelivery, unpublishDelivery } from '#lib/release/library/commands.ts'
import { listPublished, loadPublication, loadPublished, readPublishedFile } from '#lib/release/library/queries.ts'
import { addDays, dayOf } from '#lib/sla/day.ts'
import { freshService, makeActor, makeOrganisation, owner } from '../../support/database.ts'
import { type Cast, must, now, orderAt } from '../../support/order-walk.ts'

let cast: Cast
let member: Cast['requester']
let stranger: Cast['requester']
const today = dayOf(new Date().toISOString())

beforeAll(async () => {
  await freshService()
  const customer = await makeOrganisation('Kunden')
  cast = {
    requester: await makeActor('Rikke', { of: customer }),
    analyst: await makeActor('Anders', { roles: ['analyst'] }),
    checker: await makeActor('Karen', { roles: ['analyst'] }),
  }
  member = await makeActor('Mads', { of: customer, mayAccept: false })
  stranger = await makeActor('Fremmed', { of: await makeOrganisation('En anden') })
}, 60_000)
afterAll(async () => {
  await closeDatabase()
  await owner.$disconnect()
})

const releaseOf = async (orderId: string) => (await owner.release.findFirstOrThrow({ where: { orderId } })).id
const publish = (actor: Cast['requester'], orderId: string, on = today) =>
  publishDelivery(actor, { orderId, on, namesOrganisation: true })

describe('a delivery made public', () => {
  it('is everybody’s to read and fetch, byte for byte what was delivered, and private again when taken back', async () => {
    const orderId = await orderAt('released', cast)
    const releaseId = await releaseOf(orderId)
    expect(await loadPublished(releaseId)).toBeNull()
    expect(await readPublishedFile(releaseId, 'csv', 'da')).toBe('not-found')
    must(await publish(cast.requester, orderId))
    expect((await listPublished()).map((table) => [table.releaseId, table.organisationName])).toEqual([[releaseId, 'Kunden']])
    const found = await loadPublished(releaseId)
    expect(found?.table.actualHash).toBe(found?.contentHash)
    const file = await readPublishedFile(releaseId, 'csv', 'da')
    const delivered = must(await downloadFile(cast.requester, { orderId, format: 'csv', locale: 'da' }))
    expect(typeof file === 'object' && Buffer.from(file.bytes).equals(Buffer.from(delivered.bytes))).toBe(true)
    must(await unpublishDelivery(cast.requester, { orderId }))
    expect(await loadPublished(releaseId)).toBeNull()
    expect(await listPublished()).toEqual([])
    must(await publish(cast.requester, orderId))
    expect(await loadPublished(releaseId)).not.toBeNull()
    must(await unpublishDelivery(cast.requester, { orderId }))
  })

  it('is nobody else’s before its day, whatever address is tried', async () => {
    const orderId = await orderAt('released', cast)
    const releaseId = await releaseOf(orderId)
    must(await publish(cast.requester, orderId, addDays(today, 1)))
    expect(await loadPublished(releaseId)).toBeNull()
    expect(await readPublishedFile(releaseId, 'xlsx', 'da')).toBe('not-found')
    expect(await listPublished()).toEqual([])
    expect((await loadPublication(cast.requester, orderId))?.releaseId).toBe(releaseId)
    expect(await loadPublication(stranger, orderId)).toBeNull()
  })

  it('disappears when the delivery is recalled', async () => {
    const orderId = await orderAt('released', cast)
    const releaseId = await releaseOf(orderId)
    must(await publish(cast.requester, orderId))
    must(await recallDelivery(cast.analyst, { ...(await now(orderId)), reason: 'Forkert periode' }))
    expect(await loadPublished(releaseId)).toBeNull()
    expect(await readPublishedFile(releaseId, 'csv', 'da')).toBe('not-found')
  })
})

describe('the right to publish', () => {
  it('is that of whoever may accept for the organisation: no other member, analyst or stranger has it', async () => {
    const orderId = await orderAt('released', cast)
    expect(await publish(member, orderId)).toEqual({ ok: false, kind: 'not-allowed' })
    expect(await publish(cast.analyst, orderId)).toEqual({ ok: false, kind: 'not-found' })
    expect(await publish(stranger, orderId)).toEqual({ ok: false, kind: 'not-found' })
    expect(await unpublishDelivery(stranger, { orderId })).toEqual({ ok: false, kind: 'not-found' })
    expect(await publish(cast.requester, await orderAt('approved', cast))).toEqual({ ok: false, kind: 'not-delivered' })
  })

  it('holds for today and a year ahead, and once', async () => {
    const orderId = await orderAt('released', cast)
    expect(await publish(cast.requester, orderId, addDays(today, -1))).toEqual({ ok: false, kind: 'day-past' })
    expect(await publish(cast.requester, orderId, addDays(today, 400))).toEqual({ ok: false, kind: 'day-too-far' })
    must(await publish(cast.requester, orderId, addDays(today, 300)))
    expect(await publish(cast.requester, orderId)).toEqual({ ok: false, kind: 'already' })
  })

  it('is held by the database too: a foreign person can’t write a publication past the command', async () => {
    const orderId = await orderAt('released', cast)
    const releaseId = await releaseOf(orderId)
    for (const person of [stranger, member, cast.analyst]) {
      const data = { releaseId, orderId, registerId: 'diabetes', title: 'x', specification: {}, visibleFrom: new Date() }
      const forged = inTransaction({ kind: 'person', personId: person.personId }, (tx) =>
        tx.publication.createMany({ data: { ...data, publishedById: person.personId } }),
      )
      await expect(forged).rejects.toThrow()
    }
    expect(await loadPublished(releaseId)).toBeNull()
  })
})
