import { describe, expect, it } from 'vitest'
import { cellText, cellValues } from '#components/delivery/cell-values.ts'
import { deliveryDocument } from '#lib/release/delivery-document.ts'
import { csvFile } from '#lib/release/formats/csv.ts'
import { sliceDocument } from '#lib/release/slice-document.ts'
import { body, input } from './example-delivery.ts'

const rated = deliveryDocument({ ...input, body: { ...body, denominators: body.counts.map(() => 100_000) } }, 'da')

describe('a part of a delivered table', () => {
  it('has the cells of the whole in their places, counts and figures alike', () => {
    const part = sliceDocument(rated, { fromRow: 1, rows: 2, fromColumn: 1, columns: 5 })
    expect(part.grid.rows.map(({ codes }) => codes[0])).toEqual(['M', 'K'])
    expect(part.grid.columns.map(({ codes }) => codes[0])).toEqual(['2000', '2001'])
    expect(part.counts).toEqual([
      [null, null],
      [null, 0],
    ])
    expect(part.figures[0]?.values).toEqual(part.rates)
  })

  it('says in a cell what the whole table says, and nothing where hidden', () => {
    const counts = cellValues(rated, 'counts')
    expect([cellText(counts, 'da', 0, 0), cellText(counts, 'en', 0, 0), cellText(counts, 'da', 1, 1)]).toEqual([
      '1.050',
      '1,050',
      null,
    ])
    expect(cellText(cellValues(rated, 'rates'), 'da', 2, 2)).toBe('0,0')
  })
})

describe('a table of two hundred thousand lines', () => {
  it('is written whole to the file for spreadsheets', () => {
    const codes = ['TOTAL', ...Array.from({ length: 200_000 }, (_, k) => String(k))]
    const dimensions = [{ id: 'sex', codes, parents: codes.map((_, k) => (k === 0 ? -1 : 0)), additive: true }]
    const long = {
      ...input,
      specification: { ...input.specification, columns: [] },
      body: { ...body, dimensions, counts: codes.map(() => 7) },
    }
    const lines = new TextDecoder().decode(csvFile(deliveryDocument(long, 'da'))).split('\r\n')
    expect(lines.filter((line) => line.endsWith(';7'))).toHaveLength(200_001)
  }, 30_000)
})
