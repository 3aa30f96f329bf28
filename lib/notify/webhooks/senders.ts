import { lookup as lookUp } from 'node:dns/promises'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { env } from '#lib/platform/env.ts'
import { isPublicAddress } from '#lib/platform/public-address.ts'

const PATIENCE_MS = 10_000

/** What came of an attempt: the status the address answered, or in one word why there was no answer. */
export type SendOutcome =
  | { readonly kind: 'answered'; readonly status: number }
  | { readonly kind: 'unsent'; readonly reason: 'address-refused' | 'unknown-host' | 'timeout' | 'unreachable' }

export type SendWebhook = (url: string, headers: Readonly<Record<string, string>>, body: string) => Promise<SendOutcome>

/** Whether an address may be told anything at all, by its form: https, a name, no sign-in data in it. */
export function isAllowedUrl(text: string): boolean {
  if (!URL.canParse(text) || text.length > 500) return false
  const url = new URL(text)
  if (url.username || url.password || url.hash) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && env().STATISTIK_WEBHOOK_TARGETS === 'any')
}

/**
 * Posts a message. The name is resolved once, every address it has must be on the open internet, and the connection goes to exactly that
 * address: a name that answers differently the next time leads nowhere else. Redirections are not followed; the answer's body is not read.
 */
export const sendWebhook: SendWebhook = async (text, headers, body) => {
  if (!isAllowedUrl(text)) return { kind: 'unsent', reason: 'address-refused' }
  const url = new URL(text)
  const found = await lookUp(url.hostname.replace(/^\[|\]$/g, ''), { all: true }).catch(() => [])
  const [first] = found
  if (!first) return { kind: 'unsent', reason: 'unknown-host' }
  if (env().STATISTIK_WEBHOOK_TARGETS !== 'any' && !found.every(({ address }) => isPublicAddress(address)))
    return { kind: 'unsent', reason: 'address-refused' }
  return post(url, first, headers, body)
}

function post(
  url: URL,
  { address, family }: { readonly address: string; readonly family: number },
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<SendOutcome> {
  return new Promise((resolve) => {
    const request = url.protocol === 'https:' ? requestHttps : requestHttp
    const sent = request(
      url,
      {
        method: 'POST',
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'Statistikservice-Webhooks/1',
        },
        agent: false,
        lookup: (_name, options, done) => (options.all ? done(null, [{ address, family }]) : done(null, address, family)),
        signal: AbortSignal.timeout(PATIENCE_MS),
      },
      (answer) => {
        answer.destroy()
        resolve({ kind: 'answered', status: answer.statusCode ?? 0 })
      },
    )
    sent.on('error', (error) => {
      resolve({
        kind: 'unsent',
        reason: error.name === 'AbortError' || error.name === 'TimeoutError' ? 'timeout' : 'unreachable',
      })
    })
    sent.end(body)
  })
}
