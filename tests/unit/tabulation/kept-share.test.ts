import { describe, expect, it } from 'vitest'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import { specificationSchema } from '#lib/catalogue/specification.ts'
import { keptShare } from '#lib/tabulation/kept-share.ts'
import { planTabulation } from '#lib/tabulation/plan.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

const catalogue = seedCatalogue()

function shareOf(filters: { variable: string; codes: string[] }[], codes: string[] | null = null): number {
  const specification = specificationSchema.parse({
    ...{ schema: 1, title: 'En tabel', register: 'lpr', measure: 'persons', rate: false, filters, columns: [], totals: true },
    ...{ period: { fromYear: 2020, toYear: 2022 }, rows: [{ variable: 'sex', level: 'sex', codes, parents: false }] },
  })
  const resolved = decideSpecification(specification, catalogue, { maxCells: 1000 })
  if (!resolved.ok) throw new Error(resolved.kind)
  return keptShare(planTabulation(resolved.value, catalogue))
}

describe('the share of rows that a plan is guessed to let through', () => {
  it('is one without filters, and falls with each code that is not wanted', () => {
    expect(shareOf([])).toBe(1)
    expect(shareOf([], ['K'])).toBe(0.5)
    expect(shareOf([{ variable: 'diagnosis', codes: ['E10-E14'] }])).toBeCloseTo(5 / 2055, 5)
    expect(shareOf([{ variable: 'diagnosis_type', codes: ['A'] }], ['K'])).toBeCloseTo(1 / 6, 10)
  })
})
