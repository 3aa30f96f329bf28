import { Temporal } from '@js-temporal/polyfill'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Calendar, isWorkingDay } from '#lib/sla/calendar.ts'
import { addDays } from '#lib/sla/day.ts'
import { computeLegs } from '#lib/sla/due.ts'
import { expectedDelivery } from '#lib/sla/expected-delivery.ts'
import { CLOCK, CLOCK_STATUSES, LEGS, type ServiceLevel } from '#lib/sla/legs.ts'
import type { ClockEvent } from '#lib/sla/rounds.ts'
import { SEED_CALENDAR } from '#lib/sla/seed-calendar.ts'
import { SEED_SERVICE_LEVELS } from '#lib/sla/seed-service-levels.ts'
import { explainShift } from '#lib/sla/shift.ts'

const START = Date.parse('2026-02-02T10:00:00Z')
const HOUR = 3_600_000
const LEVEL = SEED_SERVICE_LEVELS.tailored
const OPEN_STATUSES = CLOCK_STATUSES.filter((status) => CLOCK[status].effect !== 'stops')

/** Logs over about a year (both changes of the clock, Easter, July, Christmas), beginning with `received`, never at rest. */
const openLog = fc
  .array(fc.record({ hours: fc.integer({ min: 1, max: 400 }), status: fc.constantFrom(...OPEN_STATUSES) }), { maxLength: 20 })
  .map((steps) => {
    let at = START
    const later = steps.map(({ hours, status }): ClockEvent => {
      at += hours * HOUR
      return { at: new Date(at).toISOString(), status }
    })
    return [{ at: new Date(START).toISOString(), status: 'received' as const }, ...later]
  })

const afterLast = fc.integer({ min: 0, max: 4000 })
const nowOf = (log: readonly ClockEvent[], hours: number) =>
  new Date(Date.parse(log.at(-1)?.at ?? '') + hours * HOUR).toISOString()

const someDay = fc.integer({ min: 0, max: 500 }).map((days) => addDays('2026-02-01', days))

function withClosed(on: string): Calendar {
  return { ...SEED_CALENDAR, localClosedDays: [{ on, name: { da: 'Lukket', en: 'Closed' } }] }
}

/** The rule read literally: for each midnight in Copenhagen, what was the status, and is the day that begins a working day? */
function countAtMidnights(log: readonly ClockEvent[], leg: string, now: string): number {
  const started = log.find((event) => runsLeg(event, leg))
  if (started === undefined) return 0
  const nowInstant = Temporal.Instant.from(now)
  let midnight = Temporal.Instant.from(started.at).toZonedDateTimeISO('Europe/Copenhagen').startOfDay().add({ days: 1 })
  let count = 0
  while (Temporal.Instant.compare(midnight.toInstant(), nowInstant) <= 0) {
    const atMidnight = log.findLast((event) => Temporal.Instant.compare(event.at, midnight.toInstant()) < 0)
    const isRunning = atMidnight !== undefined && runsLeg(atMidnight, leg)
    if (isRunning && isWorkingDay(midnight.toPlainDate().toString(), SEED_CALENDAR)) count++
    midnight = midnight.add({ days: 1 }).startOfDay()
  }
  return count
}

function runsLeg(event: ClockEvent, leg: string): boolean {
  const effect = CLOCK[event.status]
  return effect.effect === 'runs' && effect.leg === leg
}

describe('clocks of random orders', () => {
  it('count what a literal reading of the rule at every midnight counts', () => {
    fc.assert(
      fc.property(openLog, afterLast, (log, hours) => {
        const now = nowOf(log, hours)
        const legs = computeLegs(log, SEED_CALENDAR, LEVEL, now)
        for (const leg of LEGS) expect(legs[leg].workingDaysUsed).toBe(countAtMidnights(log, leg, now))
      }),
      { numRuns: 60 },
    )
  })

  it('never fall due earlier because a day is closed', () => {
    fc.assert(
      fc.property(openLog, afterLast, someDay, (log, hours, closed) => {
        const now = nowOf(log, hours)
        const before = computeLegs(log, SEED_CALENDAR, LEVEL, now)
        const after = computeLegs(log, withClosed(closed), LEVEL, now)
        for (const leg of LEGS) {
          expect(after[leg].workingDaysUsed).toBeLessThanOrEqual(before[leg].workingDaysUsed)
          const dueAfter = after[leg].dueOn ?? after[leg].dueOnIfResumedToday
          const dueBefore = before[leg].dueOn ?? before[leg].dueOnIfResumedToday
          expect(String(dueAfter) >= String(dueBefore)).toBe(true)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('explain every day between the start and the due day: it counted or has one reason', () => {
    fc.assert(
      fc.property(openLog, afterLast, (log, hours) => {
        for (const clock of Object.values(computeLegs(log, SEED_CALENDAR, LEVEL, nowOf(log, hours)))) {
          if (clock.dueOn === null || clock.startedOn === null) continue
          const days = Temporal.PlainDate.from(clock.startedOn).until(clock.dueOn, { largestUnit: 'day' }).days
          expect(clock.shiftedDays.length + (clock.workingDaysTarget ?? 0)).toBe(days)
          expect(new Set(clock.shiftedDays.map((day) => day.on)).size).toBe(clock.shiftedDays.length)
          const explained = explainShift(clock.shiftedDays).reduce((sum, count) => sum + count.days, 0)
          expect(explained).toBe(clock.shiftedDays.length)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('never run two legs, and use no more days in all than the calendar had', () => {
    fc.assert(
      fc.property(openLog, afterLast, (log, hours) => {
        const now = nowOf(log, hours)
        const legs = Object.values(computeLegs(log, SEED_CALENDAR, LEVEL, now))
        expect(legs.filter((leg) => leg.state === 'running' || leg.state === 'paused').length).toBeLessThanOrEqual(1)
        let available = 0
        for (let day = addDays('2026-02-02', 1); day <= now.slice(0, 10); day = addDays(day, 1)) {
          if (isWorkingDay(day, SEED_CALENDAR)) available++
        }
        // The UTC day of `now` may lie one before the Danish day.
        expect(legs.reduce((sum, leg) => sum + leg.workingDaysUsed, 0)).toBeLessThanOrEqual(available + 1)
      }),
      { numRuns: 200 },
    )
  })

  it('are late exactly when the due day has passed', () => {
    fc.assert(
      fc.property(openLog, afterLast, (log, hours) => {
        const now = nowOf(log, hours)
        const today = Temporal.Instant.from(now).toZonedDateTimeISO('Europe/Copenhagen').toPlainDate().toString()
        for (const clock of Object.values(computeLegs(log, SEED_CALENDAR, LEVEL, now))) {
          if (clock.late) expect(String(clock.dueOn) < today).toBe(true)
          if (clock.state === 'running' && !clock.late) expect(String(clock.dueOn) >= today).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('promised dates', () => {
  it('never come earlier for an order submitted later or a calendar with a day more closed', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 0, max: 30 }), someDay, (day, wait, closed) => {
        const on = (start: string, calendar: Calendar) =>
          String(expectedDelivery('tailored', start, calendar, SEED_SERVICE_LEVELS)?.on)
        expect(on(addDays(day, wait), SEED_CALENDAR) >= on(day, SEED_CALENDAR)).toBe(true)
        expect(on(day, withClosed(closed)) >= on(day, SEED_CALENDAR)).toBe(true)
        expect(isWorkingDay(on(day, SEED_CALENDAR), SEED_CALENDAR)).toBe(true)
      }),
    )
  })

  it('come later when more days are promised', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 40 }), (day, more) => {
        const slower: ServiceLevel = {
          ...LEVEL,
          production: { ...LEVEL.production, workingDays: LEVEL.production.workingDays + more },
        }
        const on = (level: ServiceLevel) =>
          String(expectedDelivery('tailored', day, SEED_CALENDAR, { ...SEED_SERVICE_LEVELS, tailored: level })?.on)
        expect(on(slower) > on(LEVEL)).toBe(true)
      }),
    )
  })
})
