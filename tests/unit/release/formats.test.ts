import { describe, expect, it } from 'vitest'
import type { Specification } from '#lib/catalogue/specification.ts'
import { canonicalBytes, type TableBody } from '#lib/production/table-body.ts'
import { deliveryDocument } from '#lib/release/delivery-document.ts'
import { csvFile, machineCsvFile } from '#lib/release/formats/csv.ts'
import { jsonStatFile } from '#lib/release/formats/json-stat.ts'
import { pxFile } from '#lib/release/formats/px.ts'
import { xlsxFile } from '#lib/release/formats/xlsx.ts'
import { readComposition, writeComposition } from '#lib/web/composition-form.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

const axis = (variable: string, level: string, codes: string[] | null = null) => ({ variable, level, codes, parents: false })
const specification: Specification = {
  schema: 1,
  title: 'Optaget "efter" køn og år',
  register: 'diabetes',
  measure: 'persons',
  rate: false,
  period: { fromYear: 2000, toYear: 2001 },
  filters: [],
  rows: [axis('sex', 'sex')],
  columns: [axis('inclusion_year', 'year')],
  totals: true,
}
const counts = [50, 25, 25, 20, null, null, 30, null, 17]
const body: TableBody = {
  schema: 1,
  orderNumber: 'SB-2026-000001',
  registerId: 'diabetes',
  snapshotId: 'snapshot',
  snapshotSha256: 'a'.repeat(64),
  specificationVersion: 1,
  specificationSha256: 'b'.repeat(64),
  dimensions: [
    { id: 'sex', codes: ['TOTAL', '1', '2'], parents: [-1, 0, 0], additive: true },
    { id: 'inclusion_year', codes: ['TOTAL', '2000', '2001'], parents: [-1, 0, 0], additive: true },
  ],
  counts,
  denominators: null,
  rules: { threshold: 5 },
}
const input = {
  body,
  contentHash: 'c'.repeat(64),
  specification,
  catalogue: seedCatalogue(),
  releaseId: 'release',
  releasedOn: '2026-11-23',
}
const variables = { rows: ['sex'], columns: ['inclusion_year'] }
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

describe('the JSON-stat file', () => {
  const roles = { time: ['inclusion_year'], geo: [] }
  const dataset = JSON.parse(text(jsonStatFile(deliveryDocument(input, 'da'), variables, roles)))

  it('gives every cell by the codes of its dimensions, as the format defines the order of values', () => {
    const at = (sex: string, year: string) => {
      const [s, y] = [
        dataset.dimension.sex.category.index.indexOf(sex),
        dataset.dimension.inclusion_year.category.index.indexOf(year),
      ]
      return dataset.value[s * dataset.size[1] + y]
    }
    expect(dataset).toMatchObject({ version: '2.0', class: 'dataset', id: ['sex', 'inclusion_year'], size: [3, 3] })
    expect(at('TOTAL', 'TOTAL')).toBe(50)
    expect(at('1', 'TOTAL')).toBe(20)
    expect(at('2', '2001')).toBe(17)
    expect(at('1', '2000')).toBeNull()
  })

  it('marks hidden cells and nothing else, and never as zero', () => {
    expect(Object.keys(dataset.status)).toEqual(['4', '5', '7'])
    expect(new Set(Object.values(dataset.status))).toEqual(new Set(['..']))
    expect(dataset.value.filter((value: number | null) => value === 0)).toEqual([])
  })

  it('says that the register is a sample, and which variable is time', () => {
    expect(dataset.note[0]).toMatch(/stikprøve/i)
    expect(dataset.role).toEqual({ time: ['inclusion_year'] })
  })
})

describe('the PX file', () => {
  const px = text(pxFile(deliveryDocument(input, 'da'), variables, '2026-11-23'))
  /** Keyword and value of each statement; a statement ends with a semicolon outside quotes. */
  const statements = new Map(
    [...px.matchAll(/([A-Z0-9-]+(?:\("[^"]*"\))?)=((?:"[^"]*"|[^";])*);/g)].map(([, key = '', value = '']) => [
      key,
      value.trim(),
    ]),
  )

  it('has stub, heading, values and codes of every variable', () => {
    expect(statements.get('STUB')).toBe('"Køn"')
    const heading = statements.get('HEADING') ?? ''
    expect(statements.get(`CODES(${heading})`)?.split(/,\s*/)).toEqual(['"TOTAL"', '"2000"', '"2001"'])
    expect(statements.get('VALUES("Køn")')?.split(/,\s*/)).toHaveLength(3)
  })

  it('has the data line by line, with the mark of hidden cells in quotes', () => {
    expect(statements.get('DATA')?.split(/\s*\r\n\s*/)).toEqual(['50 25 25', '20 ".." ".."', '30 ".." 17'])
    expect(statements.get('DATASYMBOL2')).toBe('".."')
  })

  it('keeps quotes of the title from ending its text, and no line too long for a reader', () => {
    expect(statements.get('TITLE')).toBe(`"Optaget 'efter' køn og år"`)
    expect(Math.max(...px.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(256)
  })
})

describe('a table with an age-standardised rate', () => {
  const standardised: Specification = {
    ...specification,
    rate: true,
    standardisation: { standard: 'who_2001', level: 'age10', interval: 'gamma' },
    rows: [axis('sex', 'sex')],
    columns: [],
  }
  const ages = ['TOTAL', '0-9', '10-19', '20-29', '30-39', '40-49', '50-59', '60-69', '70-79', '80-89', '90+']
  const people = [0, 600, 600, 600, 600, 700, 700, 600, 400, 200, 50].map((each) => each * 100)
  people[0] = people.reduce((sum, each) => sum + each, 0)
  const men = [100, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10]
  const women = [8, null, null, null, null, null, null, null, null, null, null]
  const both = [108, null, null, null, null, null, null, null, null, null, null]
  const table: TableBody = {
    ...body,
    dimensions: [
      { id: 'sex', codes: ['TOTAL', 'M', 'K'], parents: [-1, 0, 0], additive: true },
      { id: 'inclusion_age', codes: ages, parents: [-1, ...Array<number>(10).fill(0)], additive: true },
    ],
    counts: [...both, ...men, ...women],
    denominators: [...people.map((each) => each * 2), ...people, ...people],
  }
  const given = { ...input, specification: standardised, body: table }
  const document = deliveryDocument(given, 'en')
  const sides = { rows: ['sex'], columns: [] }

  it('shows the ages to nobody: rows and columns are those ordered, and the counts are over all ages', () => {
    expect(document.grid.rows.map(({ codes }) => codes)).toEqual([['TOTAL'], ['M'], ['K']])
    expect(document.counts).toEqual([[108], [100], [8]])
  })

  it('gives the rate with limits, and none for fewer than ten events', () => {
    const [, rate, lower, upper] = document.figures.map(({ values }) => values.map(([value]) => value))
    // By hand: ten events in each age, WHO weights of ten-year groups over people of each.
    const weights = [17.55, 17.07, 16.15, 14.76, 12.63, 9.92, 6.68, 3.73, 1.35, 0.195]
    const sum = weights.reduce((total, weight) => total + weight, 0)
    const byHand = weights.reduce((total, weight, k) => total + (weight / sum) * (10 / (people[k + 1] ?? 1)) * 100_000, 0)
    expect(rate?.[1]).toBe(Math.round(byHand * 10) / 10)
    expect(Number(lower?.[1])).toBeLessThan(byHand)
    expect(Number(upper?.[1])).toBeGreaterThan(byHand)
    expect([rate?.[2], lower?.[2], upper?.[2]]).toEqual([null, null, null])
  })

  it('says how the rates were standardised and when one is missing', () => {
    expect(document.facts.map(({ value }) => value)).toContain('WHO World Standard Population 2001, ten-year age groups')
    expect(document.legend.join(' ')).toContain('at least 10 events')
  })

  it('has the figures in every format beside the counts', async () => {
    const machine = text(machineCsvFile(document, sides)).split('\r\n')
    expect(machine[0]).toBe('sex,value,rate_per_100000,standardised_rate,standardised_lower,standardised_upper,status,origin')
    expect(machine[2]?.split(',').slice(0, 2)).toEqual(['M', '100'])
    expect(machine[3]?.split(',').slice(3, 7)).toEqual(['', '', '', 'published'])
    const office = text(csvFile(deliveryDocument(given, 'da')))
    expect(office).toContain('Aldersstandardiseret pr. 100.000')
    const dataset = JSON.parse(text(jsonStatFile(document, sides, { time: [], geo: [] })))
    expect(dataset.dimension.measure.category.index).toEqual([
      'count',
      'rate',
      'standardised_rate',
      'standardised_lower',
      'standardised_upper',
    ])
    expect(dataset.value).toHaveLength(3 * 5)
    expect(dataset.value[5]).toBe(100)
    const px = text(pxFile(document, sides, '2026-11-26'))
    expect(px).toContain('CONTVARIABLE="Measure";')
    expect(px).toContain('PRECISION("Measure","Number")=0;')
    expect(px).toMatch(/DATA=\r\n108 [\d.]+ "\.\." "\.\." "\.\."\r\n100 /)
    expect((await xlsxFile(document, '2026-11-23')).length).toBeGreaterThan(1000)
  })
})

describe('a table with an indirectly standardised ratio', () => {
  const ages = ['TOTAL', '0-9', '10-19', '20-29', '30-39', '40-49', '50-59', '60-69', '70-79', '80-89', '90+']
  const perAge = Array<number>(10).fill(1000)
  const table: TableBody = {
    ...body,
    dimensions: [
      { id: 'sex', codes: ['TOTAL', 'M', 'K'], parents: [-1, 0, 0], additive: true },
      { id: 'inclusion_age', codes: ages, parents: [-1, ...Array<number>(10).fill(0)], additive: true },
    ],
    counts: [150, ...Array<number>(10).fill(15), 100, ...Array<number>(10).fill(10), 50, ...Array<number>(10).fill(5)],
    denominators: [20_000, ...perAge.map((each) => each * 2), 10_000, ...perAge, 10_000, ...perAge],
  }
  const given = {
    ...input,
    specification: {
      ...specification,
      rate: true,
      standardisation: { standard: 'table', level: 'age10' } as const,
      rows: [axis('sex', 'sex')],
      columns: [],
    },
    body: table,
  }

  it('is 100 for everybody and tells who has more than the ages let expect', () => {
    const { figures, facts } = deliveryDocument(given, 'en')
    expect(figures.map(({ id }) => id)).toEqual(['rate', 'ratio', 'ratio_lower', 'ratio_upper'])
    const [, ratio, lower, upper] = figures.map(({ values }) => values.map(([value]) => value))
    // Men 100 and women 50 of 75 expected each; exact Poisson limits of 100 are 81.36 and 121.63.
    expect(ratio).toEqual([100, 133.3, 66.7])
    expect(lower?.[1]).toBeCloseTo((81.36 / 75) * 100, 1)
    expect(upper?.[1]).toBeCloseTo((121.63 / 75) * 100, 1)
    expect(facts.map(({ value }) => value)).toContain('exact Poisson')
  })
})

describe('a table with statistics of a number', () => {
  const table: TableBody = {
    ...body,
    values: {
      id: 'inclusion_age',
      figures: [
        { id: 'mean', values: [60.1, 59.4, null, 61, null, null, 60, null, 62.5] },
        { id: 'upper_quartile', values: [72, 71.5, null, null, null, null, null, null, null] },
      ],
    },
  }
  const value: Specification['value'] = { id: 'inclusion_age', statistics: ['mean', 'quartiles'] }
  const document = deliveryDocument({ ...input, specification: { ...specification, value }, body: table }, 'en')

  it('names each with its unit and reads it by the same headings as the counts', () => {
    expect(document.figures.map(({ id, label }) => [id, label])).toEqual([
      ['mean', 'Mean: Age at inclusion (years)'],
      ['upper_quartile', 'Upper quartile: Age at inclusion (years)'],
    ])
    expect(document.figures[0]?.values).toEqual([
      [60.1, 59.4, null],
      [61, null, null],
      [60, null, 62.5],
    ])
    expect(document.legend.join(' ')).toContain('A median takes 10 persons, quartiles 20')
  })

  it('is part of what is hashed and signed, and tables without it keep the bytes they had', () => {
    const { values: _, ...without } = table
    expect(canonicalBytes(table)).not.toBe(canonicalBytes(without))
    expect(canonicalBytes(without)).toBe(canonicalBytes(body))
    expect(canonicalBytes(body)).not.toContain('values')
    const [mean] = table.values?.figures ?? []
    const changed = { id: 'inclusion_age', figures: mean ? [{ ...mean, values: mean.values.with(0, 60.2) }] : [] }
    expect(canonicalBytes({ ...table, values: changed })).not.toBe(canonicalBytes(table))
  })

  it('has the figures in the machine file with an empty field where one is not given', () => {
    const [head, first, , , fifth] = text(machineCsvFile(document, variables)).split('\r\n')
    expect(head).toBe('sex,inclusion_year,value,mean,upper_quartile,status,origin')
    expect(first?.split(',').slice(2, 5)).toEqual(['50', '60.1', '72'])
    expect(fifth?.split(',').slice(2, 6)).toEqual(['20', '61', '', 'published'])
  })
})

describe('the composer', () => {
  it('writes a standardised rate and a wash-out into the address and reads them back', () => {
    const wanted: Specification = {
      ...specification,
      rate: true,
      standardisation: { standard: 'european_2013', level: 'age10', interval: 'dobson' },
    }
    expect(readComposition(Object.fromEntries(writeComposition(wanted))).specification).toEqual(wanted)
    const short = { ...Object.fromEntries(writeComposition(specification)), standard: 'who_2001' }
    expect(readComposition(short).specification).toMatchObject({
      rate: true,
      standardisation: { standard: 'who_2001', level: 'age5', interval: 'gamma' },
    })
    const ratio: Specification = { ...specification, rate: true, standardisation: { standard: 'table', level: 'age5' } }
    expect(readComposition(Object.fromEntries(writeComposition(ratio))).specification).toEqual(ratio)
    const ratios: Specification = { ...specification, rate: true, rateRatios: true }
    expect(readComposition(Object.fromEntries(writeComposition(ratios))).specification).toEqual(ratios)
    const followed: Specification = { ...specification, survival: true }
    expect(readComposition(Object.fromEntries(writeComposition(followed))).specification).toEqual(followed)
    const mean: Specification = { ...specification, value: { id: 'inclusion_age', statistics: ['mean', 'quartiles'] } }
    const written = new URLSearchParams(writeComposition(mean))
    expect(readComposition({ ...Object.fromEntries(written), statistics: written.getAll('statistics') }).specification).toEqual(
      mean,
    )
    expect(readComposition({ ...short, value: 'inclusion_age' }).specification?.value?.statistics).toEqual(['mean'])
    const cases: Specification = { ...specification, register: 'lpr', measure: 'cases', washOutYears: 2 }
    const fields = Object.fromEntries(writeComposition(cases))
    expect(readComposition(fields).specification).toEqual(cases)
    expect(readComposition({ ...fields, measure: 'persons' }).specification).not.toHaveProperty('washOutYears')
    expect(readComposition({ ...fields, washOut: '-1' }).errors).toEqual([{ field: 'washOut', key: 'compose-washOut' }])
    expect(readComposition({ ...short, standard: 'other' }).errors).toEqual([{ field: 'standard', key: 'compose-standard' }])
  })
})
