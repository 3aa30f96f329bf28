import { expect, test } from 'vitest'
import { signInErrorKey } from '#lib/web/sign-in.ts'

test('a wrong password and an unknown person read the same', () => {
  expect(signInErrorKey('CredentialsSignin')).toBe('wrong-password')
})

test('a closed account and too many attempts are told apart', () => {
  expect(['rate-limited', 'disabled', 'claims-incomplete'].map(signInErrorKey)).toEqual([
    'rate-limited',
    'disabled',
    'claims-incomplete',
  ])
})

test.each(['OAuthCallback', 'Configuration', '<script>', '', 'labels.errors'])(
  'an error that is not known (%j) gets the general words',
  (error) => {
    expect(signInErrorKey(error)).toBe('login-failed')
  },
)
