import { redirect } from 'next/navigation'
import { z } from 'zod'
import { env } from '#lib/platform/env.ts'
import { submitToAuth } from '#lib/web/auth-form.ts'
import type { FormAction } from '#lib/web/form-state.ts'
import { type FormState, typedValues } from '#lib/web/form-state.ts'
import { sameSitePath } from '#lib/web/same-site-path.ts'

const passwordForm = z.strictObject({
  email: z.string().trim().min(1, 'email-missing').max(200),
  password: z.string().min(1, 'password-missing').max(200),
  next: z.string().max(2000),
})

/** Signs in with e-mail and password and goes on to the page asked for. A refusal never tells which of the two was wrong. */
export const signInWithPassword: FormAction = async (_state, form) => {
  const values = typedValues(form)
  const parsed = passwordForm.safeParse(values)
  const kept = { email: String(values.email ?? '') }
  if (!parsed.success)
    return refused(
      kept,
      parsed.error.issues.map((issue) => [String(issue.path[0] ?? ''), issue.message]),
    )
  const { email, password, next } = parsed.data
  const error = errorIn((await submitToAuth(['callback', 'credentials'], { email, password })).url)
  if (error === null) return redirect(sameSitePath(next))
  return refused(kept, [['', signInErrorKey(error)]])
}

/** Sends the browser to the sign-in broker, which sends it back to the page asked for. */
export const signInWithBroker: FormAction = async (_state, form) => {
  const next = form.get('next')
  const callbackUrl = `${new URL(env().NEXTAUTH_URL).origin}${sameSitePath(typeof next === 'string' ? next : null)}`
  const { url } = await submitToAuth(['signin', 'oidc'], { callbackUrl })
  if (url === null || errorIn(url) !== null) return refused({}, [['', 'login-failed']])
  return redirect(url)
}

const OWN_ERRORS = ['rate-limited', 'disabled', 'email-taken', 'bad-cvr', 'claims-incomplete'] as const

/** The key of the words for an error that next-auth put in an address. */
export function signInErrorKey(error: string): string {
  if (error === 'CredentialsSignin') return 'wrong-password'
  return OWN_ERRORS.find((own) => own === error) ?? 'login-failed'
}

/** The error in the address next-auth answers with; null when there is none. An address that cannot be read counts as one. */
function errorIn(url: string | null): string | null {
  if (url === null || !URL.canParse(url, env().NEXTAUTH_URL)) return 'unreadable'
  return new URL(url, env().NEXTAUTH_URL).searchParams.get('error')
}

function refused(values: FormState['values'], errors: readonly (readonly [string, string])[]): FormState {
  return { values, errors: errors.map(([field, key]) => ({ field, key: /^[a-z-]+$/.test(key) ? key : 'invalid' })) }
}
