import { describe, expect, it } from 'vitest'
import type { Specification } from '#lib/catalogue/specification.ts'
import type { TableBody } from '#lib/production/table-body.ts'
import { deliveryDocument } from '#lib/release/delivery-document.ts'
import { csvFile, ratiosCsvFile } from '#lib/release/formats/csv.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

const axis = (variable: string, level: string, codes: string[]) => ({ variable, level, codes, parents: false })
const AGES = ['30-39', '40-49', '50-59', '60-69', '70-79']

/** British doctors by age and smoking (Doll and Hill 1966), as a table by age and sex: smokers stand as men. */
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

const specification: Specification = {
  schema: 1,
  title: 'Dødsfald',
  register: 'diabetes',
  measure: 'persons',
  rate: true,
  rateRatios: true,
  period: { fromYear: 2000, toYear: 2001 },
  filters: [],
  rows: [axis('inclusion_age', 'age10', AGES)],
  columns: [axis('sex', 'sex', ['K', 'M'])],
  totals: true,
}

/** All cells with margins: rows first, the total before its parts. */
function withMargins(cells: readonly (readonly number[])[]): number[] {
  const rows = cells.map(([a = 0, b = 0]) => [a + b, a, b])
  return [[0, 1, 2].map((c) => rows.reduce((sum, row) => sum + (row[c] ?? 0), 0)), ...rows].flat()
}

function documentOf(hide: (address: number) => boolean) {
  const body: TableBody = {
    schema: 1,
    orderNumber: 'SB-2026-000001',
    registerId: 'diabetes',
    snapshotId: 'snapshot',
    snapshotSha256: 'a'.repeat(64),
    specificationVersion: 1,
    specificationSha256: 'b'.repeat(64),
    dimensions: [
      { id: 'inclusion_age', codes: ['TOTAL', ...AGES], parents: [-1, 0, 0, 0, 0, 0], additive: true },
      { id: 'sex', codes: ['TOTAL', 'K', 'M'], parents: [-1, 0, 0], additive: true },
    ],
    counts: withMargins(DEATHS).map((count, address) => (hide(address) ? null : count)),
    denominators: withMargins(PERSON_YEARS),
    rules: { threshold: 5 },
  }
  const input = {
    body,
    contentHash: 'c'.repeat(64),
    specification,
    catalogue: seedCatalogue(),
    releaseId: 'r',
    releasedOn: '2026-11-26',
  }
  return deliveryDocument(input, 'en')
}

const isInner = (address: number) => address > 2 && address % 3 > 0
const ratioOf = (document: ReturnType<typeof documentOf>, code: string) => document.ratios?.find((line) => line.code === code)

describe('the rate ratios of a table', () => {
  it('are those of the regression on all cells, though every inner cell is hidden: the totals are all it takes', () => {
    const document = documentOf(isInner)
    const men = ratioOf(document, 'M')
    // Men, who have most deaths, are the reference: women as non-smokers are 1 / 1.425519.
    expect(men).toMatchObject({ isReference: true, ratio: 1, events: 630 })
    expect(ratioOf(document, 'K')?.ratio).toBeCloseTo(1 / 1.425519, 5)
    expect(ratioOf(document, 'K')?.lower).toBeCloseTo(1 / 1.759421, 5)
    const [youngest, oldest] = [ratioOf(document, '30-39')?.ratio ?? 0, ratioOf(document, '70-79')?.ratio ?? 0]
    expect(oldest / youngest).toBeCloseTo(40.45121, 3)
    expect(document.ratios).toEqual(documentOf(() => false).ratios)
  })

  it('put categories with hidden totals together, whose total is what the others leave', () => {
    const isHidden = (address: number) => isInner(address) || address === 3 || address === 6
    const document = documentOf(isHidden)
    const others = ratioOf(document, 'OTHERS')
    expect(others?.events).toBe(34 + 116)
    expect(document.ratios?.map(({ code }) => code)).toEqual(['50-59', '60-69', '70-79', 'OTHERS', 'K', 'M'])
    expect(others?.label).toBe('Others (hidden) together')
  })

  it('stand in the files, with what they are adjusted for in the legend', () => {
    const document = documentOf(isInner)
    const [head, ...lines] = new TextDecoder().decode(ratiosCsvFile(document)).trimEnd().split('\r\n')
    expect(head).toBe('variable,category,value,rate_ratio,lower,upper,reference')
    expect(lines).toHaveLength(7)
    expect(lines).toContain('sex,M,630,1,1,1,yes')
    expect(new TextDecoder().decode(csvFile(document))).toContain('Rate ratio')
    expect(document.legend.join(' ')).toContain('Poisson regression')
  })
})
