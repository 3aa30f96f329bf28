import { expect, test } from 'vitest'
import { contentSecurityPolicy, internalHeaders, judgeRequest, securityHeaders } from '#lib/web/request-gate.ts'

const OWN = 'https://statistik.example.dk'
const policy = { nonce: 'bm9uY2U=', ownOrigin: OWN, brokerOrigin: null, isDevelopment: false }

test('a reading request passes whatever its origin', () => {
  for (const origin of [null, 'null', OWN, 'https://evil.example']) {
    for (const method of ['GET', 'HEAD']) expect(judgeRequest({ method, origin, path: '/ny' }, OWN)).toEqual({ kind: 'pass' })
  }
})

test('a changing request passes from the own origin alone', () => {
  expect(judgeRequest({ method: 'POST', origin: OWN, path: '/ny' }, OWN)).toEqual({ kind: 'pass' })
})

test.each([
  ['missing', null],
  ['empty', ''],
  ['the word null', 'null'],
  ['foreign', 'https://evil.example'],
  ['own host without encryption', 'http://statistik.example.dk'],
  ['own host at another port', `${OWN}:8443`],
  ['own host as a prefix', `${OWN}.evil.example`],
  ['own host under another', 'https://a.statistik.example.dk'],
  ['own host with a path', `${OWN}/`],
  ['two origins', `${OWN}, https://evil.example`],
  ['other letters', OWN.toUpperCase()],
])('a changing request with origin %s is refused', (_what, origin) => {
  expect(judgeRequest({ method: 'POST', origin, path: '/ny' }, OWN)).toEqual({ kind: 'origin-refused' })
})

test.each(['TRACE', 'TRACK', 'CONNECT', 'OPTIONS', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'get', ''])(
  'method %s is refused even from the own origin',
  (method) => {
    expect(judgeRequest({ method, origin: OWN, path: '/ny' }, OWN)).toEqual({ kind: 'method-refused' })
  },
)

test("the framework's own headers are taken away and no others", () => {
  const inner = [
    'x-middleware-subrequest',
    'X-Middleware-Rewrite',
    'x-nextjs-data',
    'next-resume',
    'x-matched-path',
    'x-invoke-path',
    'x-forwarded-host',
  ]
  const outer = ['cookie', 'next-action', 'rsc', 'next-router-state-tree', 'x-forwarded-for', 'origin', 'accept']
  expect(internalHeaders([...outer, ...inner], false)).toEqual(inner)
  expect(internalHeaders(['x-nextjs-request-id', 'x-nextjs-html-request-id'], false)).toHaveLength(2)
})

test('development alone keeps the two headers that its own traces need', () => {
  expect(internalHeaders(['x-nextjs-request-id', 'x-nextjs-html-request-id', 'x-nextjs-data'], true)).toEqual(['x-nextjs-data'])
})

test('scripts run with the nonce of the answer alone, and nothing may frame the page', () => {
  const text = contentSecurityPolicy(policy)
  const rules = new Map(text.split('; ').map((rule) => [rule.split(' ')[0], rule]))
  expect(rules.get('script-src')).toBe("script-src 'self' 'nonce-bm9uY2U=' 'strict-dynamic'")
  expect(rules.get('default-src')).toBe("default-src 'none'")
  expect(rules.get('frame-ancestors')).toBe("frame-ancestors 'none'")
  expect(rules.get('form-action')).toBe("form-action 'self'")
  expect(text).not.toContain('unsafe-eval')
  expect(rules.get('style-src')).not.toContain('unsafe-inline')
})

test('the sign-in form may lead on to the broker when there is one', () => {
  expect(contentSecurityPolicy({ ...policy, brokerOrigin: 'https://broker.example' })).toContain(
    "form-action 'self' https://broker.example",
  )
})

test('evaluation of text as code is open in development alone', () => {
  expect(contentSecurityPolicy({ ...policy, isDevelopment: true })).toContain("'unsafe-eval'")
})

test('strict transport security is promised only where the service runs encrypted', () => {
  expect(securityHeaders(policy)['strict-transport-security']).toMatch(/^max-age=63072000/)
  expect(securityHeaders({ ...policy, ownOrigin: 'http://localhost:3000' })).not.toHaveProperty('strict-transport-security')
})
