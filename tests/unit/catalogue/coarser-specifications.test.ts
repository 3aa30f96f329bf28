import { describe, expect, it } from 'vitest'
import { coarserSpecifications } from '#lib/catalogue/coarser-specifications.ts'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import { type Specification, specificationSchema } from '#lib/catalogue/specification.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

const catalogue = seedCatalogue()
const axis = (variable: string, level: string, codes: string[] | null = null) => ({ variable, level, codes, parents: false })

function table(rows: Specification['rows'], columns: Specification['columns']): Specification {
  return specificationSchema.parse({
    schema: 1,
    title: 'Kontakter efter kommune',
    register: 'lpr',
    measure: 'persons',
    rate: false,
    period: { fromYear: 2020, toYear: 2022 },
    filters: [],
    rows,
    columns,
    totals: true,
  })
}

describe('tables one step coarser', () => {
  const all = coarserSpecifications(
    table([axis('municipality', 'kommune'), axis('age', 'age5')], [axis('sex', 'sex')]),
    catalogue,
  )

  it('take each axis to its next level, and leave an axis out that has none', () => {
    expect(all.map(({ variable, level }) => [variable, level])).toEqual([
      ['municipality', 'landsdel'],
      ['age', 'age10'],
      ['sex', null],
    ])
  })

  it('can all be ordered', () => {
    for (const { specification } of all)
      expect(decideSpecification(specification, catalogue, { maxCells: 1e6 })).toMatchObject({ ok: true })
  })

  it('take chosen codes to what lies above them, each once', () => {
    const [region] = coarserSpecifications(table([axis('municipality', 'kommune', ['0101', '0147', '0751'])], []), catalogue)
    expect(region?.specification.rows[0]?.codes).toEqual(['DK011', 'DK042'])
  })

  it('keep a chosen code that stands above the coarser level', () => {
    const [landsdel] = coarserSpecifications(table([axis('municipality', 'kommune', ['1084', '0751'])], []), catalogue)
    expect(landsdel?.specification.rows[0]?.codes).toEqual(['1084', 'DK042'])
    expect(landsdel && decideSpecification(landsdel.specification, catalogue, { maxCells: 1e6 })).toMatchObject({ ok: true })
  })

  it('never leave a table without a row', () => {
    expect(coarserSpecifications(table([axis('sex', 'sex')], []), catalogue)).toEqual([])
  })
})

describe('a table with a standardised rate', () => {
  const standardisation = { standard: 'european_2013', level: 'age5', interval: 'gamma' } as const
  const five = {
    ...table([axis('municipality', 'region')], []),
    measure: 'contacts' as const,
    rate: true,
    standardisation,
  }
  const ages = (specification: Specification) =>
    coarserSpecifications(specification, catalogue).filter(({ variable }) => variable === 'age')

  it('is coarser with ten-year groups, and then without the standardised rate', () => {
    const [ten] = ages(five)
    expect(ten).toMatchObject({ level: 'age10', specification: { standardisation: { level: 'age10' } } })
    const [without] = ten ? ages(ten.specification) : []
    expect(without?.level).toBeNull()
    expect(without?.specification).not.toHaveProperty('standardisation')
    expect(without?.specification.rate).toBe(true)
  })
})
