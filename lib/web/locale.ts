import { LOCALES, type Locale } from '#lib/catalogue/local-text.ts'

/** Cookie that keeps the language a visitor chose; Danish until she does. */
export const LOCALE_COOKIE = 'sprog'

/** The language named by a cookie or an address, or Danish. */
export function parseLocale(value: string | null | undefined): Locale {
  return LOCALES.find((locale) => locale === value) ?? 'da'
}
