import { describe, expect, it } from 'vitest'
import { calendarForm, closedDaysText } from '#lib/web/admin-forms.ts'
import { hiddenOf, readAsked } from '#lib/web/asked-form.ts'

describe('closing days as lines', () => {
  const read = (localClosedDays: string) => calendarForm.safeParse({ formKey: 'x', basedOn: 'calendar-2026', localClosedDays })
  const days = (text: string) => read(text).data?.calendar.localClosedDays.map(({ on }) => on)

  it('are single days or stretches, and written back as they were read', () => {
    const text = '2026-12-21 - 2026-12-23; Flytning; Moving\n2027-01-04; Kursus; Course'
    expect(days(text)).toEqual(['2026-12-21', '2026-12-22', '2026-12-23', '2027-01-04'])
    expect(closedDaysText(read(text).data?.calendar.localClosedDays ?? [])).toBe(text)
  })

  it('are refused when they are no days, run backwards, have no name or go on for months', () => {
    for (const bad of [
      'i morgen; x; y',
      '2026-02-31; x; y',
      '2026-12-23 - 2026-12-21; x; y',
      '2026-12-21',
      '2026-01-01 - 2026-06-01; x; y',
    ])
      expect(read(bad).success).toBe(false)
  })
})

describe('a form sent by address', () => {
  it('keeps what was typed with what is wrong with it, and is empty before it was sent', () => {
    expect(readAsked({ localClosedDays: 'x' }, calendarForm)).toEqual({ value: null, state: { values: {}, errors: [] } })
    const { value, state } = readAsked({ vis: '1', julyClosed: 'on', localClosedDays: 'x' }, calendarForm)
    expect(value).toBeNull()
    expect(state.values).toEqual({ julyClosed: 'on', localClosedDays: 'x' })
    expect(state.errors).toEqual([{ field: 'localClosedDays', key: 'closing-day-malformed' }])
  })

  it('is carried out with the same fields: several chosen days too', () => {
    const asked = { vis: '1', optionalClosedDays: ['christmas-eve', 'constitution-day'], localClosedDays: '' }
    const { value, state } = readAsked(asked, calendarForm)
    const again = calendarForm.parse(hiddenOf(state))
    expect(again.calendar.optionalClosedDays).toEqual(value?.calendar.optionalClosedDays)
    expect(again.calendar.optionalClosedDays).toHaveLength(2)
  })
})
