import { expect, test } from 'vitest'
import { typedDate } from '#lib/web/date-parts.ts'

const typed = (day: string, month: string, year: string) => typedDate({ 'on-day': day, 'on-month': month, 'on-year': year }, 'on')

test.each([
  ['1', '1', '2027', '2027-01-01'],
  ['23', '11', '2026', '2026-11-23'],
  [' 05 ', '06', '2026', '2026-06-05'],
  ['29', '2', '2028', '2028-02-29'],
  ['31', '12', '9999', '9999-12-31'],
])('%s %s %s is the day %s', (day, month, year, iso) => {
  expect(typed(day, month, year)).toEqual({ day: iso })
})

test.each([
  ['a day no month has', '32', '1', '2027'],
  ['the 31st of a month of thirty', '31', '4', '2027'],
  ['the 29th of February of a common year', '29', '2', '2027'],
  ['the 29th of February of a century that is no leap year', '29', '2', '2100'],
  ['day nought', '0', '1', '2027'],
  ['month thirteen', '1', '13', '2027'],
  ['a year of two digits', '1', '1', '27'],
  ['a name of a month', '1', 'januar', '2027'],
  ['a sign', '-1', '1', '2027'],
  ['a decimal', '1.5', '1', '2027'],
  ['a field left empty', '1', '', '2027'],
])('%s is not a date', (_what, day, month, year) => {
  expect(typed(day, month, year)).toEqual({ error: 'date-invalid' })
})

test('three empty fields are a missing date, and so are fields that were never sent', () => {
  expect(typed('', ' ', '')).toEqual({ error: 'date-missing' })
  expect(typedDate({}, 'on')).toEqual({ error: 'date-missing' })
})

test('every real day of four centuries comes back as it was typed', () => {
  for (let day = Date.UTC(1900, 0, 1); day < Date.UTC(2300, 0, 1); day += 86_400_000 * 13) {
    const date = new Date(day)
    const parts = [date.getUTCDate(), date.getUTCMonth() + 1, date.getUTCFullYear()].map(String)
    expect(typed(parts[0] ?? '', parts[1] ?? '', parts[2] ?? '')).toEqual({ day: date.toISOString().slice(0, 10) })
  }
})
