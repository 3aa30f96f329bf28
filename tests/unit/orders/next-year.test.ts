import { describe, expect, it } from 'vitest'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import type { Specification } from '#lib/catalogue/specification.ts'
import { exampleTable } from '#lib/orders/example-table.ts'
import { likelyReferrals } from '#lib/orders/likely-referrals.ts'
import { nextYear } from '#lib/orders/next-year.ts'
import { readComposition, writeComposition } from '#lib/web/composition-form.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

const lpr = seedCatalogue().registers.find((register) => register.id === 'lpr')

const specification: Specification = {
  schema: 1,
  title: 'Kontakter 2022, sag 120225',
  register: 'lpr',
  measure: 'contacts',
  rate: false,
  period: { fromYear: 2022, toYear: 2022 },
  filters: [],
  rows: [{ variable: 'year', level: 'year', codes: ['2022'], parents: false }],
  columns: [],
  totals: true,
}

describe('the same table a year on', () => {
  it('moves a table of one year, its codes and its title, and leaves other numbers alone', () => {
    if (!lpr) throw new Error('no register')
    expect(nextYear(specification, lpr)).toMatchObject({
      title: 'Kontakter 2023, sag 120225',
      period: { fromYear: 2023, toYear: 2023 },
      rows: [{ codes: ['2023'] }],
    })
  })

  it('adds a year to a series', () => {
    if (!lpr) throw new Error('no register')
    const series = { ...specification, period: { fromYear: 2020, toYear: 2022 } }
    expect(nextYear(series, lpr)).toMatchObject({ period: { fromYear: 2020, toYear: 2023 }, rows: [{ codes: ['2022', '2023'] }] })
  })

  it('is not offered past the years of the register', () => {
    if (!lpr) throw new Error('no register')
    expect(nextYear({ ...specification, period: { fromYear: 2024, toYear: 2024 } }, lpr)).toBeNull()
  })

  it('survives the way through an address', () => {
    const fields: Record<string, string | string[]> = {}
    for (const [name, value] of new URLSearchParams(writeComposition(specification)))
      fields[name] = name in fields ? [fields[name] ?? [], value].flat() : value
    expect(readComposition(fields).specification).toEqual(specification)
  })
})

describe('whom a request points to', () => {
  it('is told from its own words, in both languages and whatever their size', () => {
    expect(likelyReferrals('Udtræk på PERSONNIVEAU til forskning')).toEqual(['forskerservice'])
    expect(likelyReferrals('Diabetes by income and education')).toEqual(['danmarks-statistik'])
    expect(likelyReferrals('Ventetid til hofteoperation')).toEqual(['esundhed'])
  })

  it('is nobody else for an ordinary table', () => {
    for (const title of ['Diabetes efter alder og køn', 'Hospital contacts by region', 'Brystkræft i kommunerne 2020–2024'])
      expect(`${title}: ${likelyReferrals(title).join()}`).toBe(`${title}: `)
  })
})

describe('the example of a register', () => {
  it('can be ordered as it stands, in both languages', () => {
    const catalogue = seedCatalogue()
    for (const register of catalogue.registers) {
      for (const locale of ['da', 'en'] as const) {
        const example = exampleTable(register, locale)
        const resolved = example && decideSpecification(example, catalogue, { maxCells: 30_000 })
        expect(`${register.id}: ${resolved?.ok}`).toBe(`${register.id}: true`)
      }
    }
  })
})
