import { describe, expect, it } from 'vitest'
import { type Calendar, calendarSchema, closedReason, isWorkingDay } from '#lib/sla/calendar.ts'
import { addDays } from '#lib/sla/day.ts'
import { SEED_CALENDAR } from '#lib/sla/seed-calendar.ts'

const BARE: Calendar = calendarSchema.parse({
  version: 'bare',
  julyClosed: false,
  christmasClosed: false,
  optionalClosedDays: [],
  localClosedDays: [],
})

describe('the working calendar', () => {
  // Sundays of Easter from the Danish almanac (Københavns Universitet): 5 April 2026, 28 March 2027, 16 April 2028.
  it.each([
    ['2026-01-01', 'Nytårsdag', 'Thursday'],
    ['2026-04-02', 'Skærtorsdag', 'Easter -3'],
    ['2026-04-03', 'Langfredag', 'Easter -2'],
    ['2026-04-06', 'Anden påskedag', 'Easter +1'],
    ['2026-05-14', 'Kristi Himmelfartsdag', 'Easter +39'],
    ['2026-05-25', 'Anden Pinsedag', 'Easter +50'],
    ['2026-12-25', 'Juledag', 'Friday'],
    ['2027-03-25', 'Skærtorsdag', 'Easter -3'],
    ['2027-03-26', 'Langfredag', 'Easter -2'],
    ['2027-03-29', 'Anden påskedag', 'Easter +1'],
    ['2027-05-06', 'Kristi Himmelfartsdag', 'Easter +39'],
    ['2027-05-17', 'Anden Pinsedag', 'Easter +50'],
    ['2028-04-14', 'Langfredag', 'Easter -2'],
  ])('is closed on the public holiday %s, %s', (day, name) => {
    expect(closedReason(day, BARE)).toMatchObject({ kind: 'public-holiday', name: { da: name } })
  })

  it('names a holiday in English too', () => {
    expect(closedReason('2026-04-03', BARE)).toEqual({ kind: 'public-holiday', name: { da: 'Langfredag', en: 'Good Friday' } })
  })

  it('holds Store Bededag until 2023 and works on that Friday from 2024', () => {
    // Fourth Friday after Easter: 5 May 2023, 26 April 2024, 1 May 2026, 23 April 2027.
    expect(closedReason('2023-05-05', BARE)).toMatchObject({ kind: 'public-holiday', name: { da: 'Store Bededag' } })
    for (const day of ['2024-04-26', '2026-05-01', '2027-04-23']) expect(closedReason(day, BARE)).toBeNull()
  })

  it('is closed on Saturdays and Sundays and open on an ordinary Monday', () => {
    expect(closedReason('2026-11-21', BARE)).toEqual({ kind: 'weekend' })
    expect(closedReason('2026-11-22', BARE)).toEqual({ kind: 'weekend' })
    expect(closedReason('2026-11-23', BARE)).toBeNull()
  })

  it('closes from 1 to 31 July, no day more, when July is closed', () => {
    // 2026: 30 June is a Tuesday, 1 July a Wednesday, 31 July a Friday, 3 August the next Monday.
    expect(isWorkingDay('2026-06-30', SEED_CALENDAR)).toBe(true)
    expect(closedReason('2026-07-01', SEED_CALENDAR)).toEqual({ kind: 'july' })
    expect(closedReason('2026-07-31', SEED_CALENDAR)).toEqual({ kind: 'july' })
    expect(isWorkingDay('2026-08-03', SEED_CALENDAR)).toBe(true)
    expect(isWorkingDay('2026-07-15', BARE)).toBe(true)
  })

  it('closes from 27 to 30 December when Christmas is closed, and leaves 24 and 31 December to the administrators', () => {
    const christmasOnly: Calendar = { ...BARE, christmasClosed: true }
    // 2027: 24 December is a Friday, 27 to 30 are Monday to Thursday, 31 is a Friday.
    expect(closedReason('2027-12-24', christmasOnly)).toBeNull()
    for (const day of ['2027-12-27', '2027-12-28', '2027-12-29', '2027-12-30']) {
      expect(closedReason(day, christmasOnly)).toEqual({ kind: 'christmas' })
      expect(closedReason(day, BARE)).toBeNull()
    }
    expect(closedReason('2027-12-31', christmasOnly)).toBeNull()
  })

  it.each([
    ['christmas-eve', '2026-12-24'],
    ['new-years-eve', '2026-12-31'],
    ['constitution-day', '2026-06-05'],
    ['day-after-ascension', '2026-05-15'],
    ['day-after-ascension', '2027-05-07'],
  ] as const)('is closed on %s (%s) only when administrators choose it', (optional, day) => {
    expect(closedReason(day, BARE)).toBeNull()
    expect(closedReason(day, { ...BARE, optionalClosedDays: [optional] })).toEqual({ kind: 'optional-day', day: optional })
  })

  it('is closed on a local closing day, with its name', () => {
    const name = { da: 'Flytning', en: 'Office move' }
    const moving: Calendar = { ...BARE, localClosedDays: [{ on: '2026-11-24', name }] }
    expect(closedReason('2026-11-24', moving)).toEqual({ kind: 'local-closing', name })
    expect(closedReason('2026-11-24', BARE)).toBeNull()
  })

  it('has 225 working days in 2026 with July, Christmas and three chosen days closed', () => {
    // 365 days less 104 weekend days = 261. Weekday holidays: 1/1, 2/4, 3/4, 6/4, 14/5, 25/5, 25/12 = 7 -> 254.
    // July has 23 weekdays -> 231. 28, 29, 30 December (27 is a Sunday) = 3 -> 228. 24/12 and 31/12 are Thursdays and
    // 5/6 a Friday = 3 -> 225.
    const days = Array.from({ length: 365 }, (_, index) => addDays('2026-01-01', index))
    expect(days.filter((day) => isWorkingDay(day, SEED_CALENDAR))).toHaveLength(225)
  })

  it('refuses a calendar with an unknown rule or an impossible day', () => {
    expect(calendarSchema.safeParse({ ...BARE, augustClosed: true }).success).toBe(false)
    const name = { da: 'x', en: 'x' }
    expect(calendarSchema.safeParse({ ...BARE, localClosedDays: [{ on: '2026-02-30', name }] }).success).toBe(false)
  })
})
