import { describe, expect, it } from 'vitest'
import { computeFigures, type FiguredOrder } from '#lib/orders/figures/compute-figures.ts'
import { datesByHistory } from '#lib/orders/figures/dates-by-history.ts'
import { SEED_CALENDAR } from '#lib/sla/seed-calendar.ts'
import { SEED_SERVICE_LEVELS } from '#lib/sla/seed-service-levels.ts'

const NOW = new Date('2026-11-30T12:00:00Z')

/** A tailored order received on Monday 2 November whose table is released so many weekdays later, never waiting for the requester. */
function deliveredAfter(weekdays: number): FiguredOrder {
  const day = (working: number) => 2 + working + 2 * Math.floor(working / 5)
  const at = (working: number) => `2026-11-${String(day(working)).padStart(2, '0')}T10:00:00Z`
  const steps = [
    [0, 'received'],
    [0, 'accepted'],
    [0, 'producing'],
    [weekdays, 'checking'],
    [weekdays, 'released'],
  ] as const
  return {
    orderType: 'tailored',
    submittedAt: new Date(at(0)),
    status: 'released',
    resolution: null,
    firstReleasedAt: new Date(at(weekdays)),
    events: steps.map(([working, status]) => ({ at: at(working), status })),
  }
}

const figuresOf = (orders: readonly FiguredOrder[]) => computeFigures(orders, SEED_CALENDAR, SEED_SERVICE_LEVELS, NOW)

describe('dates from the service’s own history', () => {
  const five = figuresOf([1, 2, 4, 6, 9].map(deliveredAfter))

  it('are the middle and the fourth of five real durations, laid from today over weekends', () => {
    // Monday 30 November: four working days on is Friday, six is Tuesday.
    expect(datesByHistory(five, 'tailored', '2026-11-30', SEED_CALENDAR)).toEqual({
      kind: 'known',
      orders: 5,
      half: { workingDays: 4, on: '2026-12-04' },
      fourOfFive: { workingDays: 6, on: '2026-12-08' },
    })
  })

  it('are not told from fewer than five deliveries, and the number is', () => {
    const four = figuresOf([1, 2, 4, 6].map(deliveredAfter))
    expect(datesByHistory(four, 'tailored', '2026-11-30', SEED_CALENDAR)).toEqual({ kind: 'too-few', orders: 4, least: 5 })
  })

  it('of one type say nothing of another, and none are told before anything was counted', () => {
    expect(datesByHistory(five, 'standard', '2026-11-30', SEED_CALENDAR)).toEqual({ kind: 'too-few', orders: 0, least: 5 })
    expect(datesByHistory(null, 'tailored', '2026-11-30', SEED_CALENDAR)).toEqual({ kind: 'too-few', orders: 0, least: 5 })
  })
})
