import type { RawCell } from './raw-table.ts'

/** Why a cell is not a count that can be read in one way only. */
export const COUNT_PROBLEMS = [
  'formula',
  'date',
  'decimal',
  'grouped',
  'text-number',
  'negative',
  'scientific',
  'empty-count',
  'already-hidden',
  'error-value',
  'too-large',
  'not-a-count',
] as const
export type CountProblem = (typeof COUNT_PROBLEMS)[number]

/** The whole number of at least zero in a cell, or why there is none. Nothing is guessed: null, '' and text are never 0. */
export function parseCount({ kind, text }: RawCell, format: 'csv' | 'xlsx'): number | CountProblem {
  switch (kind) {
    case 'empty':
      return 'empty-count'
    case 'formula':
    case 'date':
      return kind
    case 'error':
      return 'error-value'
    case 'boolean':
      return 'not-a-count'
    case 'number':
      return ofNumber(Number(text))
    case 'text':
      return ofText(text, format)
  }
}

function ofNumber(value: number): number | CountProblem {
  if (!Number.isFinite(value)) return 'not-a-count'
  if (value < 0) return 'negative'
  if (!Number.isInteger(value)) return 'decimal'
  return Number.isSafeInteger(value) ? value : 'too-large'
}

function ofText(text: string, format: 'csv' | 'xlsx'): number | CountProblem {
  if (/^(0|[1-9]\d*)$/.test(text)) return format === 'csv' ? ofNumber(Number(text)) : 'text-number'
  if (/^[=@]|^\+\D/.test(text)) return 'formula'
  if (/^[-−]\s?\d+([.,]\d+)?$/.test(text)) return 'negative'
  // `1.234` is a thousand to one reader and a little more than one to another.
  if (/^\d{1,3}([.,'\s   ]\d{3})+$/u.test(text)) return 'grouped'
  if (/^\d+[.,]\d+$/.test(text)) return 'decimal'
  if (/^\d+([.,]\d+)?e[+-]?\d+$/i.test(text)) return 'scientific'
  if (/^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}$/.test(text)) return 'date'
  if (/^(\.{1,2}|\*+|x|c|[nN]?\s?<\s?\d+|#+|suppressed|skjult|fortrolig)$/i.test(text)) return 'already-hidden'
  if (/^0\d+$/.test(text)) return 'text-number'
  return 'not-a-count'
}
