import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { submitToAuth } from '#lib/web/auth-form.ts'
import { ORGANISATION_COOKIE } from '#lib/web/session.ts'

/** Ends the session. A plain form post: it works without scripts and from every page. */
export async function POST(): Promise<never> {
  await submitToAuth(['signout'], {})
  ;(await cookies()).delete(ORGANISATION_COOKIE)
  return redirect('/?besked=logged-out')
}
