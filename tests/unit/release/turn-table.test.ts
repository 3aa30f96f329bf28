import { describe, expect, it } from 'vitest'
import { classOf, tileValues } from '#components/delivery/tile-values.ts'
import { type Specification, specificationSchema } from '#lib/catalogue/specification.ts'
import type { DeliveryDocument } from '#lib/release/delivery-document.ts'
import { MUNICIPALITY_TILES } from '#lib/release/municipality-tiles.ts'
import { gridAddress, tableGrid } from '#lib/release/table-grid.ts'
import { readTableView, sortDocument, tableViewQuery, turnTable } from '#lib/release/turn-table.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

const catalogue = seedCatalogue()
const axis = (variable: string, level: string, codes: string[] | null = null) => ({ variable, level, codes, parents: false })
const SPECIFICATION: Specification = specificationSchema.parse({
  schema: 1,
  title: 'Personer',
  register: 'population',
  measure: 'persons',
  rate: false,
  period: { fromYear: 2020, toYear: 2021 },
  filters: [],
  rows: [axis('age', 'age10', ['0-9', '10-19'])],
  columns: [axis('sex', 'sex'), axis('year', 'year')],
  totals: true,
})
const codesOf = (codes: readonly string[]) => ({ codes: ['TOTAL', ...codes], parents: [-1, ...codes.map(() => 0)] })
const DIMENSIONS = [
  { id: 'age', ...codesOf(['0-9', '10-19']), additive: true },
  { id: 'sex', ...codesOf(['M', 'K']), additive: true },
  { id: 'year', ...codesOf(['2020', '2021']), additive: false },
]

/** Every cell of a layout by its codes in the order of the variables' names, and the address it reads. */
function addresses(specification: Specification): Map<string, number> {
  const grid = tableGrid(DIMENSIONS, specification, catalogue, 'da')
  const variables = [...specification.rows, ...specification.columns].map(({ variable }) => variable)
  return new Map(
    grid.rows.flatMap((row) =>
      grid.columns.map((column) => {
        const codes = [...row.codes, ...column.codes].map((code, i) => `${variables[i]}=${code}`)
        return [codes.sort().join(' '), gridAddress(row, column)] as const
      }),
    ),
  )
}

describe('a table turned by its reader', () => {
  it('shows every cell it showed before, with the same figure behind it, however it is turned', () => {
    const asOrdered = addresses(SPECIFICATION)
    expect(asOrdered.size).toBe(3 * 3 * 3)
    for (const raekker of ['age,sex', 'sex', 'year,age', 'sex,age,year', 'year']) {
      const turned = turnTable(SPECIFICATION, readTableView({ raekker }, SPECIFICATION))
      expect(turned.rows.map(({ variable }) => variable)).toEqual(raekker.split(','))
      expect(addresses(turned)).toEqual(asOrdered)
    }
  })

  it('leaves out whatever an address asks for that the table has not', () => {
    const own = readTableView({}, SPECIFICATION)
    expect(own).toEqual({ rows: ['age'], sortedBy: null })
    for (const raekker of ['', 'kommune', '<script>', undefined, ['age']])
      expect(readTableView({ raekker }, SPECIFICATION)).toEqual(own)
    expect(readTableView({ raekker: 'sex,sex,kommune', sorter: '-1' }, SPECIFICATION)).toEqual({ rows: ['sex'], sortedBy: null })
    expect(tableViewQuery(SPECIFICATION, own)).toBe('?')
    expect(tableViewQuery(SPECIFICATION, { rows: ['sex'], sortedBy: 2 })).toBe('?raekker=sex&sorter=2')
  })
})

function documentOf(codes: readonly string[], counts: readonly (number | null)[]): DeliveryDocument {
  const heading = (code: string, offset: number) => {
    return { codes: [code], labels: [code], isMargin: code === 'TOTAL', margins: [code === 'TOTAL'], offset }
  }
  return {
    locale: 'da',
    title: 'Tabel',
    grid: {
      rowAxes: [],
      columnAxes: [],
      rows: codes.map(heading),
      columns: [{ codes: [], labels: [], isMargin: false, margins: [], offset: 0 }],
    },
    counts: counts.map((count) => [count]),
    rates: null,
    figures: [],
    curves: null,
    ratios: null,
    facts: [],
    legend: [],
    notes: [],
    originLabel: null,
  }
}

describe('a sorted table', () => {
  it('falls from the largest, keeps totals on top and puts hidden cells last', () => {
    const sorted = sortDocument(documentOf(['TOTAL', 'a', 'b', 'c', 'd'], [60, null, 20, 40, 20]), 0)
    expect(sorted.grid.rows.map(({ codes }) => codes[0])).toEqual(['TOTAL', 'c', 'b', 'd', 'a'])
    expect(sorted.counts.map(([count]) => count)).toEqual([60, 40, 20, 20, null])
  })

  it('is as it was without a column to sort by, or with one it has not', () => {
    const document = documentOf(['TOTAL', 'a'], [1, 1])
    expect(sortDocument(document, null)).toBe(document)
    expect(sortDocument(document, 7)).toBe(document)
  })
})

describe('the map of municipalities', () => {
  it('has a square for each of the country’s 98, no two on one place', () => {
    const municipalities = seedCatalogue().classifications.find(({ id }) => id === 'municipality')?.nodes ?? []
    const codes = municipalities.filter(({ level }) => level === 'kommune').map(({ code }) => code.padStart(4, '0'))
    expect(MUNICIPALITY_TILES.size).toBe(98)
    expect([...MUNICIPALITY_TILES.keys()].filter((code) => !codes.includes(code))).toEqual([])
    expect(new Set([...MUNICIPALITY_TILES.values()].map(({ column, row }) => `${column},${row}`)).size).toBe(98)
  })

  it('shows a hidden municipality as hidden and never in a class', () => {
    const codes = [...MUNICIPALITY_TILES.keys()].slice(0, 20)
    const values = tileValues(documentOf(['TOTAL', ...codes], [999, ...codes.map((_, i) => (i === 3 ? null : i * 10))]))
    expect(values?.places).toHaveLength(20)
    expect(values?.places[3]?.value).toBeNull()
    expect(values?.bounds.at(-1)).toBe(190)
    expect(values?.bounds.map((bound) => classOf(bound, values.bounds))).toEqual([0, 1, 2, 3, 4])
    expect(classOf(0, values?.bounds ?? [])).toBe(0)
  })

  it('is none for rows that are not municipalities', () => {
    expect(tileValues(documentOf(['TOTAL', 'M', 'K'], [3, 1, 2]))).toBeNull()
  })
})
