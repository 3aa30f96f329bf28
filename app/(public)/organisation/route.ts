import { cookies } from 'next/headers'
import { env } from '#lib/platform/env.ts'
import { sameSitePath } from '#lib/web/same-site-path.ts'
import { seeOther } from '#lib/web/see-other.ts'
import { currentActor, ORGANISATION_COOKIE } from '#lib/web/session.ts'

/** Chooses which of her own organisations the signed-in person acts for. The choice is checked again at every request. */
export async function POST(request: Request): Promise<Response> {
  const form = await request.formData()
  const chosen = form.get('organisation')
  const actor = await currentActor()
  const own = actor?.organisations.find((organisation) => organisation.id === chosen)
  if (own) {
    const secure = env().NEXTAUTH_URL.startsWith('https:')
    ;(await cookies()).set(ORGANISATION_COOKIE, own.id, { path: '/', sameSite: 'lax', httpOnly: true, secure })
  }
  const next = form.get('next')
  return seeOther(sameSitePath(typeof next === 'string' ? next : null))
}
