import { cookies } from 'next/headers'
import type { NextRequest } from 'next/server'
import { env } from '#lib/platform/env.ts'
import { LOCALE_COOKIE, parseLocale } from '#lib/web/locale.ts'
import { sameSitePath } from '#lib/web/same-site-path.ts'
import { seeOther } from '#lib/web/see-other.ts'

const YEAR_SECONDS = 365 * 24 * 3600

/** `?to=en&next=/path`: keeps the language in a cookie and goes on. A plain link, so that it works without scripts. */
export async function GET(request: NextRequest): Promise<Response> {
  const asked = request.nextUrl.searchParams
  const jar = await cookies()
  const secure = env().NEXTAUTH_URL.startsWith('https:')
  const kept = { path: '/', maxAge: YEAR_SECONDS, sameSite: 'lax', httpOnly: true, secure } as const
  jar.set(LOCALE_COOKIE, parseLocale(asked.get('to')), kept)
  return seeOther(sameSitePath(asked.get('next')))
}
