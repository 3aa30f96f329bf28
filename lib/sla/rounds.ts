import { type Day, dayOfEpoch, epochOf } from './day.ts'
import { CLOCK, type ClockEffect, type ClockStatus } from './legs.ts'

/** A change of status as the event log keeps it. `at` is an ISO 8601 instant. */
export interface ClockEvent {
  readonly at: string
  readonly status: ClockStatus
}

/** A change of the clock on a service day. */
export interface ClockStep {
  readonly on: Day
  readonly status: ClockStatus
  readonly effect: ClockEffect
}

/**
 * Splits an order's events up to an instant into rounds. A round begins when the clock leaves rest and ends when it comes to
 * rest again; a reopened order starts a new round, so the figures of the first stay what they were. Events may come in any
 * order; those of the same instant keep theirs. The step that brought the clock to rest is the last of its round.
 */
export function splitRounds(events: readonly ClockEvent[], now: string): readonly (readonly ClockStep[])[] {
  const nowEpoch = epochOf(now)
  const past = events
    .map((event) => ({ ...event, epoch: epochOf(event.at) }))
    .filter((event) => event.epoch <= nowEpoch)
    .sort((a, b) => a.epoch - b.epoch)
  const rounds: ClockStep[][] = []
  let open: ClockStep[] | null = null
  for (const { epoch, status } of past) {
    const step: ClockStep = { on: dayOfEpoch(epoch), status, effect: CLOCK[status] }
    const isRest = step.effect.effect === 'stops'
    if (open === null && isRest) continue
    if (open === null) {
      open = []
      rounds.push(open)
    }
    open.push(step)
    if (isRest) open = null
  }
  return rounds
}
