import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { alertOnTime } from '#lib/orders/commands/alerts.ts'
import { sweepOrders } from '#lib/orders/commands/sweep.ts'
import { countFigures } from '#lib/orders/figures/store.ts'
import { clocksOf, orderDetail } from '#lib/orders/queries.ts'
import { askRequester } from '#lib/orders/questions/commands.ts'
import { declineOrder } from '#lib/orders/triage/commands.ts'
import { closeDatabase, inTransaction } from '#lib/platform/db.ts'
import { remakeDelivery } from '#lib/release/commands.ts'
import { saveCalendar, saveServiceLevels } from '#lib/sla/commands.ts'
import { addDays, dayOf } from '#lib/sla/day.ts'
import { type OrderType, serviceLevelsSchema } from '#lib/sla/legs.ts'
import { SEED_CALENDAR } from '#lib/sla/seed-calendar.ts'
import { SEED_SERVICE_LEVELS } from '#lib/sla/seed-service-levels.ts'
import { walkWorkingDays } from '#lib/sla/walk-working-days.ts'
import { freshService, makeActor, makeOrganisation, owner } from '../../support/database.ts'
import { answerAll, type Cast, must, now, orderAt } from '../../support/order-walk.ts'

/** Faults that systems of this kind have had, each tried here on a real order, the clock moved forward. */

let cast: Cast
let administrator: Cast['analyst']
const today = dayOf(new Date().toISOString())
const noon = (day: string) => new Date(`${day}T11:00:00Z`)
/** Now, or noon some days on. */
const later = (days: number) => (days === 0 ? new Date() : noon(addDays(today, days)))
const { tailored, standard } = SEED_SERVICE_LEVELS
const newLevels = (level: typeof tailored) => ({
  levels: { ...SEED_SERVICE_LEVELS, version: 'ny', tailored: level },
  basedOn: SEED_SERVICE_LEVELS.version,
})

beforeEach(async () => {
  await freshService()
  cast = {
    requester: await makeActor('Rikke', { of: await makeOrganisation('Kunden') }),
    analyst: await makeActor('Anders', { roles: ['analyst'] }),
    checker: await makeActor('Karen', { roles: ['analyst'] }),
  }
  administrator = await makeActor('Adam', { roles: ['administrator'] })
}, 60_000)
afterAll(async () => {
  await closeDatabase()
  await owner.$disconnect()
})

const triageOf = async (orderId: string, at: Date) => (await orderDetail(cast.analyst, orderId, at))?.legs.triage
const dueAfter = (workingDays: number, from = today) => walkWorkingDays(from, workingDays, SEED_CALENDAR).endsOn
const alerts = async (orderId: string) =>
  (await owner.outboxMessage.findMany({ where: { orderId, kind: { in: ['due-soon', 'overdue', 'overdue-escalated'] } } }))
    .map(({ kind, audience }) => `${kind} to ${audience}`)
    .sort()
const ask = async (orderId: string) =>
  must(await askRequester(cast.analyst, { ...(await now(orderId)), questions: [{ part: null, text: 'Hvilke år?' }] }))
const answer = async (orderId: string) => await answerAll(cast.requester, orderId, 'Alle årene')

describe('the promise an order has', () => {
  it('is that of its own type: a standard order is due after the standard days, on its page, in lists and in its offer', async () => {
    await owner.setting.create({ data: { key: 'autoOffer', value: { enabled: true, maxCells: 1000 } } })
    const small = await orderAt('received', cast)
    await owner.setting.update({ where: { key: 'autoOffer' }, data: { value: { enabled: false, maxCells: 1000 } } })
    const big = await orderAt('received', cast)
    expect((await triageOf(small, later(0)))?.dueOn).toBe(dueAfter(standard.triage.workingDays))
    expect((await triageOf(big, later(0)))?.dueOn).toBe(dueAfter(tailored.triage.workingDays))
    const rows = [
      { id: small, status: 'received', orderType: 'standard' },
      { id: big, status: 'received', orderType: 'tailored' },
    ] as const
    const clocks = await clocksOf(cast.analyst, rows, later(0))
    expect(rows.map(({ id }) => clocks.get(id)?.workingDaysTarget)).toEqual([
      standard.triage.workingDays,
      tailored.triage.workingDays,
    ])
    await alertOnTime(later(0))
    const kept = await owner.order.findUniqueOrThrow({ where: { id: small } })
    expect(kept.dueOn?.toISOString().slice(0, 10)).toBe(dueAfter(standard.triage.workingDays))
  })

  it('cannot be left blank and match everything: the database takes no other type than the three', async () => {
    const orderId = await orderAt('received', cast)
    for (const orderType of ['', 'any', '%'])
      await expect(owner.order.update({ where: { id: orderId }, data: { orderType } })).rejects.toThrow()
    const blank = { ...SEED_SERVICE_LEVELS, '': tailored }
    expect(serviceLevelsSchema.safeParse(blank).success).toBe(false)
  })
})

describe('the clock', () => {
  it('stands still when the page says it does: however long the requester is waited for, nothing is used, due or late', async () => {
    const orderId = await orderAt('claimed', cast)
    await ask(orderId)
    for (const days of [1, 10, 29]) {
      expect(await triageOf(orderId, later(days))).toMatchObject({
        state: 'paused',
        workingDaysUsed: 0,
        dueOn: null,
        late: false,
      })
      await alertOnTime(later(days))
    }
    expect(await alerts(orderId)).toEqual([])
  })

  it('loses nothing to several holds in a day', async () => {
    const orderId = await orderAt('claimed', cast)
    const before = await triageOf(orderId, later(7))
    for (let i = 0; i < 3; i++) {
      await ask(orderId)
      await answer(orderId)
    }
    expect(await triageOf(orderId, later(7))).toEqual(before)
  })

  it('keeps a pause when the policy changes under it', async () => {
    const orderId = await orderAt('claimed', cast)
    await ask(orderId)
    const triage = { workingDays: 9, warnDaysBefore: 1, escalateDaysAfter: 0 }
    must(await saveServiceLevels(administrator, newLevels({ ...tailored, triage })))
    expect(await triageOf(orderId, later(20))).toMatchObject({
      state: 'paused',
      workingDaysUsed: 0,
      workingDaysTarget: 9,
      dueOn: null,
    })
  })

  it('takes a holiday decided later into account for orders that were there before', async () => {
    const orderId = await orderAt('received', cast)
    const due = dueAfter(tailored.triage.workingDays)
    expect((await triageOf(orderId, later(0)))?.dueOn).toBe(due)
    const holiday = { on: due, name: { da: 'Flytning', en: 'Moving' } }
    const calendar = { ...SEED_CALENDAR, version: 'ny', localClosedDays: [holiday] }
    must(await saveCalendar(administrator, { calendar, basedOn: SEED_CALENDAR.version }))
    const moved = await triageOf(orderId, later(0))
    expect(moved?.dueOn).toBe(dueAfter(tailored.triage.workingDays + 1))
    expect(moved?.shiftedDays.find(({ on }) => on === due)?.reason).toEqual({ kind: 'local-closing', name: holiday.name })
  })

  it('does not run after the end, and no message comes of it', async () => {
    const orderId = await orderAt('claimed', cast)
    must(
      await declineOrder(cast.analyst, {
        ...(await now(orderId)),
        ground: 'no-data',
        reasonDa: 'Findes ikke',
        reasonEn: 'Not in it',
      }),
    )
    expect(await triageOf(orderId, later(40))).toMatchObject({ state: 'stopped', workingDaysUsed: 0, late: false })
    await alertOnTime(later(40))
    expect(await alerts(orderId)).toEqual([])
  })
})

describe('whoever has the order', () => {
  it('is warned once before the last day and told once when it has passed, and administrators when the level says so', async () => {
    const orderId = await orderAt('claimed', cast)
    const due = dueAfter(tailored.triage.workingDays)
    await alertOnTime(later(0))
    expect(await alerts(orderId)).toEqual([])
    for (let i = 0; i < 3; i++) await alertOnTime(noon(due))
    expect(await alerts(orderId)).toEqual(['due-soon to person'])
    for (let i = 0; i < 3; i++) await alertOnTime(noon(addDays(due, 1)))
    expect(await alerts(orderId)).toEqual(['due-soon to person', 'overdue to person', 'overdue-escalated to administrators'])
  })

  it('hears nothing, and neither does an administrator, when promises are switched off for the type', async () => {
    const orderId = await orderAt('claimed', cast)
    must(await saveServiceLevels(administrator, newLevels({ ...tailored, active: false })))
    await alertOnTime(later(90))
    expect(await alerts(orderId)).toEqual([])
    expect(await triageOf(orderId, later(90))).toMatchObject({ workingDaysTarget: null, late: false })
  })
})

describe('what comes after', () => {
  it('sends no reminder for an order that was closed while it waited', async () => {
    const orderId = await orderAt('offered', cast)
    await owner.order.update({ where: { id: orderId }, data: { status: 'ended', resolution: 'withdrawn' } })
    for (const days of [14, 25, 28, 40]) await sweepOrders(later(days))
    expect(await owner.outboxMessage.count({ where: { orderId, kind: { in: ['offer-reminder', 'answer-reminder'] } } })).toBe(0)
  })

  it('leaves the figures as they were when a delivery is made anew', async () => {
    const orderId = await orderAt('released', cast)
    const count = () => inTransaction({ kind: 'worker' }, (tx) => countFigures(tx, later(30)))
    const before = await count()
    must(await remakeDelivery(cast.analyst, { ...(await now(orderId)), reason: 'Fejl i tabellen' }))
    const after = await count()
    expect(after.legs).toEqual(before.legs)
    expect(after.inHand).toEqual(before.inHand)
    const types = new Set<OrderType>(after.legs.map(({ type }) => type))
    expect(types).toEqual(new Set(['standard', 'tailored', 'express']))
  })
})
