import { describe, expect, it } from 'vitest'
import { findRegister } from '#lib/catalogue/catalogue.ts'
import type { Marginals } from '#lib/catalogue/marginals.ts'
import type { Specification } from '#lib/catalogue/specification.ts'
import { qualityChecks } from '#lib/release/quality-checks.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

const found = findRegister(seedCatalogue(), 'diabetes')
if (!found) throw new Error('no register')
const register = found
const axis = (variable: string, level: string) => ({ variable, level, codes: null, parents: false })

const SPECIFICATION: Specification = {
  schema: 1,
  title: 'Køn og år',
  register: 'diabetes',
  measure: 'persons',
  rate: false,
  period: { fromYear: 2000, toYear: 2003 },
  filters: [],
  rows: [axis('sex', 'sex')],
  columns: [axis('inclusion_year', 'year')],
  totals: true,
}
const DIMENSIONS = [
  { id: 'sex', codes: ['TOTAL', 'M', 'K'], parents: [-1, 0, 0], additive: true },
  { id: 'inclusion_year', codes: ['TOTAL', '2000', '2001', '2002', '2003'], parents: [-1, 0, 0, 0, 0], additive: true },
]
const line = (...years: number[]) => [years.reduce((sum, year) => sum + year, 0), ...years]

function look(men: number[], women: number[], change: Partial<Parameters<typeof qualityChecks>[0]> = {}) {
  const counts = [...line(...men.map((count, k) => count + (women[k] ?? 0))), ...line(...men), ...line(...women)]
  return qualityChecks({ dimensions: DIMENSIONS, counts, specification: SPECIFICATION, register, marginals: null, ...change })
}

/** What the register holds of men, women and all. */
const known = (men: number, women: number): Marginals => ({
  schema: 1,
  recipe: 1,
  registerId: 'diabetes',
  snapshotId: 's',
  snapshotSha256: 'a',
  singles: [
    {
      variable: 'sex',
      measure: 'persons',
      codes: ['TOTAL', 'M', 'K'],
      parents: [-1, 0, 0],
      additive: true,
      counts: [men + women, men, women],
    },
  ],
  pairs: [],
})

describe('a table looked through', () => {
  it('is quiet when nothing is unusual', () => {
    expect(look([100, 110, 105, 98], [90, 95, 99, 104], { marginals: known(1000, 1000) })).toEqual({
      findings: [],
      totalsCompared: 3,
      stepsCompared: 9,
    })
  })

  it('names totals above what the register holds, and where the table is all of it, totals below as well', () => {
    const men = [100, 110, 105, 98]
    const above = look(men, [90, 95, 99, 104], { marginals: known(400, 1000) }).findings
    expect(above).toEqual([{ kind: 'above-known', address: 5, count: 413, known: 400 }])
    const { fromYear, toYear } = register.coverage
    const all = { ...SPECIFICATION, period: { fromYear, toYear } }
    const below = look(men, [90, 95, 99, 104], { marginals: known(420, 388), specification: all }).findings
    expect(below.map(({ kind }) => kind)).toEqual(['differs-from-known', 'differs-from-known'])
    const filtered = { ...all, filters: [{ variable: 'sex', codes: ['M'] }] }
    expect(look(men, [90, 95, 99, 104], { marginals: known(420, 388), specification: filtered }).findings).toEqual([])
  })

  it('names jumps between years that chance does not make, in small numbers none', () => {
    const { findings } = look([100, 400, 390, 405], [6, 3, 5, 8])
    expect(findings).toEqual([
      { kind: 'jump', address: 2, before: 106, after: 403 },
      { kind: 'jump', address: 7, before: 100, after: 400 },
    ])
  })

  it('names lines of zeros, and judges no figure its reader may not see', () => {
    expect(look([100, 110, 105, 98], [0, 0, 0, 0]).findings).toEqual([{ kind: 'empty-line', address: 10 }])
    const hidden = qualityChecks({
      dimensions: DIMENSIONS,
      counts: Array.from({ length: 15 }, () => null),
      specification: SPECIFICATION,
      register,
      marginals: known(1, 1),
    })
    expect(hidden).toEqual({ findings: [], totalsCompared: 0, stepsCompared: 0 })
  })
})
