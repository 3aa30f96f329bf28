import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareRuns, type RunFigures } from '#lib/release/compare-runs.ts'
import { runsToCompare } from '../../../components/workbench/run-choice.tsx'

const SEX = { id: 'sex', codes: ['TOTAL', '1', '2'] }
const YEAR = { id: 'year', codes: ['TOTAL', '2000', '2001'] }
const COUNTS = [40, 20, 20, 20, 12, 8, 20, 8, 12]

const table = (counts: readonly (number | null)[], hidden: readonly number[] = [], dimensions = [SEX, YEAR]): RunFigures => ({
  dimensions,
  counts,
  isHidden: (address) => hidden.includes(address),
})

describe('two runs compared', () => {
  it('are the same when every cell has its figure and is shown as before', () => {
    expect(compareRuns(table(COUNTS, [4]), table(COUNTS, [4]))).toEqual({ cells: 9, changes: [], onlyBefore: 0, onlyAfter: 0 })
  })

  it('name what became hidden or shown first, then the largest differences, each with both figures', () => {
    const after = COUNTS.with(0, 45).with(5, 9).with(7, 9)
    expect(compareRuns(table(COUNTS, [4]), table(after, [8]))?.changes).toEqual([
      { address: 4, before: 12, after: 12, kind: 'shown' },
      { address: 8, before: 12, after: 12, kind: 'hidden' },
      { address: 0, before: 40, after: 45, kind: 'count' },
      { address: 5, before: 8, after: 9, kind: 'count' },
      { address: 7, before: 8, after: 9, kind: 'count' },
    ])
  })

  it('are told by what leaves the house alone when figures are not told: a cell hidden in both is no difference', () => {
    const [before, after] = [
      COUNTS.map((count, k) => (k === 4 ? null : count)),
      COUNTS.map((count, k) => (k === 4 ? null : count)),
    ]
    expect(compareRuns(table(before, [4]), table(after, [4]))?.changes).toEqual([])
  })

  it('are told by codes, not by places: codes that came or went are counted, not compared', () => {
    const later = { id: 'year', codes: ['TOTAL', '2001', '2002'] }
    const found = compareRuns(table(COUNTS), table([33, 20, 13, 15, 8, 7, 18, 12, 6], [], [SEX, later]))
    expect(found).toMatchObject({ cells: 6, onlyBefore: 3, onlyAfter: 3 })
    expect(found?.changes.map(({ address, before, after }) => [address, before, after])).toEqual([
      [0, 40, 33],
      [3, 20, 15],
      [6, 20, 18],
    ])
  })

  it('are not compared when they are by other variables', () => {
    expect(compareRuns(table(COUNTS), table(COUNTS, [], [SEX, { ...YEAR, id: 'month' }]))).toBeNull()
    expect(compareRuns(table(COUNTS), table([40, 20, 20], [], [SEX]))).toBeNull()
  })

  it('find the same cells when the variables stand in another order, whatever the figures are', () => {
    const counts = fc.array(fc.nat(50), { minLength: 9, maxLength: 9 })
    fc.assert(
      fc.property(counts, (figures) => {
        const turned = figures.map((_, k) => figures[(k % 3) * 3 + Math.floor(k / 3)] ?? 0)
        expect(compareRuns(table(figures), table(turned, [], [YEAR, SEX]))?.changes).toEqual([])
      }),
    )
  })
})

describe('the runs to compare', () => {
  const runs = ['d', 'c', 'b', 'a'].map((id) => ({ id, status: id === 'c' ? 'failed' : 'done' }))

  it('are the newest with a table and the one before it, or those that the address names', () => {
    expect(runsToCompare(runs, {})).toEqual({ before: 'b', after: 'd' })
    expect(runsToCompare(runs, { fra: 'd', til: 'a' })).toEqual({ before: 'd', after: 'a' })
    expect(runsToCompare(runs, { til: 'b' })).toEqual({ before: 'a', after: 'b' })
  })

  it('are never one with itself, one without a table, or one that the case has not', () => {
    expect(runsToCompare(runs, { fra: 'b', til: 'b' })).toEqual({ before: 'a', after: 'b' })
    expect(runsToCompare(runs, { fra: 'c', til: 'x' })).toEqual({ before: 'b', after: 'd' })
    expect(runsToCompare(runs.slice(0, 2), {})).toBeNull()
    expect(runsToCompare([], { fra: 'a' })).toBeNull()
  })
})
