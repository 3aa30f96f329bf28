import { cookies } from 'next/headers'
import { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { env } from '#lib/platform/env.ts'
import { authOptions } from '#lib/web/auth-options.ts'

/**
 * Runs one of next-auth's own actions from a form that works without JavaScript: fetches the double-submit token, posts
 * the form with it, and hands the cookies it sets to the browser. `path` is the action after `/api/auth/`, for instance
 * `['callback', 'credentials']`. Answers where next-auth wants the browser to go. Only for server actions.
 */
export async function submitToAuth(
  path: readonly string[],
  fields: Record<string, string>,
): Promise<{ url: string | null; status: number }> {
  const csrf = await ask(['csrf'], { method: 'GET' })
  await keepCookies(csrf)
  const { csrfToken } = (await csrf.json()) as { csrfToken: string }
  const body = new URLSearchParams({ ...fields, csrfToken, json: 'true' })
  const answer = await ask(path, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } })
  await keepCookies(answer)
  const { url } = (await answer.json().catch(() => ({}))) as { url?: string }
  return { url: url ?? null, status: answer.status }
}

async function ask(
  path: readonly string[],
  init: { method: string; body?: URLSearchParams; headers?: Record<string, string> },
): Promise<Response> {
  const request = new NextRequest(`${new URL(env().NEXTAUTH_URL).origin}/api/auth/${path.join('/')}`, init)
  return NextAuth(authOptions())(request, { params: Promise.resolve({ nextauth: [...path] }) })
}

type CookieOptions = Parameters<Awaited<ReturnType<typeof cookies>>['set']>[2]

async function keepCookies(response: Response): Promise<void> {
  const jar = await cookies()
  for (const line of response.headers.getSetCookie()) {
    const [pair = '', ...attributes] = line.split('; ')
    const at = pair.indexOf('=')
    jar.set(pair.slice(0, at), decodeURIComponent(pair.slice(at + 1)), cookieOptions(attributes))
  }
}

function cookieOptions(attributes: readonly string[]): NonNullable<CookieOptions> {
  const given = new Map(
    attributes.map((attribute) => [attribute.split('=')[0]?.toLowerCase() ?? '', attribute.split('=').slice(1).join('=')]),
  )
  const expires = given.get('expires')
  const maxAge =
    given.get('max-age') ?? (expires ? String(Math.max(0, Math.round((Date.parse(expires) - Date.now()) / 1000))) : undefined)
  return {
    path: given.get('path') ?? '/',
    httpOnly: given.has('httponly'),
    secure: given.has('secure'),
    sameSite: 'lax',
    ...(maxAge === undefined ? {} : { maxAge: Number(maxAge) }),
  }
}
