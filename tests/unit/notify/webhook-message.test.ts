import { describe, expect, it } from 'vitest'
import { MOST_ATTEMPTS, signedHeaders, waitSeconds, webhookBody } from '#lib/notify/webhooks/webhook-message.ts'
import { docExample } from '../../support/doc-example.ts'

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

describe('a webhook’s message', () => {
  it('is signed as Standard Webhooks’ published example is', () => {
    const now = new Date(1_614_265_330_000)
    const headers = signedHeaders('msg_p5jXN8AQM9LWM0D4loKWxJek', '{"test": 2432232314}', SECRET, now)
    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })

  it('is found genuine by the example of the documentation, and refused when changed, late or signed with another secret', async () => {
    const { isGenuine } = (await docExample('docs/api.md', 'verify')) as { isGenuine: (...given: unknown[]) => boolean }
    const now = new Date('2026-11-26T12:00:00Z')
    const body = webhookBody({
      type: 'order.offered',
      at: now.toISOString(),
      order: { id: 'a', number: 'SB-1', status: 'offered', version: 3 },
    })
    const headers = signedHeaders('id-1', body, SECRET, now)
    expect(isGenuine(headers, body, SECRET, now.getTime())).toBe(true)
    expect(isGenuine(headers, body.replace('offered', 'released'), SECRET, now.getTime())).toBe(false)
    expect(isGenuine({ ...headers, 'webhook-id': 'id-2' }, body, SECRET, now.getTime())).toBe(false)
    expect(isGenuine(headers, body, `${SECRET}BBBB`, now.getTime())).toBe(false)
    expect(isGenuine(headers, body, SECRET, now.getTime() + 301_000)).toBe(false)
    expect(isGenuine({ ...headers, 'webhook-signature': 'v1,' }, body, SECRET, now.getTime())).toBe(false)
  })

  it('is tried eight times with growing waits, and then no more', () => {
    const waits = Array.from({ length: MOST_ATTEMPTS }, (_, k) => waitSeconds(k + 1))
    expect(waits.at(-1)).toBeNull()
    const numbers = waits.slice(0, -1).map(Number)
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
    expect(numbers.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(86_400)
  })
})
