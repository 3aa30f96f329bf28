import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cube } from '#lib/tabulation/cube.ts'
import { ratePer100000 } from '#lib/tabulation/rate.ts'
import { axis, makeSmallRegisters, type SmallRegisters, tabulateSpecification } from './small-registers.ts'

let registers: SmallRegisters
beforeAll(async () => {
  registers = await makeSmallRegisters(50)
})
afterAll(() => registers.remove())

const seedFile = (name: string) => readFileSync(new URL(`../../../prisma/seed-data/${name}`, import.meta.url), 'utf8')
const lines = (name: string) => seedFile(name).trimEnd().split('\n').slice(1)

/** Sex, age and year of inclusion of each line of the published file. */
const persons = lines('DMlate.csv').map((line) => {
  const [sex, born, included] = line.split(',')
  return {
    sex: sex === '"M"' ? 'M' : 'K',
    age: Math.floor(Number(included) - Number(born)),
    year: Math.floor(Number(included)),
  }
})

const tenYears = (age: number) => (age >= 90 ? '90+' : `${age - (age % 10)}-${age - (age % 10) + 9}`)

const order = {
  register: 'diabetes',
  period: { fromYear: 1995, toYear: 2009 },
  rows: [axis('inclusion_age', 'age10'), axis('inclusion_year', 'year')],
  columns: [axis('sex', 'sex')],
}

function read(cube: Cube, values: Float64Array, ...codes: string[]): number | undefined {
  const address = codes.reduce((sum, code, d) => {
    const dimension = cube.dimensions[d]
    return sum * (dimension?.codes.length ?? 0) + (dimension?.codes.indexOf(code) ?? -1)
  }, 0)
  return values[address]
}

describe('persons in the diabetes sample by sex, ten-year age at inclusion and year', () => {
  it('equals a direct count of the published file in every cell and total', async () => {
    const result = await tabulateSpecification(registers, order)
    if (!result.ok) throw new Error(result.kind)
    const { cube } = result.value
    let compared = 0
    for (const age of cube.dimensions[0]?.codes ?? []) {
      for (const year of cube.dimensions[1]?.codes ?? []) {
        for (const sex of cube.dimensions[2]?.codes ?? []) {
          const direct = persons.filter(
            (person) =>
              (age === 'TOTAL' || tenYears(person.age) === age) &&
              (year === 'TOTAL' || String(person.year) === year) &&
              (sex === 'TOTAL' || person.sex === sex),
          ).length
          expect(read(cube, cube.counts, age, year, sex), `${age} ${year} ${sex}`).toBe(direct)
          compared++
        }
      }
    }
    expect(compared).toBe(11 * 16 * 3)
    expect(cube.counts[0]).toBe(10_000)
    expect(cube.dimensions.map((dimension) => dimension.additive)).toEqual([true, true, true])
  })

  it('gives rates with the published population of Denmark as denominator', async () => {
    const result = await tabulateSpecification(registers, { ...order, rate: true })
    if (!result.ok) throw new Error(result.kind)
    const { cube, denominators } = result.value
    if (!denominators) throw new Error('no denominators')
    const population = lines('N.dk.csv').map((line) => line.split(',').map(Number))
    const direct = population
      .filter(([sex, age = 0, year]) => sex === 2 && age >= 60 && age <= 69 && year === 2005)
      .reduce((sum, [, , , people = 0]) => sum + people, 0)
    expect(read(cube, denominators, '60-69', '2005', 'K')).toBe(direct)
    const everyone = population
      .filter(([, , year = 0]) => year >= 1995 && year <= 2009)
      .reduce((sum, [, , , people = 0]) => sum + people, 0)
    expect(denominators[0]).toBe(everyone)
    const women = persons.filter(({ sex, age, year }) => sex === 'K' && tenYears(age) === '60-69' && year === 2005).length
    expect(ratePer100000(read(cube, cube.counts, '60-69', '2005', 'K') ?? 0, direct)).toBeCloseTo((women / direct) * 1e5, 10)
  })

  it('keeps the ages of a filter out of the population too', async () => {
    const result = await tabulateSpecification(registers, {
      register: 'diabetes',
      rate: true,
      period: { fromYear: 2000, toYear: 2001 },
      rows: [axis('sex', 'sex')],
      filters: [{ variable: 'inclusion_age', codes: ['40-49', '50-54'] }],
    })
    if (!result.ok) throw new Error(result.kind)
    const direct = lines('N.dk.csv')
      .map((line) => line.split(',').map(Number))
      .filter(([, age = 0, year]) => age >= 40 && age <= 54 && (year === 2000 || year === 2001))
      .reduce((sum, [, , , people = 0]) => sum + people, 0)
    expect(result.value.denominators?.[0]).toBe(direct)
  })
})
