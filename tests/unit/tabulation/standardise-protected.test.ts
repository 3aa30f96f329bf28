import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LEAST_EVENTS, type ProtectedStratum, standardiseProtected } from '#lib/tabulation/standardise-protected.ts'
import { standardisedRate } from '#lib/tabulation/standardised-rate.ts'

interface Age {
  readonly count: number
  readonly people: number
  readonly standard: number
}

function exactOf(ages: readonly Age[]) {
  const result = standardisedRate(ages)
  if (!result.ok) throw new Error(result.kind)
  return result.value
}

/** The ages as published: small counts hidden, spread by the population alone. */
function published(ages: readonly Age[], isHidden: (age: Age, position: number) => boolean): ProtectedStratum[] {
  return ages.map((age, position) => ({
    count: isHidden(age, position) ? null : age.count,
    people: age.people,
    standard: age.standard,
    expected: age.people,
  }))
}

/** Every way to give each of `cells` hidden ages at least one of `total` events. */
function splits(total: number, cells: number): number[][] {
  if (cells === 1) return total >= 1 ? [[total]] : []
  return Array.from({ length: Math.max(0, total - cells + 1) }, (_, k) => k + 1).flatMap((first) =>
    splits(total - first, cells - 1).map((rest) => [first, ...rest]),
  )
}

const ages = (counts: readonly number[], people: readonly number[], standard: readonly number[]): Age[] =>
  counts.map((count, k) => ({ count, people: people[k] ?? 0, standard: standard[k] ?? 0 }))

describe('a standardised rate from a protected table', () => {
  const cell = ages([2, 3, 40, 60], [30_000, 25_000, 20_000, 4_000], [10_500, 11_000, 13_500, 2_500])
  const small = published(cell, ({ count }) => count > 0 && count < 5)

  it('is the exact rate with its exact limits when no age is hidden', () => {
    const { rate, lower, upper } = exactOf(cell)
    const given = standardiseProtected(
      105,
      published(cell, () => false),
      'gamma',
    )
    expect(given).toEqual({ rate, lower, upper, isExact: true })
  })

  it('would tell the ages behind hidden counts if it were exact: each split gives another rate', () => {
    const rates = splits(5, 2).map(([a = 0, b = 0]) => {
      const [first, second, ...others] = cell
      if (!first || !second) throw new Error('no ages')
      return Math.round(exactOf([{ ...first, count: a }, { ...second, count: b }, ...others]).rate * 10)
    })
    expect(rates).toHaveLength(4)
    expect(new Set(rates).size).toBe(4)
  })

  it('tells nothing of them as given: it comes from what is published, and every split lies within its limits', () => {
    const given = standardiseProtected(105, small, 'gamma')
    if (!given) throw new Error('not given')
    expect(given.isExact).toBe(false)
    for (const [a = 0, b = 0] of splits(5, 2)) {
      const [first, second, ...others] = cell
      if (!first || !second) throw new Error('no ages')
      const { rate, lower, upper } = exactOf([{ ...first, count: a }, { ...second, count: b }, ...others])
      expect(given.lower).toBeLessThanOrEqual(Math.min(rate, lower * 1.001))
      expect(given.upper).toBeGreaterThanOrEqual(Math.max(rate, upper * 0.999))
    }
  })

  it('keeps the exact rate of every possible table within its limits, whatever is hidden', () => {
    const age = fc.record({
      count: fc.nat({ max: 40 }),
      people: fc.integer({ min: 500, max: 50_000 }),
      standard: fc.integer({ min: 1, max: 9 }),
    })
    let given = 0
    fc.assert(
      fc.property(fc.array(age, { minLength: 2, maxLength: 6 }), fc.integer(), (cells, seed) => {
        const total = cells.reduce((sum, { count }) => sum + count, 0)
        const isHidden = ({ count }: Age, position: number) => count > 0 && (count < 5 || ((seed >> position) & 1) === 1)
        const hidden = cells.filter(isHidden)
        const hiddenTotal = hidden.reduce((sum, { count }) => sum + count, 0)
        const rate = standardiseProtected(total, published(cells, isHidden), 'gamma')
        if (!rate || hidden.length === 0 || hiddenTotal > 24) return
        given++
        for (const split of splits(hiddenTotal, hidden.length)) {
          let next = 0
          const possible = cells.map((each, k) => (isHidden(each, k) ? { ...each, count: split[next++] ?? 0 } : each))
          const exact = exactOf(possible).rate
          expect(exact).toBeGreaterThanOrEqual(rate.lower - 1e-9)
          expect(exact).toBeLessThanOrEqual(rate.upper + 1e-9)
        }
      }),
      { numRuns: 400, seed: 4 },
    )
    expect(given).toBeGreaterThan(50)
  })

  it('is not given for a few events, and given as zero where nothing happened', () => {
    const few = ages([LEAST_EVENTS - 1], [1000], [1])
    expect(
      standardiseProtected(
        LEAST_EVENTS - 1,
        published(few, () => false),
        'gamma',
      ),
    ).toBeNull()
    const none = standardiseProtected(
      0,
      published(ages([0, 0], [1000, 2000], [1, 1]), () => false),
      'gamma',
    )
    expect(none).toMatchObject({ rate: 0, lower: 0, isExact: true })
    expect(none?.upper).toBeGreaterThan(0)
  })

  it('is not given when hiding leaves more open than chance does', () => {
    // Nine in ten events could be among the 20 oldest people, or none of them.
    const open = ages([90, 5, 5], [50_000, 20, 40_000], [5000, 3000, 5000])
    expect(
      standardiseProtected(
        100,
        published(open, (_, k) => k < 2),
        'gamma',
      ),
    ).toBeNull()
    expect(
      standardiseProtected(
        100,
        published(open, () => false),
        'gamma',
      ),
    ).not.toBeNull()
  })

  it('joins ages in which nobody lives to the younger neighbour, and is not given where nobody lives at all', () => {
    const empty = ages([20, 10, 0], [1000, 500, 0], [5, 4, 1])
    const joined = ages([20, 10], [1000, 500], [5, 5])
    const { rate, lower, upper } = exactOf(joined)
    expect(
      standardiseProtected(
        30,
        published(empty, () => false),
        'gamma',
      ),
    ).toEqual({ rate, lower, upper, isExact: true })
    expect(
      standardiseProtected(
        30,
        published(ages([30], [0], [1]), () => false),
        'gamma',
      ),
    ).toBeNull()
  })

  it('refuses ages that do not add up to their cell as a mistake of ours', () => {
    expect(() =>
      standardiseProtected(
        106,
        published(cell, () => false),
        'gamma',
      ),
    ).toThrow('add up')
    expect(() => standardiseProtected(101, small, 'gamma')).toThrow('add up')
  })
})
