import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { poissonLimits } from '#lib/tabulation/standardised-rate.ts'
import { type RatioStratum, standardisedRatio } from '#lib/tabulation/standardised-ratio.ts'

const exactly = (people: number, tablePeople: number, tableCount: number | null): RatioStratum => ({
  people,
  tablePeople,
  tableCount,
})

describe('the exact limits of a Poisson count', () => {
  /** Garwood, Biometrika 28, 1936: 95 % limits to the digits usually tabled. */
  it.each([
    [1, 0.0253, 5.572],
    [2, 0.2422, 7.225],
    [5, 1.6235, 11.668],
    [10, 4.7954, 18.39],
    [20, 12.2165, 30.888],
    [100, 81.364, 121.627],
  ])('of %i are those of the tables', (count, lower, upper) => {
    const limits = poissonLimits(count)
    expect(Math.abs(limits.lower - lower)).toBeLessThan(0.0006)
    expect(Math.abs(limits.upper - upper)).toBeLessThan(0.0006)
  })

  it('start at zero where nothing was counted', () => {
    expect(poissonLimits(0).lower).toBe(0)
    expect(poissonLimits(0).upper).toBeCloseTo(3.689, 3)
  })
})

describe('an indirectly standardised ratio', () => {
  it('is observed over expected with exact limits', () => {
    // Expected by hand: 1000 of 10 000 people with 50 events, and 500 of 2 000 with 80.
    const result = standardisedRatio(30, 130, [exactly(1000, 10_000, 50), exactly(500, 2_000, 80)])
    expect(result?.expected).toBeCloseTo(5 + 20, 12)
    expect(result?.ratio).toBeCloseTo(120, 12)
    expect(result?.lower).toBeCloseTo((poissonLimits(30).lower / 25) * 100, 9)
    expect(result?.upper).toBeCloseTo((poissonLimits(30).upper / 25) * 100, 9)
  })

  it('is 100 for the whole table', () => {
    expect(standardisedRatio(130, 130, [exactly(10_000, 10_000, 50), exactly(2_000, 2_000, 80)])?.ratio).toBe(100)
  })

  it('keeps the ratio of every truth behind hidden ages of the whole table within its limits', () => {
    const stratum = fc.record({
      people: fc.integer({ min: 1, max: 900 }),
      more: fc.integer({ min: 0, max: 9000 }),
      count: fc.integer({ min: 1, max: 60 }),
    })
    fc.assert(
      fc.property(fc.array(stratum, { minLength: 2, maxLength: 6 }), fc.integer({ min: 0, max: 80 }), (strata, count) => {
        const total = strata.reduce((sum, each) => sum + each.count, 0)
        const told = strata.map((each, k) => exactly(each.people, each.people + each.more, k < 2 ? null : each.count))
        const result = standardisedRatio(count, total, told)
        const expected = strata.reduce((sum, each) => sum + (each.count * each.people) / (each.people + each.more), 0)
        const truth = (count / expected) * 100
        if (!result) throw new Error('not given')
        expect(truth).toBeGreaterThanOrEqual(result.lower - 1e-9)
        expect(truth).toBeLessThanOrEqual(result.upper + 1e-9)
      }),
    )
  })

  it('is not given where nothing is to be expected', () => {
    expect(standardisedRatio(0, 10, [exactly(100, 1000, 0), exactly(0, 50, 10)])).toBeNull()
    expect(standardisedRatio(0, 0, [])).toBeNull()
  })
})

describe('deaths of Danish men and women by published person-years', () => {
  /** Population of Denmark on 1 January by sex, age and year: the denominators of the diabetes register. */
  const population = readFileSync(new URL('../../../prisma/seed-data/N.dk.csv', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number))

  it('add up to the ratio of the published population: the same rates at every age give 100 whatever the ages are', () => {
    const people = (sex: number | null, from: number, year: number) =>
      population
        .filter(([s = 0, age = 0, y = 0]) => (sex === null || s === sex) && y === year && age >= from && age < from + 10)
        .reduce((sum, [, , , count = 0]) => sum + count, 0)
    const bands = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90]
    // A rate of one in a thousand at birth, doubling every ten years, for everybody: women are older, so more are expected.
    const eventsOf = (sex: number | null) => bands.map((from, k) => (people(sex, from, 2005) / 1000) * 2 ** k)
    const both = eventsOf(null)
    const women = eventsOf(2).reduce((sum, count) => sum + count, 0)
    const result = standardisedRatio(
      women,
      both.reduce((sum, count) => sum + count, 0),
      bands.map((from, k) => exactly(people(2, from, 2005), people(null, from, 2005), both[k] ?? 0)),
    )
    expect(result?.ratio).toBeCloseTo(100, 9)
  })
})
