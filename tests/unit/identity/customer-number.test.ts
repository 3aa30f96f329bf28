import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkCvr, checkGln, checkPNumber } from '#lib/identity/customer-number.ts'

describe('a CVR number', () => {
  // Published numbers of public bodies and companies: Danmarks Statistik, Sundhedsdatastyrelsen, Novo Nordisk, Mærsk.
  it.each(['17150413', '33257872', '24256790', '22756214'])('%s is accepted', (cvr) => {
    expect(checkCvr(cvr)).toEqual({ ok: true, value: cvr })
  })

  it('is read with spaces, hyphens and a leading DK', () => {
    for (const text of [' 33 25 78 72 ', 'DK33257872', 'dk 3325-7872'])
      expect(checkCvr(text)).toEqual({ ok: true, value: '33257872' })
  })

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['3325787', 'wrong-length'],
    ['332578720', 'wrong-length'],
    ['3325787A', 'not-digits'],
    ['33257873', 'wrong-check-digit'],
    // Weighted sum 7 * 3 + 6 * 2 = 33 is divisible by 11, but the first digit is 0.
    ['03200000', 'starts-with-zero'],
  ])('%j is refused as %s', (text, kind) => {
    expect(checkCvr(text)).toEqual({ ok: false, kind })
  })

  it('agrees with the definition for every eight digits: weights 2 7 6 5 4 3 2 1, modulus 11', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000_000, max: 99_999_999 }), (number) => {
        const sum = [2, 7, 6, 5, 4, 3, 2, 1].reduce((total, weight, at) => total + weight * Number(String(number)[at]), 0)
        expect(checkCvr(String(number)).ok).toBe(sum % 11 === 0)
      }),
      { numRuns: 2000 },
    )
  })

  it('is never repeated in a refusal, because a personal number may have been typed', () => {
    expect(JSON.stringify(checkCvr('010190-1234'))).not.toContain('0101')
  })
})

describe('a GLN', () => {
  it('is accepted with a right check digit, spaces let through', () => {
    // 5798000000000 has weighted sum 5 + 3*7 + 9 + 3*8 = 59, so its check digit is 1.
    expect(checkGln('5798000000001')).toEqual({ ok: true, value: '5798000000001' })
    expect(checkGln('579 800 000 000 1')).toEqual({ ok: true, value: '5798000000001' })
  })

  it.each([
    ['5798000000002', 'wrong-check-digit'],
    ['579800000000', 'wrong-length'],
    // A valid GTIN-8 is not a GLN.
    ['96385074', 'wrong-length'],
    ['57980000000X1', 'not-digits'],
    ['', 'empty'],
  ])('%j is refused as %s', (text, kind) => {
    expect(checkGln(text)).toEqual({ ok: false, kind })
  })
})

describe('a P-number', () => {
  it('is ten digits without a check digit', () => {
    expect(checkPNumber('1003 400 159')).toEqual({ ok: true, value: '1003400159' })
    expect(checkPNumber('100340015')).toEqual({ ok: false, kind: 'wrong-length' })
  })
})
