import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dbContextOf } from '#lib/identity/actor.ts'
import { loadTerms } from '#lib/orders/terms/queries.ts'
import { closeDatabase, inTransaction } from '#lib/platform/db.ts'
import { SEED_CALENDAR } from '#lib/sla/seed-calendar.ts'
import { freshService, makeActor, makeOrganisation, owner } from '../../support/database.ts'

let requester: Awaited<ReturnType<typeof makeActor>>
const terms = () => inTransaction(dbContextOf(requester), loadTerms)

beforeAll(async () => {
  await freshService()
  requester = await makeActor('Rikke', { of: await makeOrganisation('Kunden') })
}, 60_000)
afterAll(async () => {
  await closeDatabase()
  await owner.$disconnect()
})

describe('the terms kept in the process', () => {
  it('are read once while nothing is written', async () => {
    const [first, second] = [await terms(), await terms()]
    expect(second.tariffs).toBe(first.tariffs)
    expect(second.calendar).toBe(first.calendar)
  })

  it('hold no longer once a tariff is ended in its place, a calendar added, or a limit changed', async () => {
    const before = await terms()
    const id = before.tariffs[0]?.id ?? ''
    const row = await owner.tariffVersion.findUniqueOrThrow({ where: { id } })
    await owner.tariffVersion.update({ where: { id }, data: { body: { ...(row.body as object), version: 'rettet' } } })
    expect((await terms()).tariffs[0]?.tariff.version).toBe('rettet')
    await owner.calendarVersion.create({ data: { body: { ...SEED_CALENDAR, version: 'ny kalender' } } })
    expect((await terms()).calendar.version).toBe('ny kalender')
    await owner.setting.upsert({ where: { key: 'maxCells' }, create: { key: 'maxCells', value: 4711 }, update: { value: 4711 } })
    expect((await terms()).maxCells).toBe(4711)
    await owner.setting.update({ where: { key: 'maxCells' }, data: { value: 4712 } })
    expect((await terms()).maxCells).toBe(4712)
  })

  it('that a transaction read and then took back are not told to the next', async () => {
    const before = (await terms()).maxCells
    await owner
      .$transaction(async (tx) => {
        await tx.setting.update({ where: { key: 'maxCells' }, data: { value: 99 } })
        expect((await loadTerms(tx)).maxCells).toBe(99)
        throw new Error('taken back')
      })
      .catch(() => undefined)
    expect((await terms()).maxCells).toBe(before)
  })
})
