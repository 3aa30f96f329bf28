import { describe, expect, it } from 'vitest'
import { findRegister } from '#lib/catalogue/catalogue.ts'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import { readLayout } from '#lib/catalogue/layout/read-layout.ts'
import { exampleTable } from '#lib/orders/example-table.ts'
import { layoutRows } from '#lib/web/layout.ts'
import { layoutForm } from '#lib/web/order-forms.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

const catalogue = seedCatalogue()
const read = (text: string, registerId = 'lpr') => {
  const register = findRegister(catalogue, registerId)
  if (!register) throw new Error('no register')
  return readLayout(layoutRows(text), register, catalogue)
}
const layoutOf = (text: string, registerId?: string) => {
  const layout = read(text, registerId)
  if (!layout.ok) throw new Error(JSON.stringify(layout))
  return layout.value
}
const axis = (variable: string, level: string, codes: string[] | null = null, parents = false) => ({
  variable,
  level,
  codes,
  parents,
})

describe('an empty table', () => {
  it('keeps its empty corner on the way from the form, and is refused when there is nothing else', () => {
    const given = { register: 'lpr', layout: '\tMænd\tKvinder\n0-9' }
    expect(layoutForm.parse(given).layout).toBe(given.layout)
    expect(layoutForm.safeParse({ ...given, layout: ' \n\t' }).error?.issues[0]?.message).toBe('layout-empty')
  })

  it('pasted with names in its margins becomes the same table, and can be made as it stands', () => {
    const layout = layoutOf('Kontakter efter region\n\tMænd\tKvinder\nRegion Hovedstaden\nRegion Sjælland\n')
    expect(layout).toEqual({
      title: 'Kontakter efter region',
      rows: [axis('municipality', 'region', ['1084', '1085'])],
      columns: [axis('sex', 'sex')],
    })
    const register = findRegister(catalogue, 'lpr')
    const base = register && exampleTable(register, 'da')
    if (!base) throw new Error('no example')
    expect(
      decideSpecification({ ...base, ...layout, rows: [...layout.rows], columns: [...layout.columns] }, catalogue, {
        maxCells: 30_000,
      }).ok,
    ).toBe(true)
  })

  it('with codes, totals and English names is understood as well, from semicolons and commas', () => {
    const layout = layoutOf('Sex;Year;;\n;Total;2020;2021\nTotal\nMen\nWomen')
    expect(layout.rows).toEqual([axis('sex', 'sex')])
    expect(layout.columns).toEqual([axis('year', 'year', ['2020', '2021'])])
    expect(layoutOf('"",E10,E11\nM\nK').columns[0]?.codes).toEqual(['E10', 'E11'])
  })

  it('with blank cells that go on from before has several variables on a side', () => {
    const layout = layoutOf(
      '\t\t2020\t\t2021\t\n\t\tMænd\tKvinder\tMænd\tKvinder\n0-9\tRegion Hovedstaden\n\tRegion Sjælland\n10-19\tRegion Hovedstaden\n\tRegion Sjælland',
    )
    expect(layout.rows.map(({ variable, level }) => `${variable}.${level}`)).toEqual(['age.age10', 'municipality.region'])
    expect(layout.columns.map(({ variable }) => variable)).toEqual(['year', 'sex'])
  })

  it('with regions among municipalities keeps them as subtotals', () => {
    const layout = layoutOf('Bopælskommune\tAntal\nRegion Hovedstaden\nKøbenhavn\nFrederiksberg\n')
    expect(layout.rows).toEqual([axis('municipality', 'kommune', ['0101', '0147'], true)])
  })

  it('of a single column or a single line is a table all the same', () => {
    expect(layoutOf('Køn\nMænd\nKvinder').rows).toEqual([axis('sex', 'sex')])
  })

  it('names the cell of the first heading that nobody knows', () => {
    const refused = read('\tMænd\tKvinder\nRegion Hovedstaden\nRegion Atlantis')
    expect(refused).toEqual({ ok: false, kind: 'layout-unknown-heading', heading: 'Region Atlantis', address: 'A3' })
  })

  it('that is empty, full of numbers or nothing of a table is refused', () => {
    expect(read(' \n \t ')).toMatchObject({ ok: false, kind: 'layout-empty' })
    expect(read('\tMænd\tKvinder\nRegion Hovedstaden\t12\t13')).toMatchObject({ ok: false, kind: 'layout-no-shape' })
    expect(read('kære statistikservice, hvor mange har sukkersyge')).toMatchObject({ ok: false })
  })
})
