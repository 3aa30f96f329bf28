import { type Calendar, closedReason } from './calendar.ts'
import { type Day, dayAfter, dayOf } from './day.ts'
import type { ClockEffect, Leg, ServiceLevel } from './legs.ts'
import { type ClockEvent, type ClockStep, splitRounds } from './rounds.ts'
import type { ShiftedDay, ShiftReason } from './shift.ts'
import { walkWorkingDays } from './walk-working-days.ts'

export type LegState = 'not-started' | 'running' | 'paused' | 'stopped'

/** One leg's clock, computed; nothing of it is ever stored except as a cache for sorting. */
export interface LegClock {
  readonly leg: Leg
  readonly state: LegState
  readonly startedOn: Day | null
  /** The day the leg last stopped running; null while it runs or waits. */
  readonly stoppedOn: Day | null
  /** Working days that counted, today's included when it counts. */
  readonly workingDaysUsed: number
  /** Promised working days; null when promises are switched off for the order type. */
  readonly workingDaysTarget: number | null
  /** The last promised day. Null before the start, without a target, and while waiting for the requester and not late. */
  readonly dueOn: Day | null
  /** While `dueOn` is null because of waiting: the last promised day if the requester answers today. */
  readonly dueOnIfResumedToday: Day | null
  readonly late: boolean
  /** Every day after the start and up to `dueOn` (without one: up to today or the stop) that does not count, and why. */
  readonly shiftedDays: readonly ShiftedDay[]
}

export type Legs = Readonly<Record<Leg, LegClock>>

export interface Round {
  readonly startedOn: Day
  /** The day the order came to rest (released or ended); null while a promise is open. */
  readonly endedOn: Day | null
  readonly legs: Legs
}

/**
 * Computes the clocks of an order's latest round from its events, a calendar version, the level of its type and the time now.
 *
 * A working day counts for a leg when the leg is running as the day begins, at midnight in Copenhagen. So the day of an
 * event still belongs to the status before it: the first day is day 0, the day a question is asked counts, the day it is
 * answered does not, and any number of holds within one day cost nothing. A leg is late from the first midnight after its due
 * day, weekends included, at which it still runs; so waiting never makes it late.
 */
export function computeLegs(events: readonly ClockEvent[], calendar: Calendar, level: ServiceLevel, now: string): Legs {
  return computeRounds(events, calendar, level, now).at(-1)?.legs ?? eachLeg((leg) => notStarted(leg, targetOf(leg, level)))
}

/** Computes every round: the first, and one for each time the order was reopened. Statistics take the first. */
export function computeRounds(
  events: readonly ClockEvent[],
  calendar: Calendar,
  level: ServiceLevel,
  now: string,
): readonly Round[] {
  const today = dayOf(now)
  return splitRounds(events, now).flatMap((steps) => {
    const [first] = steps
    const last = steps.at(-1)
    if (first === undefined || last === undefined) return []
    const endedOn = last.effect.effect === 'stops' ? last.on : null
    return [
      { startedOn: first.on, endedOn, legs: eachLeg((leg) => computeLeg(leg, steps, calendar, targetOf(leg, level), today)) },
    ]
  })
}

function computeLeg(leg: Leg, steps: readonly ClockStep[], calendar: Calendar, target: number | null, today: Day): LegClock {
  const startedOn = steps.find((step) => runs(step.effect, leg))?.on
  if (startedOn === undefined) return notStarted(leg, target)
  const state = stateOf(leg, steps)
  const stoppedOn = state === 'stopped' ? lastStopOf(leg, steps) : null
  const counted = countDays(leg, steps, calendar, { from: startedOn, to: stoppedOn ?? today, target })
  const clock = { leg, state, startedOn, stoppedOn, workingDaysUsed: counted.used, workingDaysTarget: target }
  const reached = {
    ...clock,
    dueOn: counted.dueOn,
    dueOnIfResumedToday: null,
    late: counted.late,
    shiftedDays: counted.shiftedDays,
  }
  if (target === null || counted.late) return reached
  if (state === 'paused' && counted.dueOn !== null) return { ...reached, dueOn: null, dueOnIfResumedToday: counted.dueOn }
  if (counted.dueOn !== null) return reached
  const ahead = walkWorkingDays(stoppedOn ?? today, target - counted.used, calendar)
  if (state === 'paused') return { ...reached, dueOnIfResumedToday: ahead.endsOn }
  return { ...reached, dueOn: ahead.endsOn, shiftedDays: [...counted.shiftedDays, ...ahead.shiftedDays] }
}

interface Span {
  readonly from: Day
  readonly to: Day
  readonly target: number | null
}

/**
 * Counts the leg's days after `from` up to `to`. The due day is the one that reaches the target, moved by every day held right
 * after it: a question asked on the last day leaves the answer's day to finish in. The first later midnight at which the leg
 * runs makes it late. Shifted days are kept only up to the due day.
 */
function countDays(leg: Leg, steps: readonly ClockStep[], calendar: Calendar, { from, to, target }: Span) {
  const shiftedDays: ShiftedDay[] = []
  let used = 0
  let dueOn: Day | null = null
  let late = false
  let at = 0
  for (let day = dayAfter(from); day <= to; day = dayAfter(day)) {
    // The step in force as the day begins is the last one of an earlier day.
    while ((steps[at + 1]?.on ?? day) < day) at++
    const closed = closedReason(day, calendar)
    const held = heldReason(leg, steps[at])
    const reason = closed ?? held
    if (dueOn !== null && held === null) late = true
    if (reason === null) used++
    else if (!late) shiftedDays.push({ on: day, reason })
    if (!late && (dueOn !== null || used === target)) dueOn = day
  }
  return { used, dueOn, late, shiftedDays }
}

function heldReason(leg: Leg, step: ClockStep | undefined): ShiftReason | null {
  if (step === undefined) throw new RangeError('a leg cannot be counted before its first event')
  if (step.effect.effect === 'runs') return step.effect.leg === leg ? null : { kind: 'other-leg', leg: step.effect.leg }
  return { kind: 'waiting-for-requester', status: step.status === 'offered' ? 'offered' : 'clarifying' }
}

/** A pausing status holds the leg that ran last; every other leg that ever ran has stopped. */
function stateOf(leg: Leg, steps: readonly ClockStep[]): LegState {
  const last = steps.at(-1)
  if (last === undefined || last.effect.effect === 'stops') return 'stopped'
  if (last.effect.effect === 'runs') return last.effect.leg === leg ? 'running' : 'stopped'
  const lastRunning = steps.findLast((step) => step.effect.effect === 'runs')
  return lastRunning !== undefined && runs(lastRunning.effect, leg) ? 'paused' : 'stopped'
}

/** The day of the step that ended the leg's last stretch: for triage the day of the offer, not of its acceptance. */
function lastStopOf(leg: Leg, steps: readonly ClockStep[]): Day | null {
  const lastRun = steps.findLastIndex((step) => runs(step.effect, leg))
  return steps[lastRun + 1]?.on ?? null
}

function runs(effect: ClockEffect, leg: Leg): boolean {
  return effect.effect === 'runs' && effect.leg === leg
}

function targetOf(leg: Leg, level: ServiceLevel): number | null {
  return level.active ? level[leg].workingDays : null
}

function notStarted(leg: Leg, workingDaysTarget: number | null): LegClock {
  const none = { startedOn: null, stoppedOn: null, dueOn: null, dueOnIfResumedToday: null }
  return { leg, state: 'not-started', ...none, workingDaysUsed: 0, workingDaysTarget, late: false, shiftedDays: [] }
}

function eachLeg(compute: (leg: Leg) => LegClock): Legs {
  return { triage: compute('triage'), production: compute('production'), check: compute('check') }
}
