import { describe, expect, it } from 'vitest'
import { levelAgainst, unsafeMagnitude, unsafeShares, upperProtectionLevel } from '#lib/disclosure/magnitudes/magnitude-rules.ts'

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

describe('the worked examples of the handbook (Hundepool et al. 2024, section 4.2)', () => {
  it('example 1: safe by (1,90), though the second comes within 2 per cent of the largest, which the p%-rule sees', () => {
    const cell = [50_000, 49_000, 1_000]
    expect(unsafeShares(cell, { dominance: [{ n: 1, k: 90 }] })).toBeNull()
    expect(unsafeShares(cell, { pPercent: 10 })).toBe('p-percent')
    expect(unsafeShares(cell, { pPercent: 2 })).toBeNull()
  })

  it('example 2: safe by p% = 10, unsafe by the dominance rule that corresponds to it', () => {
    const cell = [52_000, 50_000, 8_000]
    expect(unsafeShares(cell, { pPercent: 10 })).toBeNull()
    expect(unsafeShares(cell, { dominance: [{ n: 2, k: 10_000 / 110 }] })).toBe('dominance')
  })

  it('example 4: 300, 20 and 10 under (1,85) must stay possible up to 352.94', () => {
    expect(unsafeShares([300, 20, 10], { dominance: [{ n: 1, k: 85 }] })).toBe('dominance')
    expect(330 + upperProtectionLevel([300, 20, 10], { dominance: [{ n: 1, k: 85 }] })).toBeCloseTo(352.94, 2)
  })

  it('example 5: with the level of the p%-rule above it, the second overestimates the largest by p per cent', () => {
    const cell = [300, 20, 10]
    const bound = 330 + upperProtectionLevel(cell, { pPercent: 10 })
    expect(bound - 20).toBeCloseTo(300 * 1.1, 9)
    expect(levelAgainst({ values: cell, own: 20, largestOther: 300 }, { pPercent: 10 })).toBeCloseTo(bound - 330, 9)
  })

  it('table 4.2: of several rules the largest level counts, and none for too few contributors', () => {
    const cell = [900, 60, 40]
    expect(upperProtectionLevel(cell, { pPercent: 10 })).toBe(50)
    expect(upperProtectionLevel(cell, { dominance: [{ n: 1, k: 75 }] })).toBe(200)
    expect(upperProtectionLevel(cell, { dominance: [{ n: 2, k: 80 }] })).toBe(200)
    expect(upperProtectionLevel(cell, { pPercent: 10, dominance: [{ n: 1, k: 75 }] })).toBe(200)
    expect(upperProtectionLevel([900], { leastContributors: 3 })).toBe(0)
  })
})

describe('what a sum must keep from one contributor', () => {
  const cell = { values: [300, 20, 10] }

  it('is most against the second largest, and little against the largest', () => {
    const against = (own: number, largestOther: number) => levelAgainst({ ...cell, own, largestOther }, { pPercent: 10 })
    expect(against(20, 300)).toBeCloseTo(20, 9)
    expect(against(10, 300)).toBeCloseTo(10, 9)
    expect(against(0, 300)).toBe(0)
    expect(against(300, 20)).toBe(0)
  })

  it('by dominance is the same against everybody but the largest, whom the rule guards', () => {
    const rules = { dominance: [{ n: 1, k: 85 }] }
    expect(levelAgainst({ ...cell, own: 20, largestOther: 300 }, rules)).toBeCloseTo(22.94, 2)
    expect(levelAgainst({ ...cell, own: 300, largestOther: 20 }, rules)).toBe(0)
  })
})
