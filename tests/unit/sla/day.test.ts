import { Temporal } from '@js-temporal/polyfill'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, dayOf, weekdayOf } from '#lib/sla/day.ts'

describe('service days', () => {
  // First in the file: the years 2033 and 2034 must not have been looked up yet.
  it('are right before a change of the clock also when that very instant was asked about first', () => {
    // Summer time begins Sunday 27 March 2033 and ends Sunday 29 October 2034, both 01:00 UTC.
    expect(dayOf('2033-03-27T01:00:00Z')).toBe('2033-03-27')
    expect(dayOf('2033-03-26T22:30:00Z')).toBe('2033-03-26')
    expect(dayOf('2034-10-29T01:00:00Z')).toBe('2034-10-29')
    expect(dayOf('2034-10-28T22:30:00Z')).toBe('2034-10-29')
  })

  it('are the days of Copenhagen, at every instant from 1990 to 2060', () => {
    const instant = fc.date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2060-01-01T00:00:00Z'), noInvalidDate: true })
    fc.assert(
      fc.property(instant, (at) => {
        const expected = Temporal.Instant.from(at.toISOString()).toZonedDateTimeISO('Europe/Copenhagen').toPlainDate().toString()
        expect(dayOf(at.toISOString())).toBe(expected)
      }),
      { numRuns: 500 },
    )
  })

  it('turn at midnight on both sides of each change of the clock', () => {
    // Changes at 01:00 UTC on 29 March and 25 October 2026, to the millisecond.
    expect(['2026-03-29T00:59:59.999Z', '2026-03-29T01:00:00.000Z'].map(dayOf)).toEqual(['2026-03-29', '2026-03-29'])
    expect(['2026-03-28T22:59:59.999Z', '2026-03-28T23:00:00.000Z'].map(dayOf)).toEqual(['2026-03-28', '2026-03-29'])
    expect(['2026-03-29T21:59:59.999Z', '2026-03-29T22:00:00.000Z'].map(dayOf)).toEqual(['2026-03-29', '2026-03-30'])
    expect(['2026-10-24T21:59:59.999Z', '2026-10-24T22:00:00.000Z'].map(dayOf)).toEqual(['2026-10-24', '2026-10-25'])
    expect(['2026-10-25T22:59:59.999Z', '2026-10-25T23:00:00.000Z'].map(dayOf)).toEqual(['2026-10-25', '2026-10-26'])
  })

  it('are read from any offset, and refused without one', () => {
    expect(dayOf('2026-11-23T00:30:00+01:00')).toBe('2026-11-23')
    expect(dayOf('2026-11-22T18:30:00-05:00')).toBe('2026-11-23')
    for (const text of ['2026-11-23', '2026-11-23T10:00:00', '23.11.2026', '2026-13-01T10:00:00Z', ''])
      expect(() => dayOf(text)).toThrow(RangeError)
  })

  it('have the ISO weekday and neighbours, also before 1970', () => {
    expect(['2026-11-23', '2026-11-29', '1969-12-31', '1970-01-01'].map(weekdayOf)).toEqual([1, 7, 3, 4])
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31')
  })
})
