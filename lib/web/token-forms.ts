import { z } from 'zod'
import { LONGEST_TOKEN_DAYS, TOKEN_SCOPES } from '#lib/identity/tokens/scope.ts'

/** Cookie that carries a new token from the form to the page that shows it, once. */
export const NEW_TOKEN_COOKIE = 'new-token'

/** The same for the secret of a new webhook. */
export const NEW_SECRET_COOKIE = 'new-webhook-secret'

export const TOKEN_LIVES = ['30', '90', '180', '365'] as const

const scope = z.enum(TOKEN_SCOPES)

export const createTokenForm = z.strictObject({
  name: z.string().trim().min(2, 'token-name-missing').max(60, 'text-too-long'),
  scopes: z
    .union([scope.transform((one) => [one]), z.array(scope)], 'token-scopes-missing')
    .pipe(z.array(scope).min(1, 'token-scopes-missing')),
  days: z.enum(TOKEN_LIVES).transform(Number).pipe(z.int().max(LONGEST_TOKEN_DAYS)),
})
export const revokeTokenForm = z.strictObject({ tokenId: z.uuid() })

export const createWebhookForm = z.strictObject({
  url: z.string().trim().min(1, 'webhook-url-refused').max(500, 'text-too-long'),
})
export const webhookForm = z.strictObject({ webhookId: z.uuid() })
export const resendForm = z.strictObject({ deliveryId: z.uuid() })
