import { type Calendar, calendarSchema } from './calendar.ts'

/** The calendar an empty service starts with; administrators replace it. */
export const SEED_CALENDAR: Calendar = calendarSchema.parse({
  version: 'calendar-2026',
  julyClosed: true,
  christmasClosed: true,
  optionalClosedDays: ['christmas-eve', 'new-years-eve', 'constitution-day'],
  localClosedDays: [],
})
