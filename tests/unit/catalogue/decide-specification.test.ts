import { describe, expect, it } from 'vitest'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import { leafPositions } from '#lib/catalogue/resolved-specification.ts'
import { type Specification, specificationSchema } from '#lib/catalogue/specification.ts'
import { tableShape } from '#lib/catalogue/table-shape.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

const catalogue = seedCatalogue()
const axis = (variable: string, level: string, codes: string[] | null = null, parents = false) => ({
  variable,
  level,
  codes,
  parents,
})

function specification(given: Partial<Specification> = {}): Specification {
  return specificationSchema.parse({
    schema: 1,
    title: 'Kontakter efter kommune',
    register: 'lpr',
    measure: 'persons',
    rate: false,
    period: { fromYear: 2020, toYear: 2022 },
    filters: [],
    rows: [axis('municipality', 'kommune')],
    columns: [axis('sex', 'sex')],
    totals: true,
    ...given,
  })
}

const STANDARDISED = { standard: 'european_2013', level: 'age5', interval: 'gamma' } as const

/** A table of the diabetes sample by sex with survival curves. */
const FOLLOWED: Partial<Specification> = {
  register: 'diabetes',
  period: { fromYear: 1995, toYear: 2005 },
  rows: [axis('sex', 'sex')],
  columns: [],
  survival: true,
}

const decide = (given: Partial<Specification> = {}, maxCells = 1_000_000) =>
  decideSpecification(specification(given), catalogue, { maxCells })

function resolved(given: Partial<Specification> = {}) {
  const result = decide(given)
  if (!result.ok) throw new Error(result.kind)
  return result.value
}

describe('a specification is refused in words, with the facts to mend it', () => {
  const cases: [string, Partial<Specification>, object][] = [
    ['an unknown register', { register: 'cancer' }, { kind: 'unknown-register', register: 'cancer' }],
    [
      'a measure the register does not offer',
      { register: 'population', measure: 'contacts' },
      { kind: 'measure-not-offered', measure: 'contacts', offered: ['persons'] },
    ],
    ['a personal number in the title', { title: 'Om 010190-1234' }, { kind: 'contains-cpr-number', field: 'title' }],
    ['an unknown variable on an axis', { rows: [axis('income', 'kr')] }, { kind: 'unknown-variable', variable: 'income' }],
    [
      'an unknown variable in a filter',
      { filters: [{ variable: 'income', codes: ['1'] }] },
      { kind: 'unknown-variable', variable: 'income' },
    ],
    [
      'the same variable on two axes',
      { columns: [axis('municipality', 'region')] },
      { kind: 'variable-twice', variable: 'municipality' },
    ],
    [
      'a level the variable does not have',
      { rows: [axis('municipality', 'sogn')] },
      { kind: 'unknown-level', variable: 'municipality', level: 'sogn', offered: ['kommune', 'landsdel', 'region'] },
    ],
    [
      'a code that does not exist',
      { rows: [axis('municipality', 'kommune', ['0101', '0102'])] },
      { kind: 'unknown-code', variable: 'municipality', code: '0102', level: 'kommune' },
    ],
    [
      'a code of a finer level',
      { rows: [axis('municipality', 'region', ['0101'])] },
      { kind: 'unknown-code', variable: 'municipality', code: '0101', level: 'region' },
    ],
    [
      'a code beside a coarser one that stands for it',
      { rows: [axis('municipality', 'kommune', ['1084', '0101'])] },
      { kind: 'code-twice', variable: 'municipality', code: '0101' },
    ],
    [
      'an unknown code in a filter',
      { filters: [{ variable: 'diagnosis', codes: ['E11', 'E99'] }] },
      { kind: 'unknown-code', variable: 'diagnosis', code: 'E99', level: null },
    ],
    [
      'a code named twice',
      { rows: [axis('sex', 'sex', ['M', 'M'])], columns: [] },
      { kind: 'code-twice', variable: 'sex', code: 'M' },
    ],
    [
      'a period that runs backwards',
      { period: { fromYear: 2022, toYear: 2020 } },
      { kind: 'period-reversed', fromYear: 2022, toYear: 2020 },
    ],
    [
      'a period the register does not cover',
      { period: { fromYear: 2016, toYear: 2020 } },
      { kind: 'period-outside-coverage', fromYear: 2016, toYear: 2020, coveredFromYear: 2018, coveredToYear: 2024 },
    ],
    [
      'a rate where there is no population',
      { register: 'population', rate: true },
      { kind: 'rate-not-offered', reason: 'no-population', variable: null },
    ],
    [
      'person-years without a rate',
      { register: 'diabetes', personYears: true, period: { fromYear: 2000, toYear: 2001 }, rows: [axis('insulin', 'yes_no')] },
      { kind: 'rate-not-offered', reason: 'without-rate', variable: null },
    ],
    [
      'a rate by something the population is not split by',
      { register: 'diabetes', rate: true, period: { fromYear: 2000, toYear: 2001 }, rows: [axis('insulin', 'yes_no')] },
      { kind: 'rate-not-offered', reason: 'variable', variable: 'insulin' },
    ],
    [
      'a standardised rate without the crude one',
      { measure: 'contacts', standardisation: STANDARDISED },
      { kind: 'standardisation-not-offered', reason: 'without-rate', variable: null },
    ],
    [
      'a standardised rate by age',
      { measure: 'contacts', rate: true, standardisation: STANDARDISED, columns: [axis('age', 'age10')] },
      { kind: 'standardisation-not-offered', reason: 'age-in-table', variable: 'age' },
    ],
    [
      'a standardised rate of persons who can stand in several ages',
      { rate: true, standardisation: STANDARDISED },
      { kind: 'standardisation-not-offered', reason: 'several-ages', variable: 'age' },
    ],
    [
      'a standardised rate of half an age group',
      {
        measure: 'contacts',
        rate: true,
        standardisation: STANDARDISED,
        filters: [{ variable: 'age', codes: ['40-49', '50', '51'] }],
      },
      { kind: 'standardisation-not-offered', reason: 'age-cut', variable: 'age' },
    ],
    [
      'statistics of a number the register does not have',
      { value: { id: 'income', statistics: ['mean'] } },
      { kind: 'value-not-offered', reason: 'unknown', value: 'income', variable: null },
    ],
    [
      'a sum that says nothing',
      { measure: 'contacts', value: { id: 'age', statistics: ['sum'] } },
      { kind: 'value-not-offered', reason: 'statistic', value: 'age', variable: null },
    ],
    [
      'statistics where an event stands in several rows',
      { measure: 'contacts', value: { id: 'age', statistics: ['mean'] }, filters: [{ variable: 'diagnosis', codes: ['I'] }] },
      { kind: 'value-not-offered', reason: 'several-rows', value: 'age', variable: 'diagnosis' },
    ],
    [
      'statistics of the number that the table is divided by',
      { measure: 'contacts', value: { id: 'age', statistics: ['mean'] }, columns: [axis('age', 'age10')] },
      { kind: 'value-not-offered', reason: 'in-table', value: 'age', variable: 'age' },
    ],
    [
      'a median over persons with several rows each',
      { measure: 'persons', value: { id: 'age', statistics: ['median'] } },
      { kind: 'value-not-offered', reason: 'per-person', value: 'age', variable: null },
    ],
    [
      'survival where nobody is followed',
      { survival: true },
      { kind: 'survival-not-offered', reason: 'register', variable: null },
    ],
    [
      'survival of those who lived',
      { ...FOLLOWED, filters: [{ variable: 'vital_status', codes: ['alive'] }] },
      { kind: 'survival-not-offered', reason: 'in-table', variable: 'vital_status' },
    ],
    [
      'survival by how long people were followed',
      { ...FOLLOWED, columns: [axis('years_followed', 'years_followed')] },
      { kind: 'survival-not-offered', reason: 'in-table', variable: 'years_followed' },
    ],
    [
      'survival and a standardised rate in one table',
      { ...FOLLOWED, rate: true, standardisation: STANDARDISED },
      { kind: 'survival-not-offered', reason: 'standardised', variable: null },
    ],
    [
      'rate ratios without a rate',
      { measure: 'contacts', rateRatios: true },
      { kind: 'ratios-not-offered', reason: 'without-rate', variable: null },
    ],
    [
      'rate ratios between categories a person can stand in several of',
      { rate: true, rateRatios: true },
      { kind: 'ratios-not-offered', reason: 'several', variable: 'municipality' },
    ],
    [
      'new cases by something an event can have several of',
      { measure: 'cases', columns: [axis('diagnosis', 'chapter')] },
      { kind: 'cases-not-by', variable: 'diagnosis' },
    ],
    [
      'a wash-out that reaches back before the register',
      { measure: 'cases', washOutYears: 3 },
      { kind: 'wash-out-not-offered', reason: 'coverage', years: 3, earliestYear: 2021 },
    ],
    [
      'a wash-out of anything but cases',
      { measure: 'persons', washOutYears: 1 },
      { kind: 'wash-out-not-offered', reason: 'measure', years: 1, earliestYear: 2019 },
    ],
    [
      'new cases of a register without events',
      { register: 'population', measure: 'cases' },
      { kind: 'measure-not-offered', measure: 'cases', offered: ['persons'] },
    ],
    [
      'an axis that the filters leave nothing of',
      { rows: [axis('municipality', 'kommune', ['0101'])], filters: [{ variable: 'municipality', codes: ['1082'] }] },
      { kind: 'nothing-selected', variable: 'municipality' },
    ],
  ]
  it.each(cases)('%s', (_, given, facts) => {
    expect(decide(given)).toEqual({ ok: false, ...facts })
  })

  it('a table over the limit, with its size counted with all totals', () => {
    expect(decide({}, 300)).toEqual({ ok: false, kind: 'too-many-cells', cells: 101 * 3, limit: 300 })
    expect(decide({}, 303).ok).toBe(true)
  })
})

describe('the ages of a standardised rate', () => {
  const table = { measure: 'contacts', rate: true, standardisation: STANDARDISED } as const

  it('lie within the cells as the last axis: counted and protected, not shown', () => {
    const { axes } = resolved(table)
    expect(axes.map(({ variable, side }) => [variable.id, side])).toEqual([
      ['municipality', 'row'],
      ['sex', 'column'],
      ['age', 'within'],
    ])
    const shape = tableShape(resolved(table))
    expect(shape).toMatchObject({ cells: 101 * 3, countedCells: 101 * 3 * 21, rowCount: 101, columnCount: 3 })
    expect(decide(table, 101 * 3 * 21 - 1)).toMatchObject({ kind: 'too-many-cells', cells: 101 * 3 * 21 })
  })

  it('are those a filter on whole groups leaves', () => {
    const { axes } = resolved({ ...table, filters: [{ variable: 'age', codes: ['40-49', '50-54'] }] })
    expect(axes.at(-1)?.nodes.map(({ code }) => code)).toEqual(['TOTAL', '40-44', '45-49', '50-54'])
  })
})

describe('the follow-up of survival curves', () => {
  it('lies within the cells as two axes: years, and how they ended', () => {
    const { axes } = resolved(FOLLOWED)
    expect(axes.map(({ variable, side, nodes }) => [variable.id, side, nodes.length])).toEqual([
      ['sex', 'row', 3],
      ['years_followed', 'within', 16],
      ['vital_status', 'within', 3],
    ])
    expect(tableShape(resolved(FOLLOWED))).toMatchObject({ cells: 3, countedCells: 3 * 16 * 3 })
  })
})

describe('the headings of an axis', () => {
  it('stand parents first, with every level above when subtotals are wanted', () => {
    const [rows] = resolved({ rows: [axis('municipality', 'kommune', ['0751', '0101', '0400'], true)] }).axes
    const outline = rows?.nodes.map((node) => [node.code, rows.nodes[node.parent]?.code ?? null])
    expect(outline).toEqual([
      ['TOTAL', null],
      ['1082', 'TOTAL'],
      ['DK042', '1082'],
      ['0751', 'DK042'],
      ['1084', 'TOTAL'],
      ['DK011', '1084'],
      ['0101', 'DK011'],
      ['DK014', '1084'],
      ['0400', 'DK014'],
    ])
    expect(rows && leafPositions(rows).map((position) => rows.nodes[position]?.code)).toEqual(['0751', '0101', '0400'])
  })

  it('hold only what the period and the filters leave possible, when every code is wanted', () => {
    const { axes } = resolved({
      rows: [axis('municipality', 'kommune')],
      columns: [axis('year', 'year')],
      filters: [{ variable: 'municipality', codes: ['DK014'] }],
    })
    expect(axes.map(({ nodes }) => nodes.map(({ code }) => code))).toEqual([
      ['TOTAL', '0400', '0411'],
      ['TOTAL', '2020', '2021', '2022'],
    ])
  })

  it('have an explicit place for unknown values', () => {
    const [rows] = resolved().axes
    expect(rows?.nodes.at(-1)?.code).toBe('U-kommune')
  })

  it('refuse a region after the day it was merged away', () => {
    const merged = structuredClone(catalogue)
    const lpr = merged.registers.find((register) => register.id === 'lpr')
    if (lpr) lpr.coverage.toYear = 2030
    const wanted = specification({
      rows: [axis('hospital_region', 'region', ['1084'])],
      period: { fromYear: 2027, toYear: 2028 },
    })
    expect(decideSpecification(wanted, merged, { maxCells: 1000 })).toEqual({
      ok: false,
      kind: 'code-outside-period',
      variable: 'hospital_region',
      code: '1084',
      validFrom: '2007-01-01',
      validTo: '2026-12-31',
    })
  })
})

describe('the shape of a table', () => {
  it('counts lines as shown, categories, and every cell that is protected', () => {
    const given = { rows: [axis('municipality', 'region', null), axis('age', 'age10', ['0-9', '10-19'])] }
    expect(tableShape(resolved({ ...given, totals: true }))).toEqual({
      rowCount: 7 * 3,
      columnCount: 3,
      innerCells: 6 * 2 * 2,
      cells: 7 * 3 * 3,
      countedCells: 7 * 3 * 3,
      registers: 1,
      variables: 3,
    })
    expect(tableShape(resolved({ ...given, totals: false, columns: [] }))).toEqual({
      rowCount: 6 * 2,
      columnCount: 1,
      innerCells: 6 * 2,
      cells: 7 * 3,
      countedCells: 7 * 3,
      registers: 1,
      variables: 2,
    })
  })
})

describe('a coarser code among the codes of an axis', () => {
  const resolvedCodes = (given: Partial<Specification>) => {
    const resolved = decideSpecification(specification(given), catalogue, { maxCells: 1e6 })
    if (!resolved.ok) throw new Error(resolved.kind)
    return (resolved.value.axes[0]?.nodes ?? []).map(({ code }) => code)
  }

  it('stands for every code of the axis’s level under it, as if they had been named one by one', () => {
    const named = ['E10', 'E11', 'E12', 'E13', 'E14', 'I10']
    expect(resolvedCodes({ rows: [axis('diagnosis', 'code3', ['E10-E14', 'I10'])] })).toEqual(['TOTAL', ...named])
    expect(resolvedCodes({ rows: [axis('diagnosis', 'code3', ['E10-E14', 'I10'], true)] })).toEqual(
      resolvedCodes({ rows: [axis('diagnosis', 'code3', named, true)] }),
    )
  })

  it('and all the coarsest ones together are the whole axis', () => {
    const chapters = catalogue.classifications.find(({ id }) => id === 'icd10')?.nodes.filter(({ level }) => level === 'chapter')
    const codes = (chapters ?? []).map(({ code }) => code)
    expect(resolvedCodes({ rows: [axis('diagnosis', 'code3', codes)] })).toEqual(
      resolvedCodes({ rows: [axis('diagnosis', 'code3')] }),
    )
  })
})
