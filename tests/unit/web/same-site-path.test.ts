import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseLocale } from '#lib/web/locale.ts'
import { sameSitePath } from '#lib/web/same-site-path.ts'

test.each(['/', '/katalog', '/bestillinger/1?trin=tjek#a', '/katalog?q=%C3%A6'])('%s is kept', (path) => {
  expect(sameSitePath(path)).toBe(path)
})

test.each([
  null,
  undefined,
  '',
  'katalog',
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/.//evil.example',
  '/x/..//evil.example',
  'javascript:alert(1)',
  ' /katalog',
])('%j leads to the start page', (path) => {
  expect(sameSitePath(path)).toBe('/')
})

test('whatever is given, a browser stays on the site', () => {
  const piece = fc.constantFrom('/', '\\', '.', '..', '\t', '\n', 'evil.example', '@', ':', 'http:', '%2f', '?', '#', 'a')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const landed = new URL(sameSitePath(pieces.join('')), 'https://own.example/page')
      expect(landed.origin).toBe('https://own.example')
    }),
    { numRuns: 5000 },
  )
})

test('an unknown language is Danish', () => {
  expect([undefined, null, '', 'de', 'EN', 'en', 'da'].map(parseLocale)).toEqual(['da', 'da', 'da', 'da', 'da', 'en', 'da'])
})
