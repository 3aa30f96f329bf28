import { describe, expect, it } from 'vitest'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import { type Specification, specificationSchema } from '#lib/catalogue/specification.ts'
import { planTabulation } from '#lib/tabulation/plan.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

const catalogue = seedCatalogue()
const axis = (variable: string, level: string, codes: string[] | null = null) => ({ variable, level, codes, parents: false })

function plan(given: Partial<Specification>) {
  const specification = specificationSchema.parse({
    ...{ schema: 1, title: 'En tabel', register: 'lpr', measure: 'persons', rate: false, filters: [], columns: [], totals: true },
    ...{ period: { fromYear: 2020, toYear: 2022 }, ...given },
  })
  const resolved = decideSpecification(specification, catalogue, { maxCells: 1_000_000 })
  if (!resolved.ok) throw new Error(resolved.kind)
  return planTabulation(resolved.value, catalogue)
}

const additive = (given: Partial<Specification>) => plan(given).dimensions.map((dimension) => [dimension.id, dimension.additive])

describe('whether categories add up', () => {
  const stays = { register: 'population', rows: [axis('sex', 'sex'), axis('municipality', 'region'), axis('age', 'age10')] }

  it('persons of one year stand in one category each', () => {
    const oneYear = { ...stays, period: { fromYear: 2020, toYear: 2020 } }
    expect(additive(oneYear)).toEqual([
      ['sex', true],
      ['municipality', true],
      ['age', true],
    ])
    expect(plan(oneYear).rowsAreUnits).toBe(true)
  })

  it('persons of several years can stand in several, except of what never changes', () => {
    expect(additive(stays)).toEqual([
      ['sex', true],
      ['municipality', false],
      ['age', false],
    ])
    expect(plan(stays).rowsAreUnits).toBe(false)
  })

  it('contacts stand in one category each, except of diagnoses', () => {
    const rows = [axis('municipality', 'region'), axis('year', 'year'), axis('action_diagnosis', 'chapter')]
    expect(additive({ measure: 'contacts', rows }).map(([, each]) => each)).toEqual([true, true, true])
    expect(plan({ measure: 'contacts', rows })).toMatchObject({ rowsAreUnits: true, unitColumn: 'dw_ek_kontakt' })
    const withDiagnosis = [axis('sex', 'sex'), axis('diagnosis', 'chapter')]
    expect(additive({ measure: 'contacts', rows: withDiagnosis }).map(([, each]) => each)).toEqual([true, false])
    expect(plan({ measure: 'contacts', rows: withDiagnosis }).rowsAreUnits).toBe(false)
  })

  it('a single category always adds up to its total', () => {
    expect(additive({ rows: [axis('year', 'year')], period: { fromYear: 2021, toYear: 2021 } })).toEqual([['year', true]])
    expect(additive({ rows: [axis('age', 'age10', ['40-49'])] })).toEqual([['age', true]])
  })
})

describe('a plan', () => {
  it('reads the second table only when something lies in it', () => {
    expect(plan({ rows: [axis('sex', 'sex')] }).tables.map((table) => table.id)).toEqual(['kontakt'])
    const filtered = plan({ rows: [axis('sex', 'sex')], filters: [{ variable: 'diagnosis', codes: ['E10-E14'] }] })
    expect(filtered.tables.map((table) => table.id)).toEqual(['kontakt', 'diagnose'])
  })

  it('always delimits the period', () => {
    expect(plan({ rows: [axis('sex', 'sex')], period: { fromYear: 2019, toYear: 2024 } }).filters).toMatchObject([
      { variable: 'year', kept: { coding: 'number', ranges: [[2019, 2024]] } },
    ])
  })

  it('is plain data: it survives being written and read', () => {
    const made = plan({
      rows: [axis('diagnosis', 'block')],
      filters: [{ variable: 'municipality', codes: ['1084'] }],
      rate: true,
    })
    expect(structuredClone(made)).toEqual(made)
  })
})
