import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findRow, moveByKey, nextHidden, placeOfAddress } from '#components/disclosure/grid-moves.ts'
import { packTable, unpackTable } from '#components/disclosure/packed-table.ts'
import type { GridHeading, TableGrid } from '#lib/release/table-grid.ts'

const heading = (label: string, offset: number, isMargin = false): GridHeading => ({
  codes: [label],
  labels: label.split('/'),
  isMargin,
  margins: [isMargin],
  offset,
})

const GRID: TableGrid = {
  rowAxes: ['Kommune'],
  columnAxes: ['Køn'],
  rows: [heading('I alt', 0, true), heading('Region H/København', 3), heading('Læ\tsø', 6)],
  columns: [heading('I alt', 0, true), heading('Mænd', 1), heading('Kvinder', 2)],
}
const COUNTS = [20, 12, 8, 17, 10, 7, 3, 2, 1]
const STATUS = [0, 2, 2, 0, 2, 2, 1, 1, 1]
const INSIDE = {
  schema: 1 as const,
  counts: COUNTS,
  status: STATUS,
  lower: COUNTS.map(() => 1),
  upper: COUNTS.map((_, k) => (k === 8 ? null : 4)),
}
const PUBLISHED = COUNTS.map((count, k) => (STATUS[k] === 0 ? count : null))

describe('a packed table', () => {
  it('is the same table when it is unpacked: figures, marks, intervals, headings with their places', () => {
    const { rows, columns, counts, marks, bounds } = unpackTable(packTable(GRID, PUBLISHED, INSIDE))
    expect([[...counts], [...marks]]).toEqual([COUNTS, STATUS])
    expect([...bounds]).toEqual([
      [6, { low: 1, high: 4 }],
      [7, { low: 1, high: 4 }],
      [8, { low: 1, high: null }],
    ])
    expect(rows.map(({ label, offset, isMargin }) => [label, offset, isMargin])).toEqual([
      ['I alt', 0, true],
      ['Region H, København', 3, false],
      ['Læ sø', 6, false],
    ])
    expect(columns.map(({ offset }) => offset)).toEqual([0, 1, 2])
  })

  it('holds from outside no figure of a hidden cell and nothing that tells unsafe cells from others', () => {
    const packed = packTable(GRID, PUBLISHED, null)
    expect([packed.counts, packed.marks, packed.bounds]).toEqual(['20,,,17,,,,,', '033033333', ''])
  })

  it('keeps any whole numbers exactly', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2 ** 40), { minLength: 9, maxLength: 9 }), (counts) => {
        const inside = { ...INSIDE, counts, status: counts.map(() => 0) }
        expect([...unpackTable(packTable(GRID, counts, inside)).counts]).toEqual(counts)
      }),
    )
  })
})

describe('moving about in a grid', () => {
  const table = unpackTable(packTable(GRID, PUBLISHED, INSIDE))
  const size = { rows: 3, columns: 3, pageRows: 2 }
  const move = (key: string, row: number, column: number, isCtrl = false) => {
    const next = moveByKey(key, isCtrl, { row, column }, size)
    return next && [next.row, next.column]
  }

  it('follows the keys of a grid, stays inside it, and leaves other keys alone', () => {
    expect(move('ArrowDown', 0, 0)).toEqual([1, 0])
    expect(move('ArrowUp', 0, 0)).toEqual([0, 0])
    expect(move('ArrowRight', 1, 2)).toEqual([1, 2])
    expect(move('PageDown', 0, 1)).toEqual([2, 1])
    expect(move('Home', 2, 2)).toEqual([2, 0])
    expect(move('End', 1, 0, true)).toEqual([2, 2])
    expect(move('Tab', 0, 0)).toBeNull()
  })

  it('finds the next hidden cell both ways and round the end, and none where nothing is hidden', () => {
    expect(nextHidden(table, { row: 0, column: 0 }, 1)).toEqual({ row: 0, column: 1 })
    expect(nextHidden(table, { row: 0, column: 1 }, -1)).toEqual({ row: 2, column: 2 })
    expect(nextHidden(table, { row: 2, column: 2 }, 1)).toEqual({ row: 0, column: 1 })
    const open = unpackTable(packTable(GRID, COUNTS, null))
    expect(nextHidden(open, { row: 0, column: 0 }, 1)).toBeNull()
  })

  it('finds rows by any part of their name, going on from where one stands, and cells by their address', () => {
    expect([
      findRow(table, 'KØBEN', 0),
      findRow(table, 'i', 1),
      findRow(table, 'findes ikke', 0),
      findRow(table, ' ', 0),
    ]).toEqual([1, 1, null, null])
    expect([placeOfAddress(table, 7), placeOfAddress(table, 99)]).toEqual([{ row: 2, column: 1 }, null])
  })
})
