import { cookies } from 'next/headers'
import { submitToAuth } from '#lib/web/auth-form.ts'
import { seeOther } from '#lib/web/see-other.ts'
import { ORGANISATION_COOKIE } from '#lib/web/session.ts'

/** Ends the session. A plain form post: it works without scripts and from every page. */
export async function POST(): Promise<Response> {
  await submitToAuth(['signout'], {})
  ;(await cookies()).delete(ORGANISATION_COOKIE)
  return seeOther('/?besked=logged-out')
}
