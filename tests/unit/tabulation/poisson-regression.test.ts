import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rateRatios } from '#lib/tabulation/poisson-regression.ts'

/**
 * Coronary deaths and person-years of British male doctors by age (35-44 to 75-84) and smoking: Doll and Hill 1966, the data of
 * `breslow` in R package boot and of Stata's page on Poisson regression, stata.com/features/overview/poisson-regression, where the
 * ratios and limits below are printed (read there on 27 November 2026).
 */
const DEATHS = [
  [2, 32],
  [12, 104],
  [28, 206],
  [28, 186],
  [31, 102],
]
const PERSON_YEARS = [
  [18790, 52407],
  [10673, 43248],
  [5710, 28612],
  [2585, 12663],
  [1462, 5317],
]

const byAge = DEATHS.map(([no = 0, yes = 0]) => no + yes)
const bySmoking = [0, 1].map((smokes) => DEATHS.reduce((sum, age) => sum + (age[smokes] ?? 0), 0))

describe('a Poisson regression with main effects', () => {
  const ratios = rateRatios(Float64Array.from(PERSON_YEARS.flat()), [byAge, bySmoking], [0, 0])

  it.each([
    ['smoking', 1, 1, 1.425519, 1.154984, 1.759421],
    ['45 to 54 years', 0, 1, 4.410584, 3.009011, 6.464997],
    ['55 to 64 years', 0, 2, 13.8392, 9.654328, 19.83809],
    ['65 to 74 years', 0, 3, 28.51678, 19.85177, 40.96395],
    ['75 to 84 years', 0, 4, 40.45121, 27.75326, 58.95885],
  ])('gives the rate ratio of %s among British doctors that Stata prints', (_, factor, level, ratio, lower, upper) => {
    const found = ratios?.[factor]?.[level]
    expect(Math.abs((found?.ratio ?? 0) / ratio - 1)).toBeLessThan(1e-5)
    expect(Math.abs((found?.lower ?? 0) / lower - 1)).toBeLessThan(1e-5)
    expect(Math.abs((found?.upper ?? 0) / upper - 1)).toBeLessThan(1e-5)
  })

  it('is 1 for the reference, and turns round when another is chosen', () => {
    expect(ratios?.[1]?.[0]).toEqual({ ratio: 1, lower: 1, upper: 1 })
    const turned = rateRatios(Float64Array.from(PERSON_YEARS.flat()), [byAge, bySmoking], [2, 1])
    expect(turned?.[1]?.[0]?.ratio).toBeCloseTo(1 / 1.425519, 5)
    expect(turned?.[0]?.[0]?.ratio).toBeCloseTo(1 / 13.8392, 5)
  })

  it('of one factor alone is the ratio of its rates with the limits of the log', () => {
    const one = rateRatios(Float64Array.from([1000, 3000]), [[10, 60]], [0])
    expect(one?.[0]?.[1]?.ratio).toBeCloseTo(60 / 3000 / (10 / 1000), 10)
    expect(one?.[0]?.[1]?.upper).toBeCloseTo(2 * Math.exp(1.959963984540054 * Math.sqrt(1 / 10 + 1 / 60)), 8)
  })

  it('solves the likelihood equations: the fitted events of every level are those counted', () => {
    const cell = fc.record({ events: fc.integer({ min: 1, max: 60 }), people: fc.integer({ min: 500, max: 90_000 }) })
    fc.assert(
      fc.property(fc.array(cell, { minLength: 12, maxLength: 12 }), (cells) => {
        // Three levels by two by two.
        const at = (a: number, b: number, c: number) => cells[a * 4 + b * 2 + c] ?? { events: 0, people: 0 }
        const levels = [0, 1, 2].flatMap((a) => [0, 1].flatMap((b) => [0, 1].map((c) => [a, b, c] as const)))
        const margin = (factor: number, level: number) =>
          levels.filter((own) => own[factor] === level).reduce((sum, own) => sum + at(...own).events, 0)
        const margins = [[0, 1, 2].map((l) => margin(0, l)), [0, 1].map((l) => margin(1, l)), [0, 1].map((l) => margin(2, l))]
        const people = Float64Array.from(cells, (each) => each.people)
        const found = rateRatios(people, margins, [0, 0, 0])
        if (!found) throw new Error('not fitted')
        const relative = levels.map((own) =>
          own.reduce((product, l, factor) => product * (found[factor]?.[l]?.ratio ?? 0), at(...own).people),
        )
        const scale = (margins[0]?.reduce((a, b) => a + b, 0) ?? 0) / relative.reduce((a, b) => a + b, 0)
        for (const [factor, wanted] of margins.entries()) {
          for (const [level, count] of wanted.entries()) {
            const fitted = levels.reduce((sum, own, k) => sum + (own[factor] === level ? (relative[k] ?? 0) * scale : 0), 0)
            expect(Math.abs(fitted - count)).toBeLessThan(1e-6 * count)
          }
        }
      }),
      { numRuns: 50 },
    )
  })

  it('has no limits where nothing was counted, and is not given where nobody lives', () => {
    expect(rateRatios(Float64Array.from([1000, 3000]), [[10, 0]], [0])?.[0]?.[1]).toEqual({ ratio: 0, lower: null, upper: null })
    expect(rateRatios(Float64Array.from([1000, 0]), [[10, 5]], [0])).toBeNull()
  })
})
