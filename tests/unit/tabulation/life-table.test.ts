import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FollowedInterval, lifeTable } from '#lib/tabulation/life-table.ts'

const shown = (events: number, withdrawn: number): FollowedInterval => ({
  events,
  withdrawn,
  expectedEvents: events,
  expectedWithdrawn: withdrawn,
})

const totalsOf = (intervals: readonly (readonly [number, number])[]) => ({
  events: intervals.reduce((sum, [events]) => sum + events, 0),
  withdrawn: intervals.reduce((sum, [, withdrawn]) => sum + withdrawn, 0),
})

describe('the product-limit curve of remission under 6-mercaptopurine', () => {
  /** Weeks of remission of 21 patients: Freireich et al., Blood 21, 1963, 699-716; `t2` and `relapse` of `drug6mp` in R package KMsurv. */
  const relapses = [6, 6, 6, 7, 10, 13, 16, 22, 23]
  const censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
  const weeks = Array.from(
    { length: 36 },
    (_, week) => [relapses.filter((each) => each === week).length, censored.filter((each) => each === week).length] as const,
  )
  const points = lifeTable(
    totalsOf(weeks),
    weeks.map(([events, withdrawn]) => shown(events, withdrawn)),
    'end',
  )

  /** At risk, survival and standard error as `summary(survfit(Surv(t2, relapse) ~ 1, data = drug6mp))` of R package survival prints them. */
  const PRINTED = [
    [6, 21, 0.857, 0.0764],
    [7, 17, 0.807, 0.0869],
    [10, 15, 0.753, 0.0963],
    [13, 12, 0.69, 0.1068],
    [16, 11, 0.627, 0.1141],
  ] as const

  it.each(PRINTED)('stands after week %i, with %i at risk, at %d as R prints it', (week, atRisk, survival) => {
    expect(points[week]?.atRisk).toBe(atRisk)
    expect(points[week]?.survival).toBeCloseTo(survival, 3)
  })

  it.each(PRINTED)(
    'has after week %i the limits on the log-minus-log scale of that survival and standard error',
    (...printed) => {
      const [week, , survival, error] = printed
      const reach = (1.959964 * error) / (survival * Math.log(survival))
      expect(points[week]?.lower).toBeCloseTo(survival ** Math.exp(-reach), 2)
      expect(points[week]?.upper).toBeCloseTo(survival ** Math.exp(reach), 2)
    },
  )

  it('ends where fewer than ten are at risk', () => {
    expect(points[17]).not.toBeNull()
    expect(points.slice(18).every((point) => point === null)).toBe(true)
  })
})

describe('the product-limit curve of Stata’s cancer trial', () => {
  /**
   * 48 patients, nobody withdrawn before month 6: 2 died in month 1 and 6 more by month 5. Survival, and the limits that `sts list`
   * prints, on the log-minus-log scale: Svend Juul on Statalist, 14 November 2007, stata.com/statalist/archive/2007-11/msg00486.html.
   */
  const months = [shown(2, 0), shown(6, 0), shown(0, 40)]
  const points = lifeTable({ events: 8, withdrawn: 40 }, months, 'end')

  it.each([
    [1, 0, 0.9583, 0.8435, 0.9894],
    [5, 1, 0.8333, 0.6943, 0.9129],
  ])('has after month %i the survival and limits that Stata prints', (_, at, survival, lower, upper) => {
    expect(points[at]?.survival).toBeCloseTo(survival, 4)
    expect(points[at]?.lower).toBeCloseTo(lower, 4)
    expect(points[at]?.upper).toBeCloseTo(upper, 4)
  })
})

describe('the life table of the diabetes sample', () => {
  const persons = readFileSync(new URL('../../../prisma/seed-data/DMlate.csv', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
    .map(([sex, , included, died, , , left]) => ({
      sex,
      years: Number(left) - Number(included),
      isDead: died !== 'NA',
    }))

  /** The product-limit estimate at whole years from the exact times, in the plainest way. */
  function exactly(sex: string, year: number): number {
    const own = persons.filter((person) => person.sex === sex)
    const times = [...new Set(own.filter(({ isDead, years }) => isDead && years <= year).map(({ years }) => years))].sort(
      (a, b) => a - b,
    )
    return times.reduce((survival, time) => {
      const atRisk = own.filter(({ years }) => years >= time).length
      const deaths = own.filter(({ isDead, years }) => isDead && years === time).length
      return survival * (1 - deaths / atRisk)
    }, 1)
  }

  it.each(['"M"', '"F"'])('of %s by years is within a tenth of a per cent of Kaplan and Meier on the exact times', (sex) => {
    const years = Array.from({ length: 15 }, (_, year) => {
      const own = persons.filter((person) => person.sex === sex && Math.floor(person.years) === year)
      return [own.filter(({ isDead }) => isDead).length, own.filter(({ isDead }) => !isDead).length] as const
    })
    const points = lifeTable(
      totalsOf(years),
      years.map(([events, withdrawn]) => shown(events, withdrawn)),
    )
    for (const year of [1, 5, 10]) expect(Math.abs((points[year - 1]?.survival ?? 0) - exactly(sex, year))).toBeLessThan(0.001)
    expect(points[0]?.atRisk).toBe(persons.filter((person) => person.sex === sex).length)
  })
})

describe('a curve of which some numbers are hidden', () => {
  /** Every way to give each hidden place at least one of a total. */
  function splits(total: number, places: number): number[][] {
    if (places === 0) return total === 0 ? [[]] : []
    if (places === 1) return total >= 1 ? [[total]] : []
    return Array.from({ length: Math.max(0, total - places + 1) }, (_, k) => k + 1).flatMap((first) =>
      splits(total - first, places - 1).map((rest) => [first, ...rest]),
    )
  }

  it('holds the curve of every possible table within its limits', () => {
    const interval = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }))
    let told = 0
    fc.assert(
      fc.property(fc.array(interval, { minLength: 2, maxLength: 5 }), fc.integer({ min: 30, max: 80 }), (years, more) => {
        const all: [number, number][] = [...years, [0, more]]
        const isHidden = (count: number) => count > 0 && count < 5
        const given = all.map(([events, withdrawn]) => ({
          ...shown(events, withdrawn),
          events: isHidden(events) ? null : events,
          withdrawn: isHidden(withdrawn) ? null : withdrawn,
        }))
        const hiddenOf = (k: 0 | 1) => all.map((each) => each[k]).filter(isHidden)
        const points = lifeTable(totalsOf(all), given)
        const eventSplits = splits(
          hiddenOf(0).reduce((a, b) => a + b, 0),
          hiddenOf(0).length,
        )
        const withdrawnSplits = splits(
          hiddenOf(1).reduce((a, b) => a + b, 0),
          hiddenOf(1).length,
        )
        for (const e of eventSplits) {
          for (const w of withdrawnSplits) {
            const [events, withdrawn] = [[...e], [...w]]
            const possible = all.map(
              ([a, b]) => [isHidden(a) ? (events.shift() ?? 0) : a, isHidden(b) ? (withdrawn.shift() ?? 0) : b] as const,
            )
            const truth = lifeTable(
              totalsOf(possible),
              possible.map(([a, b]) => shown(a, b)),
            )
            for (const [k, point] of points.entries()) {
              const exact = truth[k]?.survival
              if (!point || exact === undefined) continue
              told++
              expect(exact).toBeGreaterThanOrEqual(point.lower - 1e-9)
              expect(exact).toBeLessThanOrEqual(point.upper + 1e-9)
            }
          }
        }
      }),
      { numRuns: 60, seed: 7 },
    )
    expect(told).toBeGreaterThan(1000)
  })

  it('says how many are at risk only where that follows from what is published', () => {
    const given = [shown(10, 5), { ...shown(3, 20), events: null }, { ...shown(2, 30), events: null }, shown(6, 40)]
    const points = lifeTable({ events: 21, withdrawn: 95 }, given)
    expect(points.map((point) => point?.atRisk)).toEqual([116, 101, null, 46])
  })

  it('refuses intervals that do not add up as a mistake of ours', () => {
    expect(() => lifeTable({ events: 3, withdrawn: 5 }, [shown(2, 5)])).toThrow('add up')
  })
})
