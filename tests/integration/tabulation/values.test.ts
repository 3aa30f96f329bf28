import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findRegister } from '#lib/catalogue/catalogue.ts'
import type { Specification } from '#lib/catalogue/specification.ts'
import { valueStatistics } from '#lib/tabulation/value-statistics.ts'
import { type Row, readRegister, rowsCounted } from './oracle.ts'
import { axis, makeSmallRegisters, type SmallRegisters, specificationOf, tabulateSpecification } from './small-registers.ts'

let registers: SmallRegisters
beforeAll(async () => {
  registers = await makeSmallRegisters(1500)
})
afterAll(() => registers.remove())

const lpr = {
  register: 'lpr',
  period: { fromYear: 2021, toYear: 2023 },
  rows: [axis('municipality', 'region', null)],
  columns: [axis('sex', 'sex')],
  filters: [{ variable: 'action_diagnosis', codes: ['IX', 'X'] }],
  value: { id: 'age', statistics: ['mean', 'median', 'quartiles'] as const },
}

const cases: [string, Partial<Specification> & Pick<Specification, 'register' | 'rows' | 'period'>, string][] = [
  [
    'ages at contacts',
    { ...lpr, measure: 'contacts', value: { id: 'age', statistics: ['mean', 'median'] } },
    'kontakt.borger_alder_aar_ind',
  ],
  [
    'ages at first contacts with wash-out',
    { ...lpr, measure: 'cases', washOutYears: 1, value: { id: 'age', statistics: ['median'] } },
    'kontakt.borger_alder_aar_ind',
  ],
  [
    'prices of what persons redeemed',
    {
      register: 'lmdb',
      measure: 'persons',
      period: { fromYear: 2023, toYear: 2023 },
      rows: [axis('medicine', 'atc1')],
      columns: [axis('sex', 'sex')],
      value: { id: 'price', statistics: ['mean', 'sum'] },
    },
    'recept.pris_oere',
  ],
  [
    'ages at inclusion in the diabetes sample',
    {
      register: 'diabetes',
      measure: 'persons',
      period: { fromYear: 2000, toYear: 2005 },
      rows: [axis('vital_status', 'vital_status')],
      columns: [axis('sex', 'sex')],
      value: { id: 'inclusion_age', statistics: ['mean', 'quartiles'] },
    },
    'person.alder',
  ],
]

describe('the numbers that counted rows carry', () => {
  it.each(cases)('%s: their sums, persons and medians equal those of looking at every row', async (_, given, column) => {
    const result = await tabulateSpecification(registers, given)
    if (!result.ok) throw new Error(result.kind)
    const { cube, values } = result.value
    if (!values) throw new Error('no values')
    const made = valueStatistics(cube.dimensions, values, [0.5])
    const specification = specificationOf(given)
    const register = findRegister(registers.catalogue, specification.register)
    if (!register) throw new Error('no register')
    const snapshot = registers.snapshot(register.id)
    const under = rowsCounted(
      specification,
      registers.catalogue,
      snapshot,
      await readRegister(register, snapshot, registers.dataDir),
    )
    const [first, second] = cube.dimensions
    const seen = { cells: 0 }
    for (const [r, row] of (first?.codes ?? []).entries()) {
      for (const [c, code] of (second?.codes ?? []).entries()) {
        const cell = r * (second?.codes.length ?? 1) + c
        const own = under.get(`${row}|${code}`) ?? []
        const numbers = own.map((each: Row) => Number(each[column])).sort((a, b) => a - b)
        const half = numbers.length / 2
        const median = Number.isInteger(half)
          ? ((numbers[half - 1] ?? Number.NaN) + (numbers[half] ?? Number.NaN)) / 2
          : numbers[Math.floor(half)]
        expect(made.rows[cell], `${row} ${code}`).toBe(numbers.length)
        expect(made.sums[cell]).toBe(numbers.reduce((sum, each) => sum + each, 0))
        expect(made.percentiles[0]?.[cell]).toBe(numbers.length > 0 ? median : Number.NaN)
        expect((specification.measure === 'persons' ? made.persons : made.rows)[cell]).toBe(cube.counts[cell])
        if (numbers.length > 0) seen.cells++
      }
    }
    expect(seen.cells).toBeGreaterThan(5)
  })
})
