import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Specification } from '#lib/catalogue/specification.ts'
import { describeFit } from '#scripts/registers/describe-fit.ts'
import { DEFAULT_YEARS } from '../../../prisma/seed-data/synthetic-years.ts'
import { axis, makeSmallRegisters, type SmallRegisters, tabulateSpecification } from './small-registers.ts'

let registers: SmallRegisters
beforeAll(async () => {
  registers = await makeSmallRegisters(20_000)
})
afterAll(() => registers.remove())

const lines = (name: string, separator: string) =>
  readFileSync(new URL(`../../../prisma/seed-data/${name}`, import.meta.url), 'utf8')
    .trimEnd()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(separator))

/** Counts of a table with one axis, by code. */
async function counts(
  given: Partial<Specification> & Pick<Specification, 'register' | 'period' | 'rows'>,
): Promise<Map<string, number>> {
  const result = await tabulateSpecification(registers, given)
  if (!result.ok) throw new Error(result.kind)
  const { cube } = result.value
  return new Map(cube.dimensions[0]?.codes.map((code, node) => [code, cube.counts[node] ?? 0]))
}

const firstYear = { register: 'population', period: { fromYear: 2015, toYear: 2015 } }

/** Standard deviations between a count and what its share of all would give. */
function deviations(count: number, share: number, total: number): number {
  return Math.abs(count - share * total) / Math.sqrt(share * (1 - share) * total)
}

describe('the synthetic population', () => {
  it('lives in the municipalities in their real proportions', async () => {
    const found = await counts({ ...firstYear, rows: [axis('municipality', 'kommune')] })
    const weights = lines('kommune-folketal.psv', '|').map(([code = '', people]) => [code, Number(people)] as const)
    const all = weights.reduce((sum, [, people]) => sum + people, 0)
    const total = found.get('TOTAL') ?? 0
    for (const [code, people] of weights) {
      if (people / all > 0.001) expect(deviations(found.get(code) ?? 0, people / all, total), code).toBeLessThan(4.5)
    }
    expect(found.get('U-kommune')).toBeGreaterThan(0)
  })

  it('has the real ages and sexes of the latest year of the population file', async () => {
    const real = lines('N.dk.csv', ',').filter(([, , year]) => year === '2013')
    const all = real.reduce((sum, [, , , people]) => sum + Number(people), 0)
    for (const [sex, code] of [
      ['1', 'M'],
      ['2', 'K'],
    ] as const) {
      const filters = [{ variable: 'sex', codes: [code] }]
      const found = await counts({ ...firstYear, filters, rows: [axis('age', 'age10')] })
      const everyone = (await counts({ ...firstYear, rows: [axis('sex', 'sex')] })).get('TOTAL') ?? 0
      for (let decade = 0; decade < 9; decade++) {
        const people = real.filter(([s, age]) => s === sex && Math.floor(Number(age) / 10) === decade)
        const share = people.reduce((sum, [, , , n]) => sum + Number(n), 0) / all
        expect(
          deviations(found.get(`${decade * 10}-${decade * 10 + 9}`) ?? 0, share, everyone),
          `${code} ${decade}`,
        ).toBeLessThan(4.5)
      }
    }
  })

  it('is born, dies and moves over the years', async () => {
    const years = await counts({ register: 'population', period: { fromYear: 2015, toYear: 2025 }, rows: [axis('year', 'year')] })
    const perYear = [...years].filter(([code]) => code !== 'TOTAL').map(([, persons]) => persons)
    expect(new Set(perYear).size).toBeGreaterThan(8)
    expect(years.get('TOTAL')).toBeGreaterThan(Math.max(...perYear))
    const places = await counts({
      register: 'population',
      period: { fromYear: 2015, toYear: 2025 },
      rows: [axis('municipality', 'region')],
    })
    const sum = [...places].reduce((total, [code, persons]) => total + (code === 'TOTAL' ? 0 : persons), 0)
    expect(sum).toBeGreaterThan((places.get('TOTAL') ?? 0) * 1.02)
  })
})

describe('the synthetic hospital contacts', () => {
  const all = { register: 'lpr', measure: 'contacts' as const, period: { fromYear: 2019, toYear: 2024 } }

  it('have the illnesses of their age and sex', async () => {
    const men = await counts({ ...all, filters: [{ variable: 'sex', codes: ['M'] }], rows: [axis('diagnosis', 'chapter')] })
    const women = await counts({ ...all, filters: [{ variable: 'sex', codes: ['K'] }], rows: [axis('diagnosis', 'chapter')] })
    expect(men.get('XV')).toBe(0)
    expect(women.get('XV')).toBeGreaterThan(500)
    const prostate = { ...all, filters: [{ variable: 'diagnosis', codes: ['C60-C63'] }], rows: [axis('sex', 'sex')] }
    expect((await counts(prostate)).get('K')).toBe(0)
    const heart = await counts({ ...all, filters: [{ variable: 'diagnosis', codes: ['IX'] }], rows: [axis('age', 'age10')] })
    expect(heart.get('70-79')).toBeGreaterThan(10 * (heart.get('20-29') ?? 0))
  })

  it('have a long tail, so that small cells occur', async () => {
    const codes = [...(await counts({ ...all, rows: [axis('action_diagnosis', 'code3')] }))].filter(([code]) => code !== 'TOTAL')
    const sizes = codes.map(([, size]) => size).toSorted((a, b) => b - a)
    const total = sizes.reduce((sum, size) => sum + size, 0)
    const small = sizes.filter((size) => size >= 1 && size <= 4).length
    expect(small).toBeGreaterThan(50)
    expect(sizes.slice(0, 100).reduce((sum, size) => sum + size, 0) / total).toBeGreaterThan(0.4)
  })

  it('come back: fewer persons than contacts, and persons with many', async () => {
    const persons = (await counts({ ...all, measure: 'persons', rows: [axis('sex', 'sex')] })).get('TOTAL') ?? 0
    const contacts = (await counts({ ...all, rows: [axis('sex', 'sex')] })).get('TOTAL') ?? 0
    expect(contacts).toBeGreaterThan(4 * persons)
  })
})

describe('the registers together', () => {
  const deaths = { register: 'dar', period: { fromYear: 2018, toYear: 2024 } }
  const medicines = { register: 'lmdb', period: { fromYear: 2023, toYear: 2024 } }

  it('break with the change from LPR2 to LPR3: other types of contact, and more contacts', async () => {
    const contacts = { register: 'lpr', measure: 'contacts' as const }
    const before = await counts({
      ...contacts,
      period: { fromYear: 2018, toYear: 2018 },
      rows: [axis('contact_type', 'contact_type')],
    })
    const after = await counts({
      ...contacts,
      period: { fromYear: 2020, toYear: 2020 },
      rows: [axis('contact_type', 'contact_type')],
    })
    expect([...before.keys()]).toEqual(['TOTAL', 'P0', 'P2', 'U'])
    expect([...after.keys()]).toEqual(['TOTAL', 'ALCA00', 'ALCA03', 'U'])
    expect(after.get('TOTAL')).toBeGreaterThan(1.2 * (before.get('TOTAL') ?? 0))
  })

  it('let the old and the ill die: of heart failure more than of asthma, and of external causes the young', async () => {
    const ages = await counts({ ...deaths, rows: [axis('age', 'age10')] })
    expect(ages.get('80-89')).toBeGreaterThan(10 * (ages.get('40-49') ?? 0))
    const causes = await counts({ ...deaths, rows: [axis('cause', 'code3')] })
    expect(causes.get('I50')).toBeGreaterThan(causes.get('J45') ?? 0)
    const young = await counts({
      ...deaths,
      filters: [{ variable: 'age', codes: ['20-29', '30-39'] }],
      rows: [axis('cause', 'chapter')],
    })
    expect(young.get('XX')).toBeGreaterThan(0.2 * (young.get('TOTAL') ?? 0))
  })

  it('give medicines to those who have the disease, by all five levels of ATC', async () => {
    const levels = await Promise.all(
      ['atc7', 'atc5', 'atc4', 'atc3', 'atc1'].map((level) => counts({ ...medicines, rows: [axis('medicine', level)] })),
    )
    const [substances, , , groups, main] = levels
    expect(substances?.get('A10BA02')).toBeGreaterThan(100)
    expect(groups?.get('A10')).toBeGreaterThanOrEqual(substances?.get('A10BA02') ?? 0)
    expect(main?.get('A')).toBeGreaterThanOrEqual(groups?.get('A10') ?? 0)
    expect(new Set(levels.map((level) => level.get('TOTAL'))).size).toBe(1)
  })

  it('hold cancers of the sex that can have them, with the same persons among the dead', async () => {
    const cancers = { register: 'car', period: { fromYear: 2018, toYear: 2024 } }
    const sexes = await counts({ ...cancers, filters: [{ variable: 'site', codes: ['C61', 'C62'] }], rows: [axis('sex', 'sex')] })
    expect(sexes.get('M')).toBeGreaterThan(50)
    expect(sexes.get('K')).toBe(0)
    const causes = await counts({ ...deaths, rows: [axis('cause', 'chapter')] })
    expect((causes.get('II') ?? 0) / (causes.get('TOTAL') ?? 1)).toBeGreaterThan(0.15)
    expect((causes.get('II') ?? 0) / (causes.get('TOTAL') ?? 1)).toBeLessThan(0.4)
  })

  it('agree with the ages and the mortality of Denmark', async () => {
    const lines = await describeFit(registers.dataDir, registers.catalogue.snapshots, DEFAULT_YEARS)
    const ratios = lines.flatMap((line) => /(\d+) deaths, +(\d+) expected/.exec(line)?.slice(1).map(Number) ?? [])
    const [observed, expected] = [0, 1].map((odd) => ratios.filter((_, at) => at % 2 === odd).reduce((a, b) => a + b, 0))
    // About 1 200 deaths: three standard deviations are a tenth.
    expect(Math.abs((observed ?? 0) / (expected ?? 1) - 1)).toBeLessThan(0.1)
    expect(ratios).toHaveLength(28)
  })
})
