import { expect, test } from 'vitest'
import {
  formatBytes,
  formatDate,
  formatInstant,
  formatMoney,
  formatNumber,
  formatPercent,
  formatShortDate,
} from '#components/ui/format.ts'

test('Danish numbers have points between thousands and a decimal comma', () => {
  expect(formatNumber(1234567.8, 'da')).toBe('1.234.567,8')
  expect(formatNumber(1234567.8, 'en')).toBe('1,234,567.8')
  expect(formatNumber(5, 'da', 2)).toBe('5,00')
})

test('money is written from whole øre, and its unit never stands alone on a line', () => {
  expect(formatMoney(123450, 'da')).toBe('1.234,50\u00a0kr.')
  expect(formatMoney(123450, 'en')).toBe('DKK\u00a01,234.50')
  expect(formatMoney(-5, 'da')).toBe('-0,05\u00a0kr.')
  expect(formatMoney(0, 'da')).toBe('0,00\u00a0kr.')
})

test('a share is written in per cent', () => {
  expect(formatPercent(0.1234, 'da')).toBe('12,3\u00a0%')
  expect(formatPercent(0.1234, 'en')).toBe('12.3%')
})

test('a day is the same day whatever the time zone of the server', () => {
  expect(formatDate('2026-11-23', 'da')).toBe('23. november 2026')
  expect(formatDate('2026-11-23', 'en')).toBe('23 November 2026')
  expect(formatShortDate('2026-11-03', 'da')).toBe('03.11.2026')
})

test('an instant is told in Danish time, in summer and in winter', () => {
  expect(formatInstant('2026-11-23T23:30:00Z', 'da')).toBe('24. november 2026\u00a0kl.\u00a000.30')
  expect(formatInstant('2026-07-01T10:05:00Z', 'da')).toBe('1. juli 2026\u00a0kl.\u00a012.05')
  expect(formatInstant('2026-07-01T10:05:00Z', 'en')).toBe('1 July 2026, 12:05')
})

test('sizes are told in the largest unit above one', () => {
  expect([999, 1000, 1_500_000].map((bytes) => formatBytes(bytes, 'da'))).toEqual(['999\u00a0B', '1,0\u00a0kB', '1,5\u00a0MB'])
})
