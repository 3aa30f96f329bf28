import { describe, expect, it } from 'vitest'
import { unsafeMagnitude } from '#lib/disclosure/magnitude-rules.ts'

const gifts = (...values: readonly number[]) => values.map((value, at) => ({ contributor: `c${at}`, value }))

describe('a magnitude', () => {
  it('is unsafe by the p%-rule when the second largest comes too near the largest', () => {
    // 100 + 50 + 9: the second knows 109 - within 9 % of 100, closer than 10 %.
    expect(unsafeMagnitude(gifts(100, 50, 9), { pPercent: 10 })).toBe('p-percent')
    expect(unsafeMagnitude(gifts(100, 50, 10), { pPercent: 10 })).toBeNull()
  })

  it('is unsafe by dominance when the n largest have more than k per cent', () => {
    expect(unsafeMagnitude(gifts(76, 14, 10), { dominance: [{ n: 1, k: 75 }] })).toBe('dominance')
    expect(unsafeMagnitude(gifts(75, 15, 10), { dominance: [{ n: 1, k: 75 }] })).toBeNull()
    expect(
      unsafeMagnitude(gifts(60, 26, 14), {
        dominance: [
          { n: 1, k: 75 },
          { n: 2, k: 85 },
        ],
      }),
    ).toBe('dominance')
  })

  it('counts the units of one contributor as one', () => {
    const split = [
      { contributor: 'holding', value: 40 },
      { contributor: 'holding', value: 40 },
      { contributor: 'other', value: 20 },
    ]
    expect(unsafeMagnitude(split, { dominance: [{ n: 1, k: 75 }] })).toBe('dominance')
    expect(unsafeMagnitude(split, { leastContributors: 3 })).toBe('few-contributors')
  })

  it('is unsafe by the p%-rule with one or two contributors, whatever they gave', () => {
    expect(unsafeMagnitude(gifts(5), { pPercent: 10 })).toBe('p-percent')
    expect(unsafeMagnitude(gifts(5, 5), { pPercent: 10 })).toBe('p-percent')
  })

  it('weighs values below zero by their size', () => {
    expect(unsafeMagnitude(gifts(-80, 10, 10), { dominance: [{ n: 1, k: 75 }] })).toBe('dominance')
  })

  it('is safe where nobody gave anything, and where no rule asks', () => {
    expect(unsafeMagnitude([], { pPercent: 10, leastContributors: 3 })).toBeNull()
    expect(unsafeMagnitude(gifts(0, 0), { pPercent: 10 })).toBeNull()
    expect(unsafeMagnitude(gifts(5), {})).toBeNull()
  })
})
