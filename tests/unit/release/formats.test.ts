import { describe, expect, it } from 'vitest'
import type { Specification } from '#lib/catalogue/specification.ts'
import type { TableBody } from '#lib/production/table-body.ts'
import { deliveryDocument } from '#lib/release/delivery-document.ts'
import { jsonStatFile } from '#lib/release/formats/json-stat.ts'
import { pxFile } from '#lib/release/formats/px.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

const axis = (variable: string, level: string, codes: string[] | null = null) => ({ variable, level, codes, parents: false })
const specification: Specification = {
  schema: 1,
  title: 'Optaget "efter" køn og år',
  register: 'diabetes',
  measure: 'persons',
  rate: false,
  period: { fromYear: 2000, toYear: 2001 },
  filters: [],
  rows: [axis('sex', 'sex')],
  columns: [axis('inclusion_year', 'year')],
  totals: true,
}
const counts = [50, 25, 25, 20, null, null, 30, null, 17]
const body: TableBody = {
  schema: 1,
  orderNumber: 'SB-2026-000001',
  registerId: 'diabetes',
  snapshotId: 'snapshot',
  snapshotSha256: 'a'.repeat(64),
  specificationVersion: 1,
  specificationSha256: 'b'.repeat(64),
  dimensions: [
    { id: 'sex', codes: ['TOTAL', '1', '2'], parents: [-1, 0, 0], additive: true },
    { id: 'inclusion_year', codes: ['TOTAL', '2000', '2001'], parents: [-1, 0, 0], additive: true },
  ],
  counts,
  denominators: null,
  rules: { threshold: 5 },
}
const input = {
  body,
  contentHash: 'c'.repeat(64),
  specification,
  catalogue: seedCatalogue(),
  releaseId: 'release',
  releasedOn: '2026-11-23',
}
const variables = { rows: ['sex'], columns: ['inclusion_year'] }
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

describe('the JSON-stat file', () => {
  const roles = { time: ['inclusion_year'], geo: [] }
  const dataset = JSON.parse(text(jsonStatFile(deliveryDocument(input, 'da'), variables, roles)))

  it('gives every cell by the codes of its dimensions, as the format defines the order of values', () => {
    const at = (sex: string, year: string) => {
      const [s, y] = [
        dataset.dimension.sex.category.index.indexOf(sex),
        dataset.dimension.inclusion_year.category.index.indexOf(year),
      ]
      return dataset.value[s * dataset.size[1] + y]
    }
    expect(dataset).toMatchObject({ version: '2.0', class: 'dataset', id: ['sex', 'inclusion_year'], size: [3, 3] })
    expect(at('TOTAL', 'TOTAL')).toBe(50)
    expect(at('1', 'TOTAL')).toBe(20)
    expect(at('2', '2001')).toBe(17)
    expect(at('1', '2000')).toBeNull()
  })

  it('marks hidden cells and nothing else, and never as zero', () => {
    expect(Object.keys(dataset.status)).toEqual(['4', '5', '7'])
    expect(new Set(Object.values(dataset.status))).toEqual(new Set(['..']))
    expect(dataset.value.filter((value: number | null) => value === 0)).toEqual([])
  })

  it('says that the register is a sample, and which variable is time', () => {
    expect(dataset.note[0]).toMatch(/stikprøve/i)
    expect(dataset.role).toEqual({ time: ['inclusion_year'] })
  })
})

describe('the PX file', () => {
  const px = text(pxFile(deliveryDocument(input, 'da'), variables, '2026-11-23'))
  /** Keyword and value of each statement; a statement ends with a semicolon outside quotes. */
  const statements = new Map(
    [...px.matchAll(/([A-Z0-9-]+(?:\("[^"]*"\))?)=((?:"[^"]*"|[^";])*);/g)].map(([, key = '', value = '']) => [
      key,
      value.trim(),
    ]),
  )

  it('has stub, heading, values and codes of every variable', () => {
    expect(statements.get('STUB')).toBe('"Køn"')
    const heading = statements.get('HEADING') ?? ''
    expect(statements.get(`CODES(${heading})`)?.split(/,\s*/)).toEqual(['"TOTAL"', '"2000"', '"2001"'])
    expect(statements.get('VALUES("Køn")')?.split(/,\s*/)).toHaveLength(3)
  })

  it('has the data line by line, with the mark of hidden cells in quotes', () => {
    expect(statements.get('DATA')?.split(/\s*\r\n\s*/)).toEqual(['50 25 25', '20 ".." ".."', '30 ".." 17'])
    expect(statements.get('DATASYMBOL2')).toBe('".."')
  })

  it('keeps quotes of the title from ending its text, and no line too long for a reader', () => {
    expect(statements.get('TITLE')).toBe(`"Optaget 'efter' køn og år"`)
    expect(Math.max(...px.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(256)
  })
})
