import { describe, expect, it } from 'vitest'
import { chartSeries } from '#lib/release/chart-series.ts'
import type { DeliveryDocument } from '#lib/release/delivery-document.ts'
import type { GridHeading } from '#lib/release/table-grid.ts'

/** Headings of one side from its axes' codes; every axis has a total first. */
function side(...axes: string[][]): GridHeading[] {
  let lines: string[][] = [[]]
  for (const codes of axes) lines = lines.flatMap((line) => ['TOTAL', ...codes].map((code) => [...line, code]))
  return lines.map((codes, offset) => {
    const margins = codes.map((code) => code === 'TOTAL')
    return { codes, labels: codes, isMargin: margins.includes(true), margins, offset }
  })
}

function document(
  rows: GridHeading[],
  columns: GridHeading[],
  hidden: (r: number, c: number) => boolean = () => false,
): DeliveryDocument {
  const counts = rows.map((_, r) => columns.map((__, c) => (hidden(r, c) ? null : r * 100 + c)))
  return {
    title: 'Tabel',
    grid: { rows, columns, rowAxes: [], columnAxes: [] },
    counts,
    rates: null,
    figures: [],
    curves: null,
    ratios: null,
    facts: [],
    legend: [],
    notes: [],
    originLabel: null,
    locale: 'da',
  }
}

const YEARS = ['2000', '2001', '2002', '2003']

describe('the chart of a delivery', () => {
  it('runs time along the axis when the columns are years', () => {
    const series = chartSeries(document(side(['M', 'K']), side(YEARS)), 24)
    expect(series?.kind).toBe('line')
    expect(series?.data.map((point) => point.name)).toEqual(YEARS)
    expect(series?.names).toEqual(['M', 'K'])
  })

  it('never draws a hidden cell as zero', () => {
    const series = chartSeries(
      document(side(['M', 'K']), side(YEARS), (r, c) => r === 1 && c === 2),
      24,
    )
    expect(series?.data[1]).toEqual({ name: '2001', M: null, K: 202 })
  })

  it('shows totals of one variable when the parts of all are too many to tell apart', () => {
    const ages = ['0', '10', '20', '30', '40', '50']
    expect(chartSeries(document(side(ages, ['M', 'K']), side(YEARS)), 24)?.names).toEqual(ages)
    const many = Array.from({ length: 11 }, (_, i) => `${i}`)
    expect(chartSeries(document(side(many, ['M', 'K']), side(YEARS)), 24)?.names).toEqual(['M', 'K'])
  })

  it('says that there is nothing readable rather than drawing a tangle', () => {
    const rows = side(Array.from({ length: 60 }, (_, i) => `${i}`)).filter((heading) => !heading.isMargin)
    expect(chartSeries(document(rows, side(['M', 'K'])), 24)).toBeNull()
  })
})
