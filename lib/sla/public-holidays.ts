import Holidays from 'date-holidays'
import type { Day } from './day.ts'

/** A name in both languages of the service. */
export interface BilingualName {
  readonly da: string
  readonly en: string
}

const denmark = new Holidays('DK', { timezone: 'Europe/Copenhagen', types: ['public'] })
const byYear = new Map<number, ReadonlyMap<Day, BilingualName>>()

/**
 * Danish public holidays of a year, day to name, from the rules in the package `date-holidays` (Store Bededag until 2023).
 * Computed once per year. The package carries the rules of every country: keep this file out of browser bundles.
 */
export function publicHolidays(year: number): ReadonlyMap<Day, BilingualName> {
  const known = byYear.get(year)
  if (known !== undefined) return known
  const english = new Map(denmark.getHolidays(year, 'en').map((holiday) => [dayPart(holiday.date), holiday.name]))
  const holidays = new Map(
    denmark.getHolidays(year, 'da').map((holiday) => {
      const day = dayPart(holiday.date)
      return [day, { da: holiday.name, en: english.get(day) ?? holiday.name }] as const
    }),
  )
  byYear.set(year, holidays)
  return holidays
}

/** The package writes days as local time, `2026-04-03 00:00:00`. */
function dayPart(date: string): Day {
  return date.slice(0, 10)
}
