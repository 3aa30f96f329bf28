import { describe, expect, it } from 'vitest'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import { type Specification, specificationSchema } from '#lib/catalogue/specification.ts'
import { readUnit, unitOf, unitOrders } from '#lib/production/counted-unit.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

function unit(given: Partial<Specification> = {}): string {
  const specification = specificationSchema.parse({
    schema: 1,
    title: 'Nye tilfælde',
    register: 'lpr',
    measure: 'cases',
    rate: false,
    period: { fromYear: 2021, toYear: 2022 },
    filters: [{ variable: 'action_diagnosis', codes: ['I20', 'I21'] }],
    rows: [{ variable: 'sex', level: 'sex', codes: null, parents: false }],
    columns: [],
    totals: true,
    ...given,
  })
  const resolved = decideSpecification(specification, seedCatalogue(), { maxCells: 100_000 })
  if (!resolved.ok) throw new Error(resolved.kind)
  return unitOf(resolved.value)
}

describe('cases of two tables', () => {
  it('are the same where period, wash-out and filters are, whatever the tables show and in whatever order codes stand', () => {
    const other = unit({
      rows: [{ variable: 'age', level: 'age10', codes: null, parents: false }],
      filters: [{ variable: 'action_diagnosis', codes: ['I21', 'I20'] }],
      washOutYears: 0,
    })
    expect(other).toBe(unit())
  })

  it.each<[string, Partial<Specification>]>([
    ['another period', { period: { fromYear: 2021, toYear: 2023 } }],
    ['another wash-out', { washOutYears: 1 }],
    ['another selection', { filters: [{ variable: 'action_diagnosis', codes: ['I21'] }] }],
  ])('are others with %s', (_, given) => {
    expect(unit(given)).not.toBe(unit())
  })

  it('are told from persons and contacts, and are never more than persons with an event there', () => {
    expect(unit({ measure: 'persons' })).toBe('persons')
    expect(readUnit('contacts')).toEqual({ measure: 'contacts', definition: null })
    expect(readUnit(unit({ washOutYears: 1 }))).toMatchObject({
      measure: 'cases',
      definition: { fromYear: 2021, toYear: 2022, washOutYears: 1, filters: [{ variable: 'action_diagnosis' }] },
    })
    expect(unitOrders(['persons', unit(), unit()])).toEqual([
      { fewer: 'persons', more: 'contacts' },
      { fewer: unit(), more: 'persons' },
      { fewer: unit(), more: 'contacts' },
    ])
    expect(() => readUnit('cases')).toThrow('nothing counts')
  })
})
