import { describe, expect, it } from 'vitest'
import { dueEffect, type PromisedOrder } from '#lib/orders/previews/due-effect.ts'
import { regulated, tariffEffect } from '#lib/orders/previews/tariff-effect.ts'
import { quote } from '#lib/pricing/quote.ts'
import { tariffSchema } from '#lib/pricing/tariff.ts'
import { SEED_CALENDAR } from '#lib/sla/seed-calendar.ts'
import { SEED_SERVICE_LEVELS } from '#lib/sla/seed-service-levels.ts'
import { COMPANY, exampleTariff, LARGE, SMALL } from '../pricing/example-tariff.ts'

describe('what a new tariff does to orders', () => {
  const before = exampleTariff()
  const publicBody = { customerClass: 'public', vat: 'standard' } as const
  const orders = [
    { number: 'SB-2', customer: COMPANY, shape: LARGE },
    { number: 'SB-1', customer: publicBody, shape: SMALL },
  ]

  it('is the difference between the two quotes of each order, and their sums by class', () => {
    const after = exampleTariff({ hourlyRateOre: { private: 120_000, public: 70_000, nonprofit: 60_000 } })
    const effect = tariffEffect(orders, before, after)
    expect(effect.rows.map(({ number }) => number)).toEqual(['SB-2', 'SB-1'])
    expect(effect.rows[0]?.beforeOre).toBe(quote(LARGE, before, COMPANY).subtotalOre)
    expect(effect.rows[0]?.afterOre).toBe(quote(LARGE, after, COMPANY).subtotalOre)
    expect(effect).toMatchObject({ dearer: 1, cheaper: 1 })
    expect(effect.sums.map(({ customerClass, orders: count }) => [customerClass, count])).toEqual([
      ['private', 1],
      ['public', 1],
    ])
  })

  it('is nothing when nothing changes', () => {
    expect(tariffEffect(orders, before, before)).toMatchObject({ dearer: 0, cheaper: 0 })
    expect(tariffEffect([], before, before)).toEqual({ rows: [], sums: [], dearer: 0, cheaper: 0 })
  })

  it('of a yearly regulation is every amount in whole kroner, and hours and days as they were', () => {
    const raised = regulated(before, 2.5)
    expect(raised.hourlyRateOre.private).toBe(102_500)
    expect(raised.fixedOre['own-code-list']).toBe(8200)
    expect(Object.values(raised.fixedOre).every((amount) => amount % 100 === 0)).toBe(true)
    expect(raised.estimatedHours).toEqual(before.estimatedHours)
    expect(regulated(before, 0)).toEqual(before)
    expect(tariffSchema.safeParse(regulated(before, -50)).success).toBe(true)
  })
})

describe('what another calendar or other promises do to open orders', () => {
  // Monday 23 November 2026; triage of a tailored order is due after 5 working days, on Monday 30.
  const received: PromisedOrder = {
    number: 'SB-1',
    status: 'received',
    orderType: 'tailored',
    events: [{ at: '2026-11-23T10:00:00Z', status: 'received' }],
  }
  const now = new Date('2026-11-27T10:00:00Z')
  const closedOn = (...days: string[]) => ({
    ...SEED_CALENDAR,
    version: 'ny',
    localClosedDays: days.map((on) => ({ on, name: { da: 'Lukket', en: 'Closed' } })),
  })
  const termsOf = (calendar: typeof SEED_CALENDAR, levels = SEED_SERVICE_LEVELS) => ({ calendar, levels })
  const effect = (orders: PromisedOrder[], after: typeof SEED_CALENDAR, at = now) =>
    dueEffect(orders, { before: termsOf(SEED_CALENDAR), after: termsOf(after) }, at)

  it('moves the due day of those it meets, and names no other', () => {
    expect(effect([received], closedOn('2026-11-30'))).toEqual({
      orders: 1,
      moved: [
        { number: 'SB-1', leg: 'triage', before: '2026-11-30', after: '2026-12-01', isLateBefore: false, isLateAfter: false },
      ],
    })
    expect(effect([received], closedOn('2026-12-24')).moved).toEqual([])
  })

  it('says when it makes an order late or timely: a closing day taken back, or given afterwards', () => {
    const [later] = effect([received], closedOn('2026-11-30'), new Date('2026-12-01T10:00:00Z')).moved
    expect(later).toMatchObject({ isLateBefore: true, isLateAfter: false })
    const back = dueEffect(
      [received],
      { before: termsOf(closedOn('2026-11-30')), after: termsOf(SEED_CALENDAR) },
      new Date('2026-12-01T10:00:00Z'),
    )
    expect(back.moved[0]).toMatchObject({ isLateBefore: false, isLateAfter: true })
  })

  it('is a promise lost or shortened, with the lost ones first', () => {
    const { tailored } = SEED_SERVICE_LEVELS
    const express: PromisedOrder = { ...received, number: 'SB-9', orderType: 'express' }
    const shorter = { ...tailored, triage: { ...tailored.triage, workingDays: 4 } }
    const levels = { ...SEED_SERVICE_LEVELS, tailored: shorter, express: { ...SEED_SERVICE_LEVELS.express, active: false } }
    const { moved } = dueEffect(
      [received, express],
      { before: termsOf(SEED_CALENDAR), after: termsOf(SEED_CALENDAR, levels) },
      now,
    )
    expect(moved.map(({ number, before, after }) => [number, before, after])).toEqual([
      ['SB-9', '2026-11-24', null],
      ['SB-1', '2026-11-30', '2026-11-27'],
    ])
  })

  it('leaves orders that wait for the requester alone, and puts those that move most first', () => {
    const waiting = { ...received, number: 'SB-0', status: 'clarifying' as const }
    const checking: PromisedOrder = {
      number: 'SB-2',
      status: 'checking',
      orderType: 'tailored',
      events: [{ at: '2026-11-26T10:00:00Z', status: 'checking' }],
    }
    const { moved } = effect([waiting, received, checking], closedOn('2026-11-30', '2026-12-02', '2026-12-03'))
    expect(moved.map(({ number }) => number)).toEqual(['SB-2', 'SB-1'])
  })
})
