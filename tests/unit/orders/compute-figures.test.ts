import { describe, expect, it } from 'vitest'
import { computeFigures, type FiguredOrder, type Figures } from '#lib/orders/figures/compute-figures.ts'
import type { Leg, OrderType, ServiceLevels } from '#lib/sla/legs.ts'
import { SEED_CALENDAR } from '#lib/sla/seed-calendar.ts'
import { SEED_SERVICE_LEVELS } from '#lib/sla/seed-service-levels.ts'

const NOW = new Date('2026-11-20T12:00:00Z')
const LEVEL = {
  active: true,
  triage: { workingDays: 3, warnDaysBefore: 1, escalateDaysAfter: 0 },
  production: { workingDays: 10, warnDaysBefore: 2, escalateDaysAfter: 0 },
  check: { workingDays: 2, warnDaysBefore: 1, escalateDaysAfter: 0 },
}
const LEVELS: ServiceLevels = { ...SEED_SERVICE_LEVELS, tailored: LEVEL }
const legOf = (figures: Figures, leg: Leg, type: OrderType = 'tailored') => {
  const { type: _type, leg: _leg, ...figure } = figures.legs.find((each) => each.leg === leg && each.type === type) ?? {}
  return figure
}

/** An order by its steps; the days are in November 2026, a month without public holidays in Denmark. */
function order(steps: readonly (readonly [day: number, status: FiguredOrder['status']])[]): FiguredOrder {
  const at = (day: number) => `2026-11-${String(day).padStart(2, '0')}T10:00:00Z`
  const released = steps.find(([, status]) => status === 'released')
  return {
    orderType: 'tailored',
    submittedAt: new Date(at(steps[0]?.[0] ?? 1)),
    status: steps.at(-1)?.[1] ?? 'received',
    resolution: steps.at(-1)?.[1] === 'ended' ? 'declined' : null,
    firstReleasedAt: released ? new Date(at(released[0])) : null,
    events: steps.map(([day, status]) => ({ at: at(day), status })),
  }
}

// Monday 2 November: received; offered on Wednesday (2 days), accepted on Friday, check from the 12th (4 days), out on the 13th (1 day).
const good = order([
  [2, 'received'],
  [4, 'offered'],
  [6, 'accepted'],
  [9, 'producing'],
  [12, 'checking'],
  [13, 'released'],
])
// Triage takes 6 working days against a promise of 3.
const slow = order([
  [2, 'received'],
  [10, 'offered'],
])
const declined = order([
  [3, 'received'],
  [5, 'ended'],
])

describe('the service’s own figures', () => {
  const figures = computeFigures([good, slow, declined], SEED_CALENDAR, LEVELS, NOW)

  it('count the days of ended legs by the clock’s own rules: weekends and waiting for the requester cost nothing', () => {
    expect(legOf(figures, 'production')).toEqual({ orders: 1, median: 4, p80: 4, onTime: 1, targetDays: 10 })
    expect(legOf(figures, 'check')).toEqual({ orders: 1, median: 1, p80: 1, onTime: 1, targetDays: 2 })
    expect(figures.inHand).toEqual({ orders: 1, median: 2 + 4 + 1, p80: 7 })
    expect(figures.wholeDays).toEqual({ orders: 1, median: 11, p80: 11 })
  })

  it('leave a leg out while it runs or waits, and count a late one as late', () => {
    // The offered order's triage waits for an answer; the declined one's ended after two days.
    expect(legOf(figures, 'triage')).toEqual({ orders: 2, median: 2, p80: 2, onTime: 2, targetDays: 3 })
    const late = order([
      [2, 'received'],
      [10, 'offered'],
      [11, 'accepted'],
    ])
    expect(legOf(computeFigures([late], SEED_CALENDAR, LEVELS, NOW), 'triage')).toMatchObject({ orders: 1, median: 6, onTime: 0 })
  })

  it('measure each order by the promise of its own type', () => {
    const levels = { ...LEVELS, express: { ...LEVEL, production: { ...LEVEL.production, workingDays: 3 } } }
    const both = computeFigures([good, { ...good, orderType: 'express' }], SEED_CALENDAR, levels, NOW)
    expect(legOf(both, 'production')).toMatchObject({ orders: 1, onTime: 1, targetDays: 10 })
    expect(legOf(both, 'production', 'express')).toMatchObject({ orders: 1, onTime: 0, targetDays: 3 })
    expect(legOf(both, 'production', 'standard')).toMatchObject({ orders: 0 })
  })

  it('are those of the first round: a reopened order betters and worsens nothing', () => {
    const reopened = order([
      [2, 'received'],
      [4, 'offered'],
      [6, 'accepted'],
      [9, 'producing'],
      [12, 'checking'],
      [13, 'released'],
      [16, 'producing'],
      [20, 'checking'],
    ])
    expect(computeFigures([reopened], SEED_CALENDAR, LEVELS, NOW).legs).toEqual(
      computeFigures([good], SEED_CALENDAR, LEVELS, NOW).legs,
    )
  })

  it('name thirteen months, those without orders too, and tally what is open and how others ended', () => {
    expect(figures.months).toHaveLength(13)
    expect(figures.months[0]).toEqual({ month: '2025-11', submitted: 0, delivered: 0 })
    expect(figures.months.at(-1)).toEqual({ month: '2026-11', submitted: 3, delivered: 1 })
    expect(figures.open).toEqual({ offered: 1 })
    expect(figures.ended).toEqual({ declined: 1 })
  })

  it('have no median without orders and no share on time without a promise', () => {
    const none = computeFigures([], SEED_CALENDAR, { ...LEVELS, tailored: { ...LEVEL, active: false } }, NOW)
    expect(legOf(none, 'check')).toEqual({ orders: 0, median: null, p80: null, onTime: null, targetDays: null })
    expect(none.inHand.median).toBeNull()
  })
})
