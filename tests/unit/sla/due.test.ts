import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alertOf } from '#lib/sla/alert.ts'
import type { Calendar } from '#lib/sla/calendar.ts'
import { computeLegs, computeRounds } from '#lib/sla/due.ts'
import { computeLapse, isPeriodOver, lastInstantOf, overWhenBegunBefore, SEED_LAPSE_RULES } from '#lib/sla/lapse.ts'
import { CLOCK, CLOCK_STATUSES, type ServiceLevel, serviceLevelsSchema } from '#lib/sla/legs.ts'
import type { ClockEvent } from '#lib/sla/rounds.ts'
import { SEED_CALENDAR } from '#lib/sla/seed-calendar.ts'
import { SEED_SERVICE_LEVELS } from '#lib/sla/seed-service-levels.ts'
import { explainShift } from '#lib/sla/shift.ts'

/** Winter time (+01:00) unless the day is in summer time; hand-made cases give hours only where they matter. */
function event(status: ClockEvent['status'], at: string): ClockEvent {
  return { status, at: at.length === 10 ? `${at}T10:00:00Z` : at }
}

const target = (workingDays: number, warnDaysBefore = 0) => ({ workingDays, warnDaysBefore, escalateDaysAfter: 1 })
const LEVEL: ServiceLevel = { active: true, triage: target(3), production: target(5), check: target(2) }

// November 2026: Monday 2, 9, 16, 23, 30; no public holidays in the month.
describe('working time of a leg', () => {
  it('does not count the day it starts: received Monday with three days is due Thursday', () => {
    const { triage } = computeLegs([event('received', '2026-11-02')], SEED_CALENDAR, LEVEL, '2026-11-02T12:00:00Z')
    expect(triage).toMatchObject({
      state: 'running',
      startedOn: '2026-11-02',
      workingDaysUsed: 0,
      dueOn: '2026-11-05',
      shiftedDays: [],
    })
  })

  it('gives an order received on Friday night or at the weekend the same due day', () => {
    for (const at of ['2026-11-06T22:30:00Z', '2026-11-07T09:00:00Z', '2026-11-08T22:59:00Z']) {
      expect(computeLegs([event('received', at)], SEED_CALENDAR, LEVEL, at).triage.dueOn).toBe('2026-11-11')
    }
  })

  it('belongs to the Danish day: 23:30 UTC on Sunday is already Monday in Copenhagen', () => {
    const at = '2026-11-08T23:30:00Z'
    expect(computeLegs([event('received', at)], SEED_CALENDAR, LEVEL, at).triage).toMatchObject({
      startedOn: '2026-11-09',
      dueOn: '2026-11-12',
    })
  })

  it('is late from the day after the due day, and only then', () => {
    const events = [event('received', '2026-11-02')]
    const onDue = computeLegs(events, SEED_CALENDAR, LEVEL, '2026-11-05T22:59:00Z').triage
    const dayAfter = computeLegs(events, SEED_CALENDAR, LEVEL, '2026-11-05T23:01:00Z').triage
    expect(onDue).toMatchObject({ workingDaysUsed: 3, late: false, dueOn: '2026-11-05' })
    expect(dayAfter).toMatchObject({ workingDaysUsed: 4, late: true, dueOn: '2026-11-05' })
  })

  it('is late at the weekend too when it was due on Friday', () => {
    const on = (now: string) => computeLegs([event('received', '2026-11-03')], SEED_CALENDAR, LEVEL, now).triage
    expect(on('2026-11-06T12:00:00Z')).toMatchObject({ dueOn: '2026-11-06', late: false })
    expect(on('2026-11-07T12:00:00Z')).toMatchObject({ dueOn: '2026-11-06', late: true, workingDaysUsed: 3 })
  })

  it('counts a leg finished on its due day as in time with the whole target used', () => {
    const events = [event('received', '2026-11-02'), event('offered', '2026-11-05'), event('accepted', '2026-11-19')]
    const { triage } = computeLegs(events, SEED_CALENDAR, LEVEL, '2026-11-20T10:00:00Z')
    expect(triage).toMatchObject({ workingDaysUsed: 3, late: false, dueOn: '2026-11-05', stoppedOn: '2026-11-05' })
  })

  it('starts the next leg the day the one before it stops, so no day counts twice or is lost', () => {
    // Received Mon 2, offered and accepted Wed 4 (triage: 3, 4), started Thu 5, checked from Tue 10 (production: 5, 6, 9, 10),
    // released Wed 11 (check: 11). From day 0 (2 November) to 11 November there are seven working days: 2 + 4 + 1.
    const events = [
      event('received', '2026-11-02'),
      event('offered', '2026-11-04T09:00:00Z'),
      event('accepted', '2026-11-04T13:00:00Z'),
      event('producing', '2026-11-05'),
      event('checking', '2026-11-10'),
      event('released', '2026-11-11'),
    ]
    const legs = computeLegs(events, SEED_CALENDAR, LEVEL, '2026-12-01T10:00:00Z')
    expect([legs.triage, legs.production, legs.check].map((leg) => leg.workingDaysUsed)).toEqual([2, 4, 1])
    expect([legs.triage, legs.production, legs.check].map((leg) => leg.stoppedOn)).toEqual([
      '2026-11-04',
      '2026-11-10',
      '2026-11-11',
    ])
    expect([legs.triage, legs.production, legs.check].map((leg) => leg.state)).toEqual(['stopped', 'stopped', 'stopped'])
  })

  it('resumes production after a return and explains the days of the check as the other leg', () => {
    // Production from Mon 2: counts 3, 4 (checking from the 4th). The 5th belongs to the check, returned on the 5th.
    // Then 6, 9, 10 complete the five days.
    const events = [event('accepted', '2026-11-02'), event('checking', '2026-11-04'), event('producing', '2026-11-05')]
    const { production, check } = computeLegs(events, SEED_CALENDAR, LEVEL, '2026-11-05T12:00:00Z')
    expect(production).toMatchObject({ state: 'running', workingDaysUsed: 2, dueOn: '2026-11-10' })
    expect(production.shiftedDays).toContainEqual({ on: '2026-11-05', reason: { kind: 'other-leg', leg: 'check' } })
    expect(check).toMatchObject({ state: 'stopped', workingDaysUsed: 1, stoppedOn: '2026-11-05' })
  })

  it('reads events in any order and ignores those after the instant asked about', () => {
    const events = [event('offered', '2026-11-20'), event('clarifying', '2026-11-03'), event('received', '2026-11-02')]
    const shuffled = computeLegs(events, SEED_CALENDAR, LEVEL, '2026-11-04T10:00:00Z')
    const asItWas = computeLegs(
      [event('received', '2026-11-02'), event('clarifying', '2026-11-03')],
      SEED_CALENDAR,
      LEVEL,
      '2026-11-04T10:00:00Z',
    )
    expect(shuffled).toEqual(asItWas)
    expect(shuffled.triage.state).toBe('paused')
  })

  it('has not started for an order that is still a draft', () => {
    const { triage } = computeLegs([event('draft', '2026-11-02')], SEED_CALENDAR, LEVEL, '2026-11-20T10:00:00Z')
    expect(triage).toMatchObject({ state: 'not-started', dueOn: null, workingDaysUsed: 0, late: false })
  })
})

describe('holds, each once a bug in another system', () => {
  it('stops the clock exactly in the statuses labelled as waiting: paused label, paused clock', () => {
    for (const status of CLOCK_STATUSES) {
      const events = [event('received', '2026-11-02T08:00:00Z'), event(status, '2026-11-02T09:00:00Z')]
      const on = (now: string) => computeLegs(events, SEED_CALENDAR, LEVEL, now)
      const used = (now: string) => Object.values(on(now)).reduce((sum, leg) => sum + leg.workingDaysUsed, 0)
      const growth = used('2026-11-13T12:00:00Z') - used('2026-11-02T12:00:00Z')
      // 3 to 6 and 9 to 13 November are nine working days.
      expect([status, growth]).toEqual([status, CLOCK[status].effect === 'runs' ? 9 : 0])
      const states = Object.values(on('2026-11-13T12:00:00Z')).map((leg) => leg.state)
      expect([status, states.includes('paused')]).toEqual([status, CLOCK[status].effect === 'pauses'])
    }
  })

  it('takes a hold in working days, not in calendar time: a weekend inside it is a weekend', () => {
    // Asked Fri 6, answered Mon 9. Counted: 3, 4, 5, 6 -> with a target of 5 the fifth day is Tue 10 and only Mon 9 was waited.
    const level = { ...LEVEL, triage: target(5) }
    const events = [event('received', '2026-11-02'), event('clarifying', '2026-11-06'), event('received', '2026-11-09')]
    const { triage } = computeLegs(events, SEED_CALENDAR, level, '2026-11-09T12:00:00Z')
    expect(triage).toMatchObject({ workingDaysUsed: 4, dueOn: '2026-11-10' })
    expect(explainShift(triage.shiftedDays)).toEqual([
      { reason: { kind: 'weekend' }, days: 2, from: '2026-11-07', to: '2026-11-08' },
      { reason: { kind: 'waiting-for-requester', status: 'clarifying' }, days: 1, from: '2026-11-09', to: '2026-11-09' },
    ])
  })

  it('moves the due day by as many working days as were waited', () => {
    // Asked Tue 3, answered Fri 6: Wed, Thu and Fri were waited. Due Thu 5 becomes Tue 10 (3; then 9, 10).
    const events = [event('received', '2026-11-02'), event('clarifying', '2026-11-03'), event('received', '2026-11-06')]
    const { triage } = computeLegs(events, SEED_CALENDAR, LEVEL, '2026-11-06T12:00:00Z')
    expect(triage.dueOn).toBe('2026-11-10')
    expect(explainShift(triage.shiftedDays)[0]).toEqual({
      reason: { kind: 'waiting-for-requester', status: 'clarifying' },
      days: 3,
      from: '2026-11-04',
      to: '2026-11-06',
    })
  })

  it('moves the due day also when the question is asked on the last day', () => {
    // Received Tue 3, due Fri 6, asked that day, answered Wed 11: Mon, Tue and Wed were waited, so Friday moves to Wednesday.
    const events = [event('received', '2026-11-03'), event('clarifying', '2026-11-06'), event('received', '2026-11-11')]
    const on = (now: string) => computeLegs(events, SEED_CALENDAR, LEVEL, now).triage
    expect(on('2026-11-10T12:00:00Z')).toMatchObject({
      state: 'paused',
      dueOn: null,
      dueOnIfResumedToday: '2026-11-10',
      late: false,
    })
    expect(on('2026-11-11T12:00:00Z')).toMatchObject({ state: 'running', dueOn: '2026-11-11', late: false })
    expect(on('2026-11-12T12:00:00Z')).toMatchObject({ dueOn: '2026-11-11', late: true })
    expect(explainShift(on('2026-11-12T12:00:00Z').shiftedDays).map(({ reason, days }) => [reason.kind, days])).toEqual([
      ['weekend', 2],
      ['waiting-for-requester', 3],
    ])
  })

  it('keeps the day of the answer to finish in when that day is closed later', () => {
    // The case above with Wednesday 11 closed: the day is still the answer's, now for another reason.
    const name = { da: 'Lukket', en: 'Closed' }
    const closed: Calendar = { ...SEED_CALENDAR, localClosedDays: [{ on: '2026-11-11', name }] }
    const events = [event('received', '2026-11-03'), event('clarifying', '2026-11-06'), event('received', '2026-11-11')]
    const { triage } = computeLegs(events, closed, LEVEL, '2026-11-11T12:00:00Z')
    expect(triage).toMatchObject({ dueOn: '2026-11-11', late: false })
    expect(triage.shiftedDays.at(-1)).toEqual({ on: '2026-11-11', reason: { kind: 'local-closing', name } })
  })

  it('stays late through a hold that begins after the due day', () => {
    const events = [event('received', '2026-11-02'), event('clarifying', '2026-11-06')]
    const { triage } = computeLegs(events, SEED_CALENDAR, LEVEL, '2026-11-20T12:00:00Z')
    expect(triage).toMatchObject({ state: 'paused', late: true, dueOn: '2026-11-05', workingDaysUsed: 4 })
  })

  it('promises no date while it waits, but says which one an answer today would give', () => {
    const events = [event('received', '2026-11-02'), event('clarifying', '2026-11-03')]
    const on = (now: string) => computeLegs(events, SEED_CALENDAR, LEVEL, now).triage
    expect(on('2026-11-05T12:00:00Z')).toMatchObject({ state: 'paused', dueOn: null, dueOnIfResumedToday: '2026-11-09' })
    expect(on('2026-11-10T12:00:00Z')).toMatchObject({ state: 'paused', dueOn: null, dueOnIfResumedToday: '2026-11-12' })
    const answered = computeLegs([...events, event('received', '2026-11-10')], SEED_CALENDAR, LEVEL, '2026-11-10T12:00:00Z')
    expect(answered.triage.dueOn).toBe('2026-11-12')
  })

  it('loses no day to several holds within one day', () => {
    const events = [
      event('received', '2026-11-02'),
      event('clarifying', '2026-11-03T08:00:00Z'),
      event('received', '2026-11-03T09:00:00Z'),
      event('clarifying', '2026-11-03T10:00:00Z'),
      event('received', '2026-11-03T15:00:00Z'),
    ]
    const { triage } = computeLegs(events, SEED_CALENDAR, LEVEL, '2026-11-03T16:00:00Z')
    expect(triage).toMatchObject({ dueOn: '2026-11-05', shiftedDays: [], workingDaysUsed: 1 })
  })

  it('counts a night between two holds once, by the status that stood at midnight', () => {
    // Holds 3rd 08-09 and 3rd 10 to 4th 09 and 4th 10-11: only the night to the 4th was spent waiting.
    const events = [
      event('received', '2026-11-02'),
      event('clarifying', '2026-11-03T08:00:00Z'),
      event('received', '2026-11-03T09:00:00Z'),
      event('clarifying', '2026-11-03T10:00:00Z'),
      event('received', '2026-11-04T09:00:00Z'),
      event('clarifying', '2026-11-04T10:00:00Z'),
      event('received', '2026-11-04T11:00:00Z'),
    ]
    const { triage } = computeLegs(events, SEED_CALENDAR, LEVEL, '2026-11-04T16:00:00Z')
    expect(triage.dueOn).toBe('2026-11-06')
    expect(triage.shiftedDays.map((day) => day.on)).toEqual(['2026-11-04'])
  })

  it('keeps the pause when the policy changes: the new target counts from the same log', () => {
    const events = [event('received', '2026-11-02'), event('clarifying', '2026-11-03'), event('received', '2026-11-06')]
    const { triage } = computeLegs(events, SEED_CALENDAR, { ...LEVEL, triage: target(4) }, '2026-11-06T12:00:00Z')
    // Counted: 3, 9, 10, 11.
    expect(triage).toMatchObject({ dueOn: '2026-11-11', workingDaysUsed: 1 })
    expect(triage.shiftedDays.filter((day) => day.reason.kind === 'waiting-for-requester')).toHaveLength(3)
  })

  it('never escalates while it waits, has stopped, or promises are switched off', () => {
    const late = [event('received', '2026-11-02')]
    const now = '2026-11-20T12:00:00Z'
    const alert = (events: ClockEvent[], level: ServiceLevel) =>
      alertOf(computeLegs(events, SEED_CALENDAR, level, now).triage, level)
    expect(alert(late, LEVEL)).toBe('escalated')
    expect(alert([...late, event('clarifying', '2026-11-19')], LEVEL)).toBeNull()
    expect(alert([...late, event('ended', '2026-11-19')], LEVEL)).toBeNull()
    const off = { ...LEVEL, active: false }
    expect(alert(late, off)).toBeNull()
    expect(computeLegs(late, SEED_CALENDAR, off, now).triage).toMatchObject({
      workingDaysTarget: null,
      dueOn: null,
      late: false,
      workingDaysUsed: 14,
    })
  })

  it('warns so many working days before the last one', () => {
    const level = { ...LEVEL, triage: target(3, 1) }
    const alert = (now: string) =>
      alertOf(computeLegs([event('received', '2026-11-02')], SEED_CALENDAR, level, now).triage, level)
    expect([alert('2026-11-03T12:00:00Z'), alert('2026-11-04T12:00:00Z'), alert('2026-11-05T12:00:00Z')]).toEqual([
      null,
      'due-soon',
      'due-soon',
    ])
  })

  it('is escalated only so many working days after it was late, and not over a weekend', () => {
    const level = { ...LEVEL, triage: { workingDays: 3, warnDaysBefore: 0, escalateDaysAfter: 2 } }
    const alert = (day: string) =>
      alertOf(computeLegs([event('received', '2026-11-03')], SEED_CALENDAR, level, `${day}T12:00:00Z`).triage, level)
    // Due Friday 6: late on Saturday, Sunday and Monday (one working day after), escalated on Tuesday.
    expect(['2026-11-06', '2026-11-07', '2026-11-08', '2026-11-09', '2026-11-10'].map(alert)).toEqual([
      'due-soon',
      'late',
      'late',
      'late',
      'escalated',
    ])
  })

  it('does not run after the end', () => {
    const events = [event('received', '2026-11-02'), event('ended', '2026-11-04')]
    const soon = computeLegs(events, SEED_CALENDAR, LEVEL, '2026-11-04T12:00:00Z')
    const muchLater = computeLegs(events, SEED_CALENDAR, LEVEL, '2027-11-04T12:00:00Z')
    expect(muchLater).toEqual(soon)
    expect(muchLater.triage).toMatchObject({ state: 'stopped', workingDaysUsed: 2, late: false })
  })

  it('leaves the first round as it was when an order is reopened, and counts the new one from zero', () => {
    const first = [
      event('received', '2026-11-02'),
      event('offered', '2026-11-03'),
      event('accepted', '2026-11-04'),
      event('checking', '2026-11-06'),
      event('released', '2026-11-09'),
    ]
    const reopened = [...first, event('producing', '2026-11-20')]
    const before = computeRounds(first, SEED_CALENDAR, LEVEL, '2026-11-10T12:00:00Z')
    const after = computeRounds(reopened, SEED_CALENDAR, LEVEL, '2026-11-24T12:00:00Z')
    expect(after).toHaveLength(2)
    expect(after[0]).toEqual(before[0])
    // 23 and 24 November; the eleven days at rest belong to nobody.
    expect(after[1]?.legs.production).toMatchObject({ startedOn: '2026-11-20', workingDaysUsed: 2, dueOn: '2026-11-27' })
    expect(after[1]?.legs.triage.state).toBe('not-started')
    expect(computeLegs(reopened, SEED_CALENDAR, LEVEL, '2026-11-24T12:00:00Z')).toEqual(after[1]?.legs)
  })

  it('takes a holiday added later into account, with its name, and leaves the earlier version computable', () => {
    const name = { da: 'Ny helligdag', en: 'New holiday' }
    const amended: Calendar = { ...SEED_CALENDAR, version: 'calendar-2026-b', localClosedDays: [{ on: '2026-11-04', name }] }
    const events = [event('received', '2026-11-02')]
    const now = '2026-11-02T12:00:00Z'
    expect(computeLegs(events, SEED_CALENDAR, LEVEL, now).triage.dueOn).toBe('2026-11-05')
    const { triage } = computeLegs(events, amended, LEVEL, now)
    expect(triage.dueOn).toBe('2026-11-06')
    expect(triage.shiftedDays).toEqual([{ on: '2026-11-04', reason: { kind: 'local-closing', name } }])
  })

  it('counts the same days across both changes of the clock', () => {
    // Summer time began Sunday 29 March 2026 02:00 and ends Sunday 25 October 2026 03:00. 27 March is a Friday.
    const spring = computeLegs([event('received', '2026-03-27T22:30:00Z')], SEED_CALENDAR, LEVEL, '2026-03-27T22:45:00Z').triage
    // 23:30 on Friday in winter time; counted 30, 31 March and 1 April.
    expect(spring).toMatchObject({ startedOn: '2026-03-27', dueOn: '2026-04-01' })
    const autumn = computeLegs([event('received', '2026-10-23T21:30:00Z')], SEED_CALENDAR, LEVEL, '2026-10-23T21:45:00Z').triage
    // 23:30 on Friday in summer time; counted 26, 27, 28 October.
    expect(autumn).toMatchObject({ startedOn: '2026-10-23', dueOn: '2026-10-28' })
    // 22:30 UTC is the next day in summer time, the same day in winter time.
    expect(
      computeLegs([event('received', '2026-10-22T22:30:00Z')], SEED_CALENDAR, LEVEL, '2026-10-23T08:00:00Z').triage.startedOn,
    ).toBe('2026-10-23')
    expect(
      computeLegs([event('received', '2026-10-26T22:30:00Z')], SEED_CALENDAR, LEVEL, '2026-10-27T08:00:00Z').triage.startedOn,
    ).toBe('2026-10-26')
    // A hold over the lost and the doubled hour costs its working days, no more and no less.
    const held = [event('received', '2026-10-22'), event('clarifying', '2026-10-23'), event('received', '2026-10-26')]
    const { triage } = computeLegs(held, SEED_CALENDAR, LEVEL, '2026-10-26T12:00:00Z')
    expect(triage.dueOn).toBe('2026-10-28')
  })

  it('waits through July and says so', () => {
    // Received Mon 29 June 2026, three days: 30 June counts; 1 to 31 July closed (23 weekdays, 8 weekend days);
    // 1 and 2 August are a weekend; 3 and 4 August complete it.
    const { triage } = computeLegs([event('received', '2026-06-29')], SEED_CALENDAR, LEVEL, '2026-06-29T12:00:00Z')
    expect(triage.dueOn).toBe('2026-08-04')
    expect(explainShift(triage.shiftedDays).map(({ reason, days }) => [reason.kind, days])).toEqual([
      ['july', 23],
      ['weekend', 10],
    ])
  })

  it('waits over Easter 2027 and names each holiday', () => {
    // Received Mon 22 March 2027: 23, 24 count; 25, 26 Skærtorsdag, Langfredag; 27, 28 weekend; 29 Anden påskedag; 30 counts.
    const { triage } = computeLegs([event('received', '2027-03-22')], SEED_CALENDAR, LEVEL, '2027-03-22T12:00:00Z')
    expect(triage.dueOn).toBe('2027-03-30')
    const names = triage.shiftedDays.map(({ reason }) => (reason.kind === 'public-holiday' ? reason.name.da : reason.kind))
    expect(names).toEqual(['Skærtorsdag', 'Langfredag', 'weekend', 'weekend', 'Anden påskedag'])
  })

  it('waits from Christmas Eve to New Year', () => {
    // Received Tue 22 December 2026: 23 counts; 24 chosen, 25 holiday, 26-27 weekend, 28-30 closed, 31 chosen, 1 January
    // holiday, 2-3 weekend; 4 and 5 January 2027 complete the three days.
    const { triage } = computeLegs([event('received', '2026-12-22')], SEED_CALENDAR, LEVEL, '2026-12-22T12:00:00Z')
    expect(triage.dueOn).toBe('2027-01-05')
    const kinds = explainShift(triage.shiftedDays).map(({ reason, days }) => [reason.kind, days])
    expect(kinds).toEqual([
      ['optional-day', 1],
      ['public-holiday', 1],
      ['weekend', 4],
      ['christmas', 3],
      ['optional-day', 1],
      ['public-holiday', 1],
    ])
  })
})

describe('service levels', () => {
  it('name every order type: a missing or unknown one is refused, so nothing can match by being blank', () => {
    const { express: _, ...missing } = SEED_SERVICE_LEVELS
    expect(serviceLevelsSchema.safeParse(missing).success).toBe(false)
    expect(serviceLevelsSchema.safeParse({ ...SEED_SERVICE_LEVELS, '': LEVEL }).success).toBe(false)
    expect(serviceLevelsSchema.safeParse(SEED_SERVICE_LEVELS).success).toBe(true)
  })
})

describe('lapse of an order that waits', () => {
  it('comes 30 calendar days after a question and 28 after an offer, with reminders before', () => {
    const clarifying = [event('received', '2026-11-02'), event('clarifying', '2026-11-03')]
    const lapse = computeLapse(clarifying, SEED_LAPSE_RULES, '2026-12-03T22:59:00Z')
    expect(lapse).toEqual({
      status: 'clarifying',
      lastDay: '2026-12-03',
      lapsed: false,
      remindersOn: ['2026-11-19', '2026-11-30'],
    })
    expect(computeLapse(clarifying, SEED_LAPSE_RULES, '2026-12-03T23:01:00Z')?.lapsed).toBe(true)
    expect(computeLapse([event('offered', '2026-11-03')], SEED_LAPSE_RULES, '2026-11-04T10:00:00Z')?.lastDay).toBe('2026-12-01')
  })

  it('sends nothing for an order that was answered, accepted, closed or delivered', () => {
    const waited = [event('received', '2026-11-02'), event('clarifying', '2026-11-03')]
    for (const status of ['received', 'accepted', 'released', 'ended'] as const) {
      expect(computeLapse([...waited, event(status, '2026-11-10')], SEED_LAPSE_RULES, '2026-12-24T10:00:00Z')).toBeNull()
    }
  })

  it('counts from the latest question, not the first', () => {
    const events = [event('clarifying', '2026-11-03'), event('received', '2026-11-10'), event('clarifying', '2026-11-20')]
    expect(computeLapse(events, SEED_LAPSE_RULES, '2026-11-21T10:00:00Z')?.lastDay).toBe('2026-12-20')
  })

  it('gives the last day whole, in winter and summer time, whatever the hour at which the period began', () => {
    // From summer to winter time (25 October 2026) and back (28 March 2027).
    expect(lastInstantOf(new Date('2026-10-01T05:00:00Z'), 28).toISOString()).toBe('2026-10-29T22:59:59.999Z')
    expect(lastInstantOf(new Date('2026-10-01T21:59:00Z'), 28).toISOString()).toBe('2026-10-29T22:59:59.999Z')
    expect(lastInstantOf(new Date('2027-03-15T22:59:00Z'), 28).toISOString()).toBe('2027-04-12T21:59:59.999Z')
  })

  it('judges a period by one rule, whether asked of one order or of all', () => {
    const instants = fc.integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2028-01-01T00:00:00Z') })
    fc.assert(
      fc.property(
        instants,
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: -3 * 864e5, max: 70 * 864e5 }),
        (start, days, later) => {
          const [since, now] = [new Date(start), new Date(start + later)]
          const over = isPeriodOver(since, days, now)
          expect(over).toBe(now > lastInstantOf(since, days))
          expect(over).toBe(since < overWhenBegunBefore(days, now))
        },
      ),
    )
  })
})
