import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { offerOrder } from '#lib/orders/commands/offer.ts'
import { withdrawOrder } from '#lib/orders/commands/triage.ts'
import { registerTime, takeTimeBack } from '#lib/orders/hours/commands.ts'
import { orderHours } from '#lib/orders/hours/queries.ts'
import { orderDetail } from '#lib/orders/queries.ts'
import { closeDatabase, inTransaction } from '#lib/platform/db.ts'
import type { WorkKind } from '#lib/pricing/tariff.ts'
import { dayOf } from '#lib/sla/day.ts'
import { freshService, makeActor, makeOrganisation, owner } from '../../support/database.ts'
import { type Cast, must, now, orderAt } from '../../support/order-walk.ts'

let cast: Cast
let stranger: Cast['requester']
const today = dayOf(new Date().toISOString())

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

const work = (orderId: string, kind: WorkKind, minutes: number, ownError = false) =>
  registerTime(cast.analyst, { orderId, kind, minutes, ownError, workedOn: today })
const hoursOf = async (orderId: string, actor = cast.requester) => {
  const detail = await orderDetail(actor, orderId)
  return orderHours(actor, orderId, { status: detail?.row.status ?? '', resolution: detail?.row.resolution ?? null })
}

describe('an offer with the analyst’s own estimate', () => {
  it('has the changed hours with their reason in price and cap, and leaves lines that were not changed alone', async () => {
    const orderId = await orderAt('claimed', cast)
    const adjustments = [
      { kind: 'table-work' as const, hours: 4, reason: 'Tabellen skal formateres i hånden' },
      { kind: 'check-work' as const, hours: 0.5, reason: '' },
    ]
    const missing = [{ kind: 'table-work' as const, hours: 4, reason: '' }]
    expect(await offerOrder(cast.analyst, { ...(await now(orderId)), message: '', adjustments: missing })).toEqual({
      ok: false,
      kind: 'reason-missing',
    })
    must(await offerOrder(cast.analyst, { ...(await now(orderId)), message: '', adjustments }))
    const [offer] = (await orderDetail(cast.requester, orderId))?.offers ?? []
    const line = offer?.quote.lines.find(({ kind }) => kind === 'table-work')
    expect(line).toMatchObject({ hours: 4, adjustment: { reason: 'Tabellen skal formateres i hånden' } })
    expect(line?.amountOre).toBe(4 * (offer?.quote.hourlyRateOre ?? 0))
    expect(offer?.quote.lines.find(({ kind }) => kind === 'check-work')?.adjustment).toBeUndefined()
  })
})

describe('hours on an order', () => {
  it('stand against the estimate and the cap, and own errors beside them, free', async () => {
    const orderId = await orderAt('producing', cast)
    must(await work(orderId, 'table-work', 15))
    must(await work(orderId, 'table-work', 30, true))
    const { lines, cap, settlement } = await hoursOf(orderId)
    expect(lines.find(({ kind }) => kind === 'table-work')).toMatchObject({ usedMinutes: 15, ownErrorMinutes: 30 })
    expect(cap?.usedMinutes).toBe(15)
    expect(settlement).toBeNull()
  })

  it('beyond the cap need a new acceptance, own errors excepted', async () => {
    const orderId = await orderAt('producing', cast)
    expect(await work(orderId, 'table-work', 24 * 60)).toMatchObject({ ok: false, kind: 'needs-new-acceptance' })
    must(await work(orderId, 'table-work', 24 * 60, true))
    expect((await hoursOf(orderId)).cap?.usedMinutes).toBe(0)
  })

  it('before a price is agreed are clarification alone, and after delivery own errors alone', async () => {
    const early = await orderAt('claimed', cast)
    expect(await work(early, 'table-work', 15)).toEqual({ ok: false, kind: 'not-agreed' })
    must(await work(early, 'clarification-work', 15))
    const late = await orderAt('released', cast)
    expect(await work(late, 'table-work', 15)).toEqual({ ok: false, kind: 'order-over' })
    must(await work(late, 'table-work', 15, true))
    const tomorrow = { orderId: early, kind: 'clarification-work', minutes: 15, ownError: false, workedOn: '2099-01-01' } as const
    expect(await registerTime(cast.analyst, tomorrow)).toEqual({ ok: false, kind: 'day-future' })
  })

  it('settle a delivery by the fixed items and the time used, and a withdrawal by the base fee and the time used', async () => {
    const orderId = await orderAt('accepted', cast)
    must(await work(orderId, 'table-work', 15))
    const { agreed } = await hoursOf(orderId)
    const quarter = Math.round((agreed?.hourlyRateOre ?? 0) / 4)
    const baseFee = agreed?.lines.find(({ kind }) => kind === 'base-fee')?.amountOre ?? 0
    must(await withdrawOrder(cast.requester, { ...(await now(orderId)), reason: 'Ikke længere nødvendig' }))
    expect((await hoursOf(orderId)).settlement?.subtotalOre).toBe(baseFee + quarter)
    const delivered = await orderAt('released', cast)
    const { settlement, agreed: price } = await hoursOf(delivered)
    const fixed = price?.lines.filter(({ hours }) => hours === undefined).reduce((sum, { amountOre }) => sum + amountOre, 0)
    expect(settlement?.subtotalOre).toBe(fixed)
  })

  it('are taken back by whoever entered them, and the log keeps both', async () => {
    const orderId = await orderAt('producing', cast)
    must(await work(orderId, 'table-work', 15))
    const [entry] = (await hoursOf(orderId, cast.analyst)).worked
    expect(await takeTimeBack(cast.checker, { entryId: entry?.id ?? '' })).toEqual({ ok: false, kind: 'not-found' })
    must(await takeTimeBack(cast.analyst, { entryId: entry?.id ?? '' }))
    expect((await hoursOf(orderId)).worked).toEqual([])
    const events = await owner.auditEvent.findMany({
      where: { orderId, type: { startsWith: 'order.time' } },
      orderBy: { seq: 'asc' },
    })
    expect(events.map(({ type }) => type)).toEqual(['order.time-registered', 'order.time-taken-back'])
  })

  it('are entered by those who work on the case: no customer, stranger or other analyst, past the command neither', async () => {
    const orderId = await orderAt('producing', cast)
    const entry = { orderId, kind: 'table-work', minutes: 15, ownError: false, workedOn: today } as const
    expect(await registerTime(cast.requester, entry)).toEqual({ ok: false, kind: 'not-allowed' })
    expect(await registerTime(stranger, entry)).toEqual({ ok: false, kind: 'not-found' })
    expect(await registerTime(cast.checker, entry)).toEqual({ ok: false, kind: 'not-allowed' })
    for (const person of [cast.requester, stranger, cast.checker]) {
      const forged = inTransaction({ kind: 'person', personId: person.personId }, (tx) =>
        tx.timeEntry.createMany({
          data: { orderId, kind: 'table-work', minutes: 15, workedOn: new Date(), personId: person.personId },
        }),
      )
      await expect(forged).rejects.toThrow()
    }
  })
})
