import { z } from 'zod'
import { addDays, type Day, weekdayOf } from './day.ts'
import { type BilingualName, publicHolidays } from './public-holidays.ts'

/** Days on which administrators choose whether the service is closed. */
export const OPTIONAL_DAYS = ['christmas-eve', 'new-years-eve', 'constitution-day', 'day-after-ascension'] as const
export type OptionalDay = (typeof OPTIONAL_DAYS)[number]

const nameSchema = z.strictObject({ da: z.string().trim().min(1).max(100), en: z.string().trim().min(1).max(100) })

/**
 * One version of the working calendar. Weekends and Danish public holidays are always closed; the rest is chosen here.
 * A version is never edited: a holiday decided later is a new version with one more local closing day.
 */
export const calendarSchema = z.strictObject({
  version: z.string().min(1).max(60),
  /** All of July. */
  julyClosed: z.boolean(),
  /** 27 to 30 December, the days between Christmas and New Year. */
  christmasClosed: z.boolean(),
  optionalClosedDays: z.array(z.enum(OPTIONAL_DAYS)).max(OPTIONAL_DAYS.length).readonly(),
  localClosedDays: z
    .array(z.strictObject({ on: z.iso.date(), name: nameSchema }))
    .max(1000)
    .readonly(),
})
export type Calendar = z.infer<typeof calendarSchema>

/** Why the service is closed on a day. Words for people live in the labels. */
export type ClosedReason =
  | { readonly kind: 'weekend' }
  | { readonly kind: 'public-holiday'; readonly name: BilingualName }
  | { readonly kind: 'july' }
  | { readonly kind: 'christmas' }
  | { readonly kind: 'optional-day'; readonly day: OptionalDay }
  | { readonly kind: 'local-closing'; readonly name: BilingualName }

const reasonsByCalendar = new WeakMap<Calendar, Map<Day, ClosedReason | null>>()

/**
 * Why the service is closed on a day, or null on a working day. A day closed for several reasons gets the most general one:
 * weekend, public holiday, July, Christmas, administrators' choice, local; so each rule is charged only with what it adds.
 * Answers are remembered per calendar object, which therefore must not be mutated.
 */
export function closedReason(day: Day, calendar: Calendar): ClosedReason | null {
  const reasons = reasonsByCalendar.get(calendar) ?? new Map<Day, ClosedReason | null>()
  reasonsByCalendar.set(calendar, reasons)
  const known = reasons.get(day)
  if (known !== undefined) return known
  const reason = findReason(day, calendar)
  reasons.set(day, reason)
  return reason
}

/** Whether the service works on a day. */
export function isWorkingDay(day: Day, calendar: Calendar): boolean {
  return closedReason(day, calendar) === null
}

function findReason(day: Day, calendar: Calendar): ClosedReason | null {
  if (weekdayOf(day) > 5) return { kind: 'weekend' }
  const holiday = publicHolidays(yearOf(day)).get(day)
  if (holiday !== undefined) return { kind: 'public-holiday', name: holiday }
  const monthAndDay = day.slice(5)
  if (calendar.julyClosed && monthAndDay.startsWith('07-')) return { kind: 'july' }
  if (calendar.christmasClosed && monthAndDay >= '12-27' && monthAndDay <= '12-30') return { kind: 'christmas' }
  const optional = optionalDay(day)
  if (optional !== null && calendar.optionalClosedDays.includes(optional)) return { kind: 'optional-day', day: optional }
  const local = calendar.localClosedDays.find((closed) => closed.on === day)
  return local === undefined ? null : { kind: 'local-closing', name: local.name }
}

function optionalDay(day: Day): OptionalDay | null {
  if (day.endsWith('-12-24')) return 'christmas-eve'
  if (day.endsWith('-12-31')) return 'new-years-eve'
  if (day.endsWith('-06-05')) return 'constitution-day'
  return publicHolidays(yearOf(day)).get(addDays(day, -1))?.da === 'Kristi Himmelfartsdag' ? 'day-after-ascension' : null
}

function yearOf(day: Day): number {
  return Number(day.slice(0, 4))
}
