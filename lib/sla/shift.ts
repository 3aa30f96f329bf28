import type { ClosedReason } from './calendar.ts'
import type { Day } from './day.ts'
import type { Leg } from './legs.ts'

/** Why a day did not count as working time of a leg. */
export type ShiftReason =
  | ClosedReason
  | { readonly kind: 'waiting-for-requester'; readonly status: 'clarifying' | 'offered' }
  | { readonly kind: 'other-leg'; readonly leg: Leg }

export interface ShiftedDay {
  readonly on: Day
  readonly reason: ShiftReason
}

/** So many days shifted for one reason, with the first and last of them. */
export interface ShiftCount {
  readonly reason: ShiftReason
  readonly days: number
  readonly from: Day
  readonly to: Day
}

/** Adds shifted days up by reason, in the order in which the reasons first occur; each named holiday is a reason of its own. */
export function explainShift(shifted: readonly ShiftedDay[]): readonly ShiftCount[] {
  const counts = new Map<string, ShiftCount>()
  for (const { on, reason } of shifted) {
    const key = reasonKey(reason)
    const before = counts.get(key)
    counts.set(key, before === undefined ? { reason, days: 1, from: on, to: on } : { ...before, days: before.days + 1, to: on })
  }
  return [...counts.values()]
}

function reasonKey(reason: ShiftReason): string {
  switch (reason.kind) {
    case 'public-holiday':
    case 'local-closing':
      return `${reason.kind} ${reason.name.da}`
    case 'optional-day':
      return `${reason.kind} ${reason.day}`
    case 'waiting-for-requester':
      return `${reason.kind} ${reason.status}`
    case 'other-leg':
      return `${reason.kind} ${reason.leg}`
    default:
      return reason.kind
  }
}
