import { createHmac } from 'node:crypto'

/** Seconds until the next attempt, by how many there were: half a day in all, and a day at the end. */
const WAITS = [10, 60, 300, 1_800, 7_200, 21_600, 86_400] as const
export const MOST_ATTEMPTS = WAITS.length + 1

/** How long to wait after so many attempts; null when it was the last. */
export function waitSeconds(attempts: number): number | null {
  return WAITS[attempts - 1] ?? null
}

/** What a webhook is told: that an order has changed, and where to read it. Nothing of its content, nobody's name. */
export interface WebhookEvent {
  readonly type: string
  readonly at: string
  readonly order: { readonly id: string; readonly number: string; readonly status: string; readonly version: number } | null
}

/** The message as it is sent and signed, byte for byte. */
export function webhookBody(event: WebhookEvent): string {
  const href = event.order && `/api/v1/orders/${event.order.id}`
  return JSON.stringify({ type: event.type, timestamp: event.at, data: { order: event.order, href } })
}

export const SECRET_START = 'whsec_'

/**
 * Headers that prove who sent a message and when (Standard Webhooks 1.0): an id that stays the same however often it is sent, the time in
 * seconds, and HMAC-SHA256 over id, time and body with the secret.
 */
export function signedHeaders(id: string, body: string, secret: string, now: Date): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const key = Buffer.from(secret.slice(SECRET_START.length), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}
