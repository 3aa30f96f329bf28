import { Temporal } from '@js-temporal/polyfill'

/** A calendar day as `YYYY-MM-DD`, always read in the service's zone. Days sort as text. */
export type Day = string

/** The zone in which the service's days begin and end. */
export const SERVICE_ZONE = 'Europe/Copenhagen'

const MILLISECONDS_PER_DAY = 86_400_000

/** The service day on which an instant falls. Takes ISO 8601 with `Z` or an offset; throws on anything else. */
export function dayOf(instant: string): Day {
  return dayOfEpoch(epochOf(instant))
}

/** The service day on which an instant, in milliseconds since 1970, falls. */
export function dayOfEpoch(epoch: number): Day {
  return new Date(epoch + offsetAt(epoch)).toISOString().slice(0, 10)
}

const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

/** Milliseconds since 1970 of an ISO instant, for putting instants written with different offsets in order. */
export function epochOf(instant: string): number {
  const epoch = ISO_INSTANT.test(instant) ? Date.parse(instant) : Number.NaN
  if (Number.isNaN(epoch)) throw new RangeError(`not an instant with its offset: ${instant}`)
  return epoch
}

/** A stretch of time in which the zone keeps one offset; the end is excluded. */
interface OffsetSpan {
  readonly from: number
  readonly to: number
  readonly offset: number
}

const offsetSpans: OffsetSpan[] = []

/** The zone's offset in milliseconds. Spans between changes of the clock are kept, two a year: zone look-ups are slow. */
function offsetAt(epoch: number): number {
  const known = offsetSpans.find((span) => span.from <= epoch && epoch < span.to)
  if (known !== undefined) return known.offset
  const local = Temporal.Instant.fromEpochMilliseconds(epoch).toZonedDateTimeISO(SERVICE_ZONE)
  // The previous change is searched from a moment later, because a change at this very instant already holds.
  const from = local.add({ milliseconds: 1 }).getTimeZoneTransition('previous')?.epochMilliseconds ?? Number.NEGATIVE_INFINITY
  const to = local.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY
  const span = { from, to, offset: local.offsetNanoseconds / 1_000_000 }
  offsetSpans.push(span)
  return span.offset
}

/** The first instant of a service day, in milliseconds since 1970. */
export function startOfDay(day: Day): number {
  return Temporal.PlainDate.from(day).toZonedDateTime(SERVICE_ZONE).epochMilliseconds
}

/** The day so many days later (earlier when negative). Days carry no clock, so summer time can't shift the result. */
export function addDays(day: Day, count: number): Day {
  return new Date(numberOf(day) * MILLISECONDS_PER_DAY + count * MILLISECONDS_PER_DAY).toISOString().slice(0, 10)
}

const following = new Map<Day, Day>()

/** The day after. Kept once known, because clocks walk the same few years day by day for every order. */
export function dayAfter(day: Day): Day {
  const known = following.get(day)
  if (known !== undefined) return known
  const next = addDays(day, 1)
  following.set(day, next)
  return next
}

/** Weekday by ISO 8601: 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: Day): number {
  // 1970-01-01, day number 0, was a Thursday (4).
  return ((((numberOf(day) + 3) % 7) + 7) % 7) + 1
}

function numberOf(day: Day): number {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(midnight)) throw new RangeError(`not a day: ${day}`)
  return midnight / MILLISECONDS_PER_DAY
}
