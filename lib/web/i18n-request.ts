import { cookies } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import type { Locale } from '#lib/catalogue/local-text.ts'
import { LOCALE_COOKIE, parseLocale } from '#lib/web/locale.ts'

/** One file per part of the service; its name is the first word of every key in it. */
async function messagesOf(locale: Locale) {
  const [common, publicPages, labels, requester, analyst, admin, invoices] = await Promise.all([
    import(`../../messages/${locale}/common.json`),
    import(`../../messages/${locale}/public.json`),
    import(`../../messages/${locale}/labels.json`),
    import(`../../messages/${locale}/requester.json`),
    import(`../../messages/${locale}/analyst.json`),
    import(`../../messages/${locale}/admin.json`),
    import(`../../messages/${locale}/invoices.json`),
  ])
  return {
    common: common.default,
    public: publicPages.default,
    labels: labels.default,
    requester: requester.default,
    analyst: analyst.default,
    admin: admin.default,
    invoices: invoices.default,
  }
}

/** The language a text asks for by name, or the visitor's own. */
export default getRequestConfig(async ({ locale: named }) => {
  const locale = parseLocale(named ?? (await cookies()).get(LOCALE_COOKIE)?.value)
  return { locale, messages: await messagesOf(locale), timeZone: 'Europe/Copenhagen' }
})
