import { describe, expect, it } from 'vitest'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import { type Specification, specificationSchema } from '#lib/catalogue/specification.ts'
import { alreadyAnswered } from '#lib/release/library/already-answered.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

const catalogue = seedCatalogue()

const bySex = { variable: 'sex', level: 'sex', codes: null, parents: false }
const byAge = (level: string) => ({ variable: 'age', level, codes: null, parents: false })
const table = (changes: Partial<Specification> = {}): Specification =>
  specificationSchema.parse({
    schema: 1,
    title: 'Personer',
    register: 'population',
    measure: 'persons',
    rate: false,
    period: { fromYear: 2020, toYear: 2020 },
    filters: [],
    rows: [byAge('age10')],
    columns: [bySex],
    totals: true,
    ...changes,
  })

function howAnswered(wanted: Specification, there: Specification): string | null {
  const resolved = decideSpecification(wanted, catalogue, { maxCells: 1e6 })
  if (!resolved.ok) throw new Error(resolved.kind)
  const published = { releaseId: 'r', title: 't', registerId: 'population', organisationName: null, publishedAt: new Date() }
  return alreadyAnswered(resolved.value, [{ ...published, specification: there }], catalogue)[0]?.how ?? null
}

describe('a wanted table and a public one', () => {
  it('are the same when they hold the same numbers, whatever the title and the sides', () => {
    expect(howAnswered(table(), table({ title: 'Et andet navn' }))).toBe('same')
    expect(howAnswered(table(), table({ rows: [bySex], columns: [byAge('age10')] }))).toBe('same')
  })

  it('the public one covers it when it has more headings, more variables or subtotals that are the wanted ones', () => {
    expect(howAnswered(table({ columns: [] }), table())).toBe('covers')
    const some = { ...byAge('age10'), codes: ['20-29', '30-39'] }
    expect(howAnswered(table({ rows: [some], totals: false }), table())).toBe('covers')
    expect(howAnswered(table(), table({ rows: [{ ...byAge('age5'), parents: true }] }))).toBe('covers')
    const groups = [{ name: 'Tyverne', codes: ['20-29'] }]
    expect(howAnswered(table({ rows: [{ ...byAge('age1'), groups }], totals: false }), table())).toBe('covers')
  })

  it('are only related when a total, a year, a limit or the finer level is missing', () => {
    const some = { ...byAge('age10'), codes: ['20-29', '30-39'] }
    expect(howAnswered(table({ rows: [some] }), table())).toBe('related')
    expect(howAnswered(table({ columns: [] }), table({ totals: false }))).toBe('related')
    expect(howAnswered(table({ columns: [] }), table({ columns: [{ ...bySex, codes: ['K'] }] }))).toBe('related')
    expect(howAnswered(table(), table({ period: { fromYear: 2020, toYear: 2021 } }))).toBe('related')
    expect(howAnswered(table(), table({ filters: [{ variable: 'sex', codes: ['K'] }] }))).toBe('related')
    expect(howAnswered(table({ rows: [byAge('age5')] }), table())).toBe('related')
  })

  it('have nothing to do with each other without the wanted variables', () => {
    expect(howAnswered(table(), table({ columns: [] }))).toBeNull()
  })
})
