'use server'

import { cookies } from 'next/headers'
import type { z } from 'zod'
import type { Actor } from '#lib/identity/actor.ts'
import { createToken, revokeToken } from '#lib/identity/tokens/commands.ts'
import { createWebhook, endWebhook, resendDelivery, testWebhook } from '#lib/identity/webhooks/commands.ts'
import { env } from '#lib/platform/env.ts'
import { action } from '#lib/web/action.ts'
import {
  createTokenForm,
  createWebhookForm,
  NEW_SECRET_COOKIE,
  NEW_TOKEN_COOKIE,
  resendForm,
  revokeTokenForm,
  webhookForm,
} from '#lib/web/token-forms.ts'

const SHOWN_SECONDS = 120

export const makeToken = action(createTokenForm, makeAndShow, () => '/noegler?ny=1')
export const endToken = action(revokeTokenForm, revokeToken, () => '/noegler?slut=1')
export const makeWebhook = action(createWebhookForm, makeWebhookAndShow, () => '/noegler?hemmelighed=1#webhooks')
export const stopWebhook = action(webhookForm, endWebhook, () => '/noegler?besked=webhook-ended#webhooks')
export const tryWebhook = action(webhookForm, testWebhook, () => '/noegler?besked=webhook-tested#webhooks')
export const sendAgain = action(resendForm, resendDelivery, () => '/noegler?besked=webhook-tested#webhooks')

/** The new token travels in a cookie no script can read, to the one page that shows it, for two minutes. */
async function makeAndShow(actor: Actor, input: z.output<typeof createTokenForm>) {
  const made = await createToken(actor, input)
  if (made.ok) await showOnce(NEW_TOKEN_COOKIE, made.value.token)
  return made
}

async function makeWebhookAndShow(actor: Actor, input: z.output<typeof createWebhookForm>) {
  const made = await createWebhook(actor, input)
  if (made.ok) await showOnce(NEW_SECRET_COOKIE, made.value.secret)
  return made
}

async function showOnce(cookie: string, value: string): Promise<void> {
  const store = await cookies()
  const secure = env().NEXTAUTH_URL.startsWith('https:')
  store.set(cookie, value, { httpOnly: true, sameSite: 'strict', secure, path: '/noegler', maxAge: SHOWN_SECONDS })
}
