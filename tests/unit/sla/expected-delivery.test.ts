import { describe, expect, it } from 'vitest'
import { computeLegs } from '#lib/sla/due.ts'
import { expectedDelivery } from '#lib/sla/expected-delivery.ts'
import { SEED_CALENDAR } from '#lib/sla/seed-calendar.ts'
import { SEED_SERVICE_LEVELS } from '#lib/sla/seed-service-levels.ts'
import { explainShift } from '#lib/sla/shift.ts'

describe('the delivery date promised while composing', () => {
  it('puts the legs of a standard order one after the other', () => {
    // Monday 23 November 2026: triage 24, 25; production 26, 27; weekend; check 30, 1 December.
    const expected = expectedDelivery('standard', '2026-11-23', SEED_CALENDAR, SEED_SERVICE_LEVELS)
    expect(expected).toMatchObject({
      on: '2026-12-01',
      workingDays: 6,
      legs: [
        { leg: 'triage', dueOn: '2026-11-25' },
        { leg: 'production', dueOn: '2026-11-27' },
        { leg: 'check', dueOn: '2026-12-01' },
      ],
    })
    expect(explainShift(expected?.shiftedDays ?? [])).toEqual([
      { reason: { kind: 'weekend' }, days: 2, from: '2026-11-28', to: '2026-11-29' },
    ])
  })

  it('is 30 working days for a tailored order, Christmas and New Year left out', () => {
    // From Monday 23 November 2026: 24-27 November 4, 30 November-4 December 9, 7-11 December 14, 14-18 December 19,
    // 21-23 December 22; closed 24 December to 3 January; 4-8 January 27, 11, 12, 13 January 30.
    expect(expectedDelivery('tailored', '2026-11-23', SEED_CALENDAR, SEED_SERVICE_LEVELS)).toMatchObject({
      on: '2027-01-13',
      workingDays: 30,
    })
  })

  it('is the day on which the clocks end when every leg takes all of its time', () => {
    const events = [
      { at: '2026-11-23T10:00:00Z', status: 'received' },
      { at: '2026-11-25T10:00:00Z', status: 'offered' },
      { at: '2026-11-25T11:00:00Z', status: 'accepted' },
      { at: '2026-11-27T10:00:00Z', status: 'checking' },
    ] as const
    const { check } = computeLegs(events, SEED_CALENDAR, SEED_SERVICE_LEVELS.standard, '2026-11-27T12:00:00Z')
    expect(check.dueOn).toBe(expectedDelivery('standard', '2026-11-23', SEED_CALENDAR, SEED_SERVICE_LEVELS)?.on)
  })

  it('promises nothing for an order type whose promises are switched off', () => {
    const levels = { ...SEED_SERVICE_LEVELS, express: { ...SEED_SERVICE_LEVELS.express, active: false } }
    expect(expectedDelivery('express', '2026-11-23', SEED_CALENDAR, levels)).toBeNull()
  })
})
