import type { Register } from './register.ts'

export type RegisterNote = Register['notes'][number]

/**
 * The notes that must follow a table over these years: what holds for all years, what happened within the years, and
 * breaks that the years cross or start in (the year of a break holds data from both sides).
 */
export function notesFor(register: Register, period: { readonly fromYear: number; readonly toYear: number }): RegisterNote[] {
  return register.notes.filter((note) => note.year === null || (note.year >= period.fromYear && note.year <= period.toYear))
}
