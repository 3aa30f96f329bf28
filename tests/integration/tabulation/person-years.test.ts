import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Tabulation } from '#lib/tabulation/engines/engine.ts'
import { axis, makeSmallRegisters, type SmallRegisters, tabulateSpecification } from './small-registers.ts'

let registers: SmallRegisters
beforeAll(async () => {
  registers = await makeSmallRegisters(2500)
})
afterAll(() => registers.remove())

/** The population behind each cell by its headings. */
function peopleOf({ cube, denominators }: Tabulation): Map<string, number> {
  if (!denominators) throw new Error('no denominators')
  let cells = [''].map((key) => ({ key, address: 0 }))
  for (const { codes } of cube.dimensions) {
    cells = cells.flatMap(({ key, address }) =>
      codes.map((code, node) => ({ key: key === '' ? code : `${key}|${code}`, address: address * codes.length + node })),
    )
  }
  return new Map(cells.map(({ key, address }) => [key, denominators[address] ?? Number.NaN]))
}

describe('the person-years behind rates', () => {
  it('are those of the published Lexis table Y.dk of R package Epi, by sex, age and year', async () => {
    const result = await tabulateSpecification(registers, {
      register: 'diabetes',
      rate: true,
      personYears: true,
      period: { fromYear: 1995, toYear: 2009 },
      rows: [axis('inclusion_age', 'age1')],
      columns: [axis('sex', 'sex'), axis('inclusion_year', 'year')],
    })
    if (!result.ok) throw new Error(result.kind)
    const people = peopleOf(result.value)
    /** Both triangles of a year of age and of time. */
    const published = new Map<string, number>()
    const lines = readFileSync(new URL('../../../prisma/seed-data/Y.dk.csv', import.meta.url), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
    for (const line of lines) {
      const [sex, age, year, , years] = line.split(',').map(Number)
      const key = `${age}|${sex === 1 ? 'M' : 'K'}|${year}`
      published.set(key, (published.get(key) ?? 0) + (years ?? 0))
    }
    let compared = 0
    for (const [key, years] of published) {
      const [age = '', , year = ''] = key.split('|')
      // The oldest are one open group in the population and single ages in the table of triangles.
      if (Number(age) > 97 || Number(year) < 1995 || Number(year) > 2009) continue
      expect(Math.abs((people.get(key) ?? 0) - years), key).toBeLessThan(1e-6)
      compared++
    }
    expect(compared).toBe(98 * 2 * 15)
    // Boys in their first year of life in 1995: 18 027.5 of that year's births and 17 871.83 of those before.
    expect(people.get('0|M|1995')).toBeCloseTo(18_027.5 + 17_871.833333, 4)
  })

  it('are spread from the inhabitants of two years, by place as well, like a plain count of every inhabitant', async () => {
    const result = await tabulateSpecification(registers, {
      register: 'lpr',
      rate: true,
      personYears: true,
      period: { fromYear: 2021, toYear: 2023 },
      rows: [axis('age', 'age10')],
      columns: [axis('sex', 'sex')],
      filters: [{ variable: 'municipality', codes: ['1084'] }],
    })
    if (!result.ok) throw new Error(result.kind)
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    const path = join(registers.dataDir, registers.snapshot('population').id, 'folketal.parquet')
    const read = await connection.runAndReadAll(`SELECT aar, koen, alder, kom FROM read_parquet('${path}')`)
    const nodes = registers.catalogue.classifications.find(({ id }) => id === 'municipality')?.nodes ?? []
    const landsdele = nodes.filter(({ parent }) => parent === '1084').map(({ code }) => code)
    const places = new Set(nodes.filter(({ parent }) => parent && landsdele.includes(parent)).map(({ code }) => Number(code)))
    const years = new Map<string, number>()
    for (const [year, sex, age, place] of read.getRows().map((row) => row.map(Number))) {
      if (year === undefined || age === undefined || place === undefined || !places.has(place)) continue
      const give = (at: number, in_: number, part: number) => {
        if (at < 0 || in_ < 2021 || in_ > 2023) return
        const band = at >= 90 ? '90+' : `${at - (at % 10)}-${at - (at % 10) + 9}`
        const key = `${band}|${sex === 1 ? 'M' : 'K'}`
        years.set(key, (years.get(key) ?? 0) + part)
      }
      give(age, year, 1 / 3)
      give(age + 1, year, 1 / 6)
      give(age, year - 1, age === 0 ? 1 / 2 : 1 / 3)
      give(age - 1, year - 1, 1 / 6)
    }
    instance.closeSync()
    const people = peopleOf(result.value)
    expect(years.size).toBeGreaterThan(15)
    for (const [key, own] of years) expect(people.get(key), key).toBeCloseTo(own, 6)
  })
})
