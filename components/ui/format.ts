/** Numbers, money and days the way they are written in Danish and English. Spaces inside a figure never break. */

export type FormatLocale = 'da' | 'en'

const TAGS: Record<FormatLocale, string> = { da: 'da-DK', en: 'en-GB' }
const ZONE = 'Europe/Copenhagen'
const NO_BREAK = '\u00a0'

/** The language as far as formats know it; anything but English is Danish. */
export function formatLocale(locale: string): FormatLocale {
  return locale === 'en' ? 'en' : 'da'
}

/** `1.234.567,8`; decimals are fixed when given. */
export function formatNumber(value: number, locale: string, decimals?: number): string {
  const key = `${formatLocale(locale)} ${decimals ?? ''}`
  const kept = numberFormats.get(key)
  if (kept) return kept.format(value)
  const fixed = decimals === undefined ? {} : { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  const made = new Intl.NumberFormat(TAGS[formatLocale(locale)], fixed)
  numberFormats.set(key, made)
  return made.format(value)
}

/** Making a format takes far longer than using one, and a large table uses it at every cell in sight. */
const numberFormats = new Map<string, Intl.NumberFormat>()

/** Integer øre as `1.234,50 kr.` or `DKK 1,234.50`. */
export function formatMoney(ore: number, locale: string): string {
  const amount = formatNumber(ore / 100, locale, 2)
  return formatLocale(locale) === 'da' ? `${amount}${NO_BREAK}kr.` : `DKK${NO_BREAK}${amount}`
}

/** A share from 0 to 1 as `12,3 %` or `12.3%`. */
export function formatPercent(share: number, locale: string, decimals = 1): string {
  const percent = formatNumber(share * 100, locale, decimals)
  return formatLocale(locale) === 'da' ? `${percent}${NO_BREAK}%` : `${percent}%`
}

/** A day (`2026-11-23`) or an instant, as `23. november 2026`. */
export function formatDate(day: Date | string, locale: string): string {
  return dateFormat(day, locale, { day: 'numeric', month: 'long', year: 'numeric' })
}

/** `23.11.2026`, for tables. */
export function formatShortDate(day: Date | string, locale: string): string {
  return dateFormat(day, locale, { day: '2-digit', month: '2-digit', year: 'numeric' })
}

/** An instant as `23. november 2026 kl. 14.05`, Danish time. */
export function formatInstant(at: Date | string, locale: string): string {
  const instant = new Date(at)
  const time = new Intl.DateTimeFormat(TAGS[formatLocale(locale)], {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone: ZONE,
  })
  const between = formatLocale(locale) === 'da' ? `${NO_BREAK}kl.${NO_BREAK}` : ', '
  return `${formatDate(instant, locale)}${between}${time.format(instant)}`
}

/** Bytes in the largest unit that keeps the figure above one. */
export function formatBytes(bytes: number, locale: string): string {
  if (bytes < 1000) return `${formatNumber(bytes, locale)}${NO_BREAK}B`
  const isMega = bytes >= 1_000_000
  return `${formatNumber(bytes / (isMega ? 1_000_000 : 1000), locale, 1)}${NO_BREAK}${isMega ? 'MB' : 'kB'}`
}

function dateFormat(day: Date | string, locale: string, shape: Intl.DateTimeFormatOptions): string {
  const isDay = typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day)
  const zone = isDay ? 'UTC' : ZONE
  return new Intl.DateTimeFormat(TAGS[formatLocale(locale)], { ...shape, timeZone: zone }).format(new Date(day))
}
