import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { previewDue, previewTariff } from '#lib/orders/previews/queries.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { SEED_TARIFF } from '#lib/pricing/seed-tariff.ts'
import { saveCalendar, saveServiceLevels } from '#lib/sla/commands.ts'
import { dayOf } from '#lib/sla/day.ts'
import { SEED_CALENDAR } from '#lib/sla/seed-calendar.ts'
import { SEED_SERVICE_LEVELS } from '#lib/sla/seed-service-levels.ts'
import { walkWorkingDays } from '#lib/sla/walk-working-days.ts'
import { freshService, makeActor, makeOrganisation, owner } from '../../support/database.ts'
import { type Cast, must, orderAt } from '../../support/order-walk.ts'

let cast: Cast
let administrator: Cast['analyst']
const today = dayOf(new Date().toISOString())

beforeAll(async () => {
  await freshService()
  cast = {
    requester: await makeActor('Rikke', { of: await makeOrganisation('Kunden') }),
    analyst: await makeActor('Anders', { roles: ['analyst'] }),
    checker: await makeActor('Karen', { roles: ['analyst'] }),
  }
  administrator = await makeActor('Adam', { roles: ['administrator'] })
  for (const stage of ['draft', 'received', 'offered'] as const) await orderAt(stage, cast)
}, 60_000)
afterAll(async () => {
  await closeDatabase()
  await owner.$disconnect()
})

describe('a preview', () => {
  it('of a tariff prices every order that was handed in, and saves nothing', async () => {
    const after = {
      ...SEED_TARIFF,
      version: 'ny',
      fixedOre: { ...SEED_TARIFF.fixedOre, 'base-fee': SEED_TARIFF.fixedOre.express },
    }
    const effect = await previewTariff(administrator, after)
    expect(effect).toMatchObject({ dearer: 2, cheaper: 0 })
    const [row] = effect?.rows ?? []
    expect((row?.afterOre ?? 0) - (row?.beforeOre ?? 0)).toBe(SEED_TARIFF.fixedOre.express - SEED_TARIFF.fixedOre['base-fee'])
    expect(await owner.tariffVersion.count()).toBe(1)
  })

  it('of a calendar moves the order in our hands, and not the one that waits for the requester', async () => {
    const { endsOn } = walkWorkingDays(today, SEED_SERVICE_LEVELS.tailored.triage.workingDays, SEED_CALENDAR)
    const after = { ...SEED_CALENDAR, version: 'ny', localClosedDays: [{ on: endsOn, name: { da: 'Lukket', en: 'Closed' } }] }
    const effect = await previewDue(administrator, { calendar: after })
    expect(effect?.moved).toMatchObject([{ leg: 'triage', before: endsOn }])
    expect(await owner.calendarVersion.count()).toBe(1)
  })

  it('of service levels says which orders lose their promise, and saves nothing', async () => {
    const { tailored } = SEED_SERVICE_LEVELS
    const levels = { ...SEED_SERVICE_LEVELS, version: 'ny', tailored: { ...tailored, active: false } }
    const effect = await previewDue(administrator, { levels })
    expect(effect?.moved).toMatchObject([{ leg: 'triage', after: null }])
    expect(await owner.serviceLevelVersion.count()).toBe(1)
  })

  it('is for administrators alone', async () => {
    for (const actor of [cast.requester, cast.analyst]) {
      expect(await previewTariff(actor, SEED_TARIFF)).toBeNull()
      expect(await previewDue(actor, { calendar: SEED_CALENDAR })).toBeNull()
    }
  })
})

describe('two administrators who change the same terms at once', () => {
  it('of the promises never overwrite each other unseen', async () => {
    const change = (version: string) => ({ levels: { ...SEED_SERVICE_LEVELS, version }, basedOn: SEED_SERVICE_LEVELS.version })
    const answers = await Promise.all([
      saveServiceLevels(administrator, change('a')),
      saveServiceLevels(administrator, change('b')),
    ])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toEqual({ ok: false, kind: 'conflict' })
  })

  it('of the calendar never take each other’s days back unseen: one wins, the other is told', async () => {
    const change = (version: string) => ({ calendar: { ...SEED_CALENDAR, version }, basedOn: SEED_CALENDAR.version })
    const answers = await Promise.all([saveCalendar(administrator, change('a')), saveCalendar(administrator, change('b'))])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toEqual({ ok: false, kind: 'conflict' })
    const winner = answers[0]?.ok ? 'a' : 'b'
    must(await saveCalendar(administrator, { calendar: { ...SEED_CALENDAR, version: 'c' }, basedOn: winner }))
    expect(await owner.calendarVersion.count()).toBe(3)
  })
})
