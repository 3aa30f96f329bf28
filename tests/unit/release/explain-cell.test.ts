import { describe, expect, it } from 'vitest'
import { explainCell } from '#lib/release/explain-cell.ts'

// Sex (total, men, women) by age (total, young, old); addresses row by row, the total first.
const dimension = (id: string, additive = true) => ({ id, codes: ['*', 'a', 'b'], parents: [-1, 0, 0], additive })
const table = [dimension('sex'), dimension('age')]
// Young women are few (8 is women, old; 7 women, young): 7 is unsafe, and 4, 5 and 8 are hidden for its sake.
const status = [0, 0, 0, 0, 2, 2, 0, 1, 2]

describe('explainCell', () => {
  it('finds the two sums an inner cell of a two-way table is part of, with what else is hidden there', () => {
    expect(explainCell(table, status, 8)).toEqual([
      { dimension: 'sex', whole: 2, parts: [5, 8], isExact: true, hidden: [{ address: 5, isUnsafe: false }] },
      { dimension: 'age', whole: 6, parts: [7, 8], isExact: true, hidden: [{ address: 7, isUnsafe: true }] },
    ])
  })

  it('finds the sum a margin is the whole of besides the one it is part of', () => {
    const sums = explainCell(table, status, 6)
    expect(sums.map(({ dimension, whole, parts }) => ({ dimension, whole, parts }))).toEqual([
      { dimension: 'sex', whole: 0, parts: [3, 6] },
      { dimension: 'age', whole: 6, parts: [7, 8] },
    ])
    expect(sums[1]?.hidden).toEqual([
      { address: 7, isUnsafe: true },
      { address: 8, isUnsafe: false },
    ])
  })

  it('says where persons may stand in several parts, so that the sum is no equation', () => {
    const [sum] = explainCell([dimension('diagnosis', false)], [0, 1, 2], 1)
    expect(sum).toMatchObject({ isExact: false, whole: 0, parts: [1, 2] })
  })

  it('reads a tree with subtotals: a subtotal is part of the total and whole of its own parts', () => {
    const tree = { id: 'place', codes: ['*', 'r1', 'r2', 'k1', 'k2'], parents: [-1, 0, 0, 1, 1], additive: true }
    expect(explainCell([tree], [0, 0, 0, 0, 0], 1).map(({ whole, parts }) => ({ whole, parts }))).toEqual([
      { whole: 0, parts: [1, 2] },
      { whole: 1, parts: [3, 4] },
    ])
  })

  it('finds no sum for the grand total of a table with nothing below it', () => {
    expect(explainCell([{ id: 'sex', codes: ['*'], parents: [-1], additive: true }], [0], 0)).toEqual([])
  })
})
