import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CubeDimension } from '#lib/tabulation/cube.ts'
import { type ValueRecords, valueStatistics } from '#lib/tabulation/value-statistics.ts'

interface Row {
  readonly cell: readonly [number, number]
  readonly person: number
  readonly value: number
}

/** A region with two places and one of its own, crossed with two sexes. */
const DIMENSIONS: CubeDimension[] = [
  { id: 'place', codes: ['TOTAL', 'R1', 'P1', 'P2', 'R2'], parents: Int32Array.from([-1, 0, 1, 1, 0]), additive: true },
  { id: 'sex', codes: ['TOTAL', 'M', 'K'], parents: Int32Array.from([-1, 0, 0]), additive: true },
]
const LEAVES = [2, 3, 4]

function recordsOf(rows: readonly Row[]): ValueRecords {
  const sorted = rows.toSorted((a, b) => a.person - b.person)
  return {
    addresses: Int32Array.from(sorted, ({ cell: [place, sex] }) => place * 3 + sex),
    persons: Int32Array.from(sorted, ({ person }) => person),
    values: Float64Array.from(sorted, ({ value }) => value),
    rows: new Float64Array(sorted.length).fill(1),
    contributors: null,
  }
}

/** The rows under a heading, by walking up. */
function rowsUnder(rows: readonly Row[], place: number, sex: number): Row[] {
  const isUnder = (node: number, heading: number, parents: Int32Array): boolean =>
    node === heading || (node >= 0 && isUnder(parents[node] ?? -1, heading, parents))
  return rows.filter(
    ({ cell }) =>
      isUnder(cell[0], place, DIMENSIONS[0]?.parents ?? new Int32Array()) &&
      isUnder(cell[1], sex, DIMENSIONS[1]?.parents ?? new Int32Array()),
  )
}

/** The percentile by sorting: the smallest number that the share does not exceed, halfway to the next when it falls between. */
function percentileBySorting(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const at = share * sorted.length
  if (Number.isInteger(at)) return ((sorted[at - 1] ?? Number.NaN) + (sorted[at] ?? Number.NaN)) / 2
  return sorted[Math.ceil(at) - 1] ?? Number.NaN
}

describe('statistics of a number that rows carry', () => {
  it('equal those of sorting the rows under every heading', () => {
    const row = fc.record({
      cell: fc.tuple(fc.constantFrom(...LEAVES), fc.constantFrom(1, 2)),
      person: fc.nat({ max: 8 }),
      value: fc.nat({ max: 12 }),
    })
    const shares = [0.25, 0.5, 0.75]
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const made = valueStatistics(DIMENSIONS, recordsOf(rows as Row[]), shares)
        for (let place = 0; place < 5; place++) {
          for (let sex = 0; sex < 3; sex++) {
            const own = rowsUnder(rows as Row[], place, sex)
            const cell = place * 3 + sex
            const values = own.map(({ value }) => value)
            expect(made.rows[cell]).toBe(own.length)
            expect(made.persons[cell]).toBe(new Set(own.map(({ person }) => person)).size)
            expect(made.sums[cell]).toBe(values.reduce((sum, value) => sum + value, 0))
            expect(made.least[cell]).toBe(own.length > 0 ? Math.min(...values) : Number.NaN)
            expect(made.greatest[cell]).toBe(own.length > 0 ? Math.max(...values) : Number.NaN)
            for (const [k, share] of shares.entries())
              expect(made.percentiles[k]?.[cell]).toBe(percentileBySorting(values, share))
          }
        }
      }),
    )
  })

  it('give the quartiles of ten numbers that definition 2 of Hyndman and Fan gives, as R does with type 2', () => {
    const rows = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((value, person): Row => ({ cell: [4, 1], person, value }))
    const { percentiles } = valueStatistics(DIMENSIONS, recordsOf(rows), [0.25, 0.5, 0.75])
    expect(percentiles.map((each) => each[0])).toEqual([3, 5.5, 8])
  })

  it('take rows that are alike together as so many rows', () => {
    const alike: ValueRecords = {
      addresses: Int32Array.from([13, 13]),
      persons: Int32Array.from([1, 2]),
      values: Float64Array.from([10, 40]),
      rows: Float64Array.from([3, 1]),
      contributors: null,
    }
    const { rows, sums, percentiles } = valueStatistics(DIMENSIONS, alike, [0.5])
    expect([rows[0], sums[0], percentiles[0]?.[0]]).toEqual([4, 70, 10])
  })

  it('refuse records out of order as a mistake of ours', () => {
    const rows = recordsOf([
      { cell: [2, 1], person: 1, value: 1 },
      { cell: [2, 1], person: 2, value: 1 },
    ])
    expect(() => valueStatistics(DIMENSIONS, { ...rows, persons: Int32Array.from([2, 1]) }, [])).toThrow('order of person')
  })
})
