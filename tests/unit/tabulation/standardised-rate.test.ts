import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gammaProbability, gammaQuantile, logGamma } from '#lib/tabulation/gamma-quantile.ts'
import { EUROPEAN_2013, WHO_2001, weightsOfGroups } from '#lib/tabulation/standard-population.ts'
import { standardisedRate } from '#lib/tabulation/standardised-rate.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

/** Births and Down's syndrome by mother's age (rows) and birth order: Fleiss 1981, p. 249, used by Fay and Feuer 1997. */
const BIRTHS = [
  [230061, 329449, 114920, 39487, 14208, 3052],
  [72202, 326701, 208667, 83228, 28466, 5375],
  [15050, 175702, 207081, 117300, 45026, 8660],
  [2293, 68800, 132424, 98301, 46075, 9834],
  [327, 30666, 123419, 149919, 104088, 34392],
]
const CASES = [
  [107, 141, 60, 40, 39, 25],
  [25, 150, 110, 84, 82, 39],
  [3, 71, 114, 103, 108, 75],
  [1, 26, 64, 89, 137, 96],
  [0, 8, 63, 112, 262, 295],
]
/** The standard is the mean number of births of each age over the birth orders. */
const STANDARD = BIRTHS[0]?.map((_, age) => BIRTHS.reduce((sum, order) => sum + (order[age] ?? 0), 0) / BIRTHS.length) ?? []

/** Crude rate, standardised rate and 95 % limits per 100 000, computed from the formulas with SciPy 1.17.1. */
const EXPECTED = [
  [56.347505, 92.304526, 80.44175, 105.763346],
  [67.619877, 91.174117, 82.361212, 100.867576],
  [83.33055, 85.069221, 77.183453, 94.22357],
  [115.451168, 92.717865, 80.009993, 114.669445],
  [167.114186, 75.529007, 67.70212, 188.300173],
]

function rateOf(counts: readonly number[], people: readonly number[], standard: readonly number[]) {
  const result = standardisedRate(counts.map((count, i) => ({ count, people: people[i] ?? 0, standard: standard[i] ?? 0 })))
  if (!result.ok) throw new Error(result.kind)
  return result.value
}

describe('a directly standardised rate', () => {
  it.each([0, 1, 2, 3, 4])(
    "gives the figures for Down's syndrome at birth order %i with the interval of Fay and Feuer",
    (order) => {
      const { crude, rate, lower, upper } = rateOf(CASES[order] ?? [], BIRTHS[order] ?? [], STANDARD)
      for (const [position, value] of [crude, rate, lower, upper].entries()) {
        expect(value).toBeCloseTo(EXPECTED[order]?.[position] ?? Number.NaN, 5)
      }
    },
  )

  it('gives the gamma limits that R package dsrTest 1.0.0 prints for birth order 5 (vignette, Fleiss 1981, table 14.4)', () => {
    const { rate, lower, upper } = rateOf(CASES[4] ?? [], BIRTHS[4] ?? [], STANDARD)
    expect(rate).toBeCloseTo(75.52901, 5)
    expect(lower).toBeCloseTo(67.70212, 5)
    expect(upper).toBeCloseTo(188.30017, 5)
  })

  /** The formula of Dobson et al. 1991 with exact Poisson limits, evaluated with SciPy 1.17.1. */
  it.each([
    [0, 80.329481, 105.187006],
    [1, 82.337286, 100.622888],
    [2, 77.173502, 93.521211],
    [3, 79.858518, 106.550429],
    [4, 67.632835, 83.867032],
  ])('has the limits of Dobson at birth order %i where they are asked for', (order, low, high) => {
    const strata = (CASES[order] ?? []).map((count, i) => ({
      count,
      people: BIRTHS[order]?.[i] ?? 0,
      standard: STANDARD[i] ?? 0,
    }))
    const result = standardisedRate(strata, 'dobson')
    if (!result.ok) throw new Error(result.kind)
    expect(result.value.lower).toBeCloseTo(low, 5)
    expect(result.value.upper).toBeCloseTo(high, 5)
  })

  it('has the exact Poisson interval of Garwood when the standard is proportional to the population', () => {
    // 10 events: 4.795 to 18.39 (Garwood 1936).
    const { rate, crude, lower, upper } = rateOf([4, 6], [30_000, 70_000], [3, 7])
    expect(rate).toBeCloseTo(10, 12)
    expect(crude).toBeCloseTo(10, 12)
    expect(lower).toBeCloseTo(4.795, 3)
    expect(upper).toBeCloseTo(18.39, 2)
  })

  it('starts at zero and has an upper limit of 3.69 events when there were none', () => {
    const { rate, lower, upper } = rateOf([0], [100_000], [1])
    expect([rate, lower]).toEqual([0, 0])
    expect(upper).toBeCloseTo(3.689, 3)
  })

  it('does not change with the size of the standard, and lies within its interval', () => {
    const stratum = fc.record({
      count: fc.nat({ max: 500 }),
      people: fc.integer({ min: 1, max: 1e6 }),
      standard: fc.integer({ min: 1, max: 1e6 }),
    })
    fc.assert(
      fc.property(fc.array(stratum, { minLength: 1, maxLength: 8 }), (strata) => {
        const result = standardisedRate(strata)
        const scaled = standardisedRate(strata.map((each) => ({ ...each, standard: each.standard * 7 })))
        if (!result.ok || !scaled.ok) throw new Error('refused')
        const { rate, lower, upper } = result.value
        expect(lower <= rate && rate <= upper).toBe(true)
        expect(Math.abs(scaled.value.upper - upper)).toBeLessThanOrEqual(upper * 1e-9)
      }),
    )
  })

  it('is refused when a stratum that weighs has nobody in it, and when a number is none', () => {
    const sound = { count: 1, people: 10, standard: 5 }
    expect(standardisedRate([sound, { ...sound, people: 0 }])).toEqual({ ok: false, kind: 'stratum-without-people', stratum: 1 })
    expect(standardisedRate([sound, { count: 0, people: 0, standard: 0 }]).ok).toBe(true)
    expect(standardisedRate([{ ...sound, count: -1 }])).toEqual({ ok: false, kind: 'malformed-stratum', stratum: 0 })
    expect(standardisedRate([{ ...sound, people: Number.NaN }])).toEqual({ ok: false, kind: 'malformed-stratum', stratum: 0 })
  })
})

describe('the gamma distribution', () => {
  it.each([
    [0.025, 0.3, 3.1856790317391693e-6],
    [0.975, 0.3, 1.9002636428388258],
    [0.025, 1, 0.025317807984289876],
    [0.5, 5, 4.670908882795985],
    [0.975, 11, 18.39035604201778],
    [0.025, 10, 4.7953886961324335],
    [0.975, 2501, 2599.9614843405425],
    [0.025, 1e6, 998040.9833402939],
  ])('has the quantile SciPy 1.17.1 gives at %d with shape %d', (probability, shape, expected) => {
    expect(Math.abs(gammaQuantile(probability, shape) / expected - 1)).toBeLessThan(1e-9)
  })

  it('is the exponential distribution for shape 1, and its logarithm is that of the factorial', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 50, noNaN: true }), (x) => {
        expect(gammaProbability(1, x)).toBeCloseTo(1 - Math.exp(-x), 12)
      }),
    )
    let factorial = 0
    for (let n = 1; n < 60; n++) {
      factorial += Math.log(n)
      expect(logGamma(n + 1)).toBeCloseTo(factorial, 9)
    }
  })

  it('refuses probabilities that have no quantile', () => {
    expect(() => gammaQuantile(0, 2)).toThrow(RangeError)
    expect(() => gammaQuantile(1, 2)).toThrow(RangeError)
    expect(gammaQuantile(0.5, 0)).toBe(0)
  })
})

describe('standard populations', () => {
  it('give a ten-year group the weight of its two halves, and the open one that of all above 90', () => {
    const ages = seedCatalogue().classifications.find(({ id }) => id === 'age')
    if (!ages) throw new Error('no ages')
    expect(weightsOfGroups(EUROPEAN_2013, ['0-9', '60-69', '90+'], ages)).toEqual([10_500, 11_500, 1000])
    expect(weightsOfGroups(EUROPEAN_2013, ['65-69'], ages)).toEqual([5500])
    expect(() => weightsOfGroups(EUROPEAN_2013, ['other'], ages)).toThrow('no group other')
  })

  it('cover the five-year ages once and add up to what their publishers state', () => {
    const sum = (weights: ReadonlyMap<string, number>) => [...weights.values()].reduce((a, b) => a + b, 0)
    expect(sum(EUROPEAN_2013.weights)).toBe(100_000)
    expect(sum(WHO_2001.weights)).toBeCloseTo(100, 1)
    expect([...EUROPEAN_2013.weights.keys()].at(-1)).toBe('95+')
    expect(EUROPEAN_2013.weights.get('0-4')).toBe(5000)
    expect(EUROPEAN_2013.weights.get('65-69')).toBe(5500)
    expect([...WHO_2001.weights.keys()]).toEqual([...EUROPEAN_2013.weights.keys()])
  })
})
