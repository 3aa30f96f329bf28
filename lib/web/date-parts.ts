/** The three fields a date is typed in. */
export const DATE_PARTS = ['day', 'month', 'year'] as const
export type DatePart = (typeof DATE_PARTS)[number]

/** The name of one of the three fields of the date `name`. */
export function datePartName(name: string, part: DatePart): string {
  return `${name}-${part}`
}

export type TypedDate = { readonly day: string } | { readonly error: 'date-missing' | 'date-invalid' }

/**
 * The day typed in three fields, as `YYYY-MM-DD`. A day no calendar has (31.2., 29.2.2027), a year that is not four digits and
 * anything but digits is invalid; three empty fields are missing.
 */
export function typedDate(values: Readonly<Record<string, unknown>>, name: string): TypedDate {
  const [day = '', month = '', year = ''] = DATE_PARTS.map((part) => String(values[datePartName(name, part)] ?? '').trim())
  if (day === '' && month === '' && year === '') return { error: 'date-missing' }
  if (!/^\d{1,2}$/.test(day) || !/^\d{1,2}$/.test(month) || !/^\d{4}$/.test(year)) return { error: 'date-invalid' }
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const read = new Date(`${iso}T00:00:00Z`)
  const isReal = !Number.isNaN(read.getTime()) && read.toISOString().startsWith(iso)
  return isReal ? { day: iso } : { error: 'date-invalid' }
}
