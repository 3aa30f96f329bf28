'use server'

import { cookies } from 'next/headers'
import type { z } from 'zod'
import type { Actor } from '#lib/identity/actor.ts'
import { createToken, revokeToken } from '#lib/identity/tokens/commands.ts'
import { env } from '#lib/platform/env.ts'
import { action } from '#lib/web/action.ts'
import { createTokenForm, NEW_TOKEN_COOKIE, revokeTokenForm } from '#lib/web/token-forms.ts'

const SHOWN_SECONDS = 120

export const makeToken = action(createTokenForm, makeAndShow, () => '/noegler?ny=1')
export const endToken = action(revokeTokenForm, revokeToken, () => '/noegler?slut=1')

/** The new token travels in a cookie no script can read, to the one page that shows it, for two minutes. */
async function makeAndShow(actor: Actor, input: z.output<typeof createTokenForm>) {
  const made = await createToken(actor, input)
  if (made.ok) {
    const store = await cookies()
    const secure = env().NEXTAUTH_URL.startsWith('https:')
    const shown = { httpOnly: true, sameSite: 'strict', secure, path: '/noegler', maxAge: SHOWN_SECONDS } as const
    store.set(NEW_TOKEN_COOKIE, made.value.token, shown)
  }
  return made
}
