import { describe, expect, it } from 'vitest'
import { anyOf, minimumFrequency } from '#lib/disclosure/cell-rules.ts'
import {
  extremeRule,
  numeratorsBehind,
  percentileRule,
  rateRule,
  sumOrMeanRule,
  unsafeFigures,
} from '#lib/disclosure/measure-rules.ts'

const T = 5

describe('rules put together', () => {
  it('give the reason of the first that finds a cell unsafe', () => {
    const rule = anyOf<{ count: number }>(minimumFrequency(5, false), ({ count }) => (count < 10 ? 'group' : null))
    expect([0, 1, 4, 5, 9, 10].map((count) => rule({ count }))).toEqual([
      'group',
      'few-units',
      'few-units',
      'group',
      'group',
      null,
    ])
  })

  it('call zeros unsafe only where asked to', () => {
    expect(minimumFrequency(5, false)({ count: 0 })).toBeNull()
    expect(minimumFrequency(5, true)({ count: 0 })).toBe('unsafe-zero')
  })
})

describe('a sum or a mean', () => {
  it('wants five persons behind it, and shows nothing of a hidden count', () => {
    const rule = sumOrMeanRule(T)
    expect(unsafeFigures([{ persons: 4 }, { persons: 5 }, { persons: 0 }, { persons: 50, isCountHidden: true }], rule)).toEqual([
      'few-units',
      null,
      null,
      'hidden-count',
    ])
  })

  it('is unsafe when one person makes up most of it', () => {
    const contributions = [900, 20, 20, 20, 20, 20].map((value, k) => ({ contributor: `p${k}`, value }))
    expect(sumOrMeanRule(T, { dominance: [{ n: 1, k: 75 }] })({ persons: 6, contributions })).toBe('dominance')
    expect(sumOrMeanRule(T, { pPercent: 10 })({ persons: 6, contributions })).toBe('p-percent')
    expect(sumOrMeanRule(T)({ persons: 6, contributions })).toBeNull()
  })

  it('is unsafe when everybody has the same value, for then it tells of each', () => {
    expect(sumOrMeanRule(T)({ persons: 40, range: [7, 7] })).toBe('all-alike')
    expect(sumOrMeanRule(T)({ persons: 40, range: [7, 8] })).toBeNull()
    expect(sumOrMeanRule(T)({ persons: 40, range: [0, 0] })).toBeNull()
  })
})

describe('a rate', () => {
  const rule = rateRule(T)

  it('is unsafe where its numerator or its denominator is a small count', () => {
    expect(rule({ numerator: 3, denominator: 9_000 })).toBe('few-units')
    expect(rule({ numerator: 0, denominator: 4 })).toBe('few-units')
    expect(rule({ numerator: 5, denominator: 9_000 })).toBeNull()
    expect(rule({ numerator: 0, denominator: 9_000 })).toBeNull()
  })

  it('is hidden with its numerator, for who knows the denominator multiplies', () => {
    expect(rule({ numerator: 40, denominator: 9_000, isNumeratorHidden: true })).toBe('hidden-numerator')
  })

  it('is hidden with its denominator, for who knows the numerator divides; a zero tells nothing', () => {
    expect(rule({ numerator: 40, denominator: 9_000, isDenominatorHidden: true })).toBe('hidden-denominator')
    expect(rule({ numerator: 0, denominator: 9_000, isDenominatorHidden: true })).toBeNull()
  })

  it('of everybody is unsafe only where the denominator counts the same persons', () => {
    expect(rule({ numerator: 12, denominator: 12, isShare: true })).toBe('group')
    expect(rule({ numerator: 12, denominator: 12 })).toBeNull()
    expect(rule({ numerator: 11, denominator: 12, isShare: true })).toBeNull()
  })

  it('with many digits gives its numerator back, with few it leaves several', () => {
    // 37 of 84 211 persons: 43.9 per 100 000.
    expect(numeratorsBehind({ printed: 43.9, step: 0.1, scale: 100_000, denominator: 84_211 })).toEqual({ least: 37, most: 37 })
    expect(numeratorsBehind({ printed: 50, step: 50, scale: 100_000, denominator: 84_211 })).toEqual({ least: 22, most: 63 })
    expect(numeratorsBehind({ printed: 0, step: 10, scale: 100_000, denominator: 84_211 })).toEqual({ least: 0, most: 4 })
  })
})

describe('a percentile', () => {
  it('wants five persons on either side of it', () => {
    const rule = percentileRule(T)
    expect(rule({ persons: 9, share: 0.5 })).toBe('few-in-tail')
    expect(rule({ persons: 10, share: 0.5 })).toBeNull()
    expect(rule({ persons: 19, share: 0.75 })).toBe('few-in-tail')
    expect(rule({ persons: 20, share: 0.25 })).toBeNull()
    expect(rule({ persons: 99, share: 0.05 })).toBe('few-in-tail')
    expect(rule({ persons: 100, share: 0.95 })).toBeNull()
    expect(rule({ persons: 4, share: 0.5 })).toBe('few-units')
    expect(rule({ persons: 100, share: 0.5, isCountHidden: true })).toBe('hidden-count')
  })
})

describe('a maximum', () => {
  it('wants five persons who have it', () => {
    const rule = extremeRule(T)
    expect(rule({ persons: 400, atExtreme: 1 })).toBe('few-at-extreme')
    expect(rule({ persons: 400, atExtreme: 5 })).toBeNull()
    expect(rule({ persons: 3, atExtreme: 3 })).toBe('few-units')
    expect(rule({ persons: 0, atExtreme: 0 })).toBeNull()
  })
})
