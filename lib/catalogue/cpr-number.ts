const CANDIDATE = /(?<!\d)(\d{2})(\d{2})(\d{2})[-‐‑–—  ]?(\d{4})(?!\d)/gu
/** The service's own ids and fingerprints (UUID, SHA-256): by chance some hold ten digits that could be a personal number. */
const MACHINE_MADE = /\b(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64})\b/giu
const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * Whether a text holds something that can be a Danish personal number: DDMMYY-XXXX or DDMMYYXXXX with a date that exists.
 * Numbers handed out since 2007 need not satisfy the modulus 11 control, so it is not asked for; replacement numbers of
 * hospitals with 60 added to the day are found too. Ids and fingerprints are no text of anybody's
 * and are passed over.
 */
export function containsCprNumber(text: string): boolean {
  return [...text.replaceAll(MACHINE_MADE, ' ').matchAll(CANDIDATE)].some(([, day, month]) =>
    isPlausibleDate(Number(day), Number(month)),
  )
}

function isPlausibleDate(day: number, month: number): boolean {
  const realDay = day > 60 ? day - 60 : day
  return realDay >= 1 && realDay <= (DAYS_IN_MONTH[month - 1] ?? 0)
}
