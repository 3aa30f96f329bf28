import { Temporal } from '@js-temporal/polyfill'

/** A calendar day as `YYYY-MM-DD`, always read in the service's zone. Days sort as text. */
export type Day = string

/** The zone in which the service's days begin and end. */
export const SERVICE_ZONE = 'Europe/Copenhagen'

const MILLISECONDS_PER_DAY = 86_400_000

/** The service day on which an instant falls. Takes ISO 8601 with a zone offset or `Z`; throws on anything else. */
export function dayOf(instant: string): Day {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(SERVICE_ZONE).toPlainDate().toString()
}

/** Milliseconds since 1970 of an ISO instant, for putting instants written with different offsets in order. */
export function epochOf(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds
}

/** The day so many days later (earlier when negative). Days carry no clock, so summer time can't shift the result. */
export function addDays(day: Day, count: number): Day {
  return new Date(numberOf(day) * MILLISECONDS_PER_DAY + count * MILLISECONDS_PER_DAY).toISOString().slice(0, 10)
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
