import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkCatalogue } from '#lib/catalogue/check-catalogue.ts'
import { codeLabel } from '#lib/catalogue/code-label.ts'
import { containsCprNumber } from '#lib/catalogue/cpr-number.ts'
import { wordDistance } from '#lib/catalogue/fuzzy-words.ts'
import { indexClassification } from '#lib/catalogue/index-classification.ts'
import { notesFor } from '#lib/catalogue/notes-for.ts'
import { searchCatalogue } from '#lib/catalogue/search-catalogue.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

const catalogue = seedCatalogue()
const classification = (id: string) => {
  const found = catalogue.classifications.find((each) => each.id === id)
  if (!found) throw new Error(`no ${id}`)
  return found
}

describe('the seeded catalogue', () => {
  it('hangs together', () => {
    expect(checkCatalogue(catalogue)).toEqual([])
  })

  it('holds the 98 municipalities and Christiansø in five regions, and the unknown', () => {
    const index = indexClassification(classification('municipality'))
    expect(index.atLevel('kommune')).toHaveLength(98 + 1 + 1)
    expect(index.atLevel('region').map((node) => node.code)).toEqual(['1084', '1085', '1083', '1082', '1081', 'U-region'])
    const file = readFileSync(new URL('../../../prisma/seed-data/kommuner.csv', import.meta.url), 'utf8')
      .trimEnd()
      .split(/\r?\n/)
      .slice(1)
    for (const line of file) {
      const [code = '', name, region, , landsdel] = line.split(',')
      expect(index.lineage(code).map((node) => node.code)).toEqual([code, landsdel, region])
      expect(index.node(code)?.label.da).toBe(name)
    }
  })

  it('holds the 22 chapters of ICD-10 with every block and category below one', () => {
    const index = indexClassification(classification('icd10'))
    expect(index.atLevel('chapter')).toHaveLength(22 + 1)
    expect(index.lineage('E11').map((node) => node.code)).toEqual(['E11', 'E10-E14', 'IV'])
    expect(index.lineage('C50').map((node) => node.code)).toEqual(['C50', 'C50-C50', 'II'])
    expect(index.lineage('I21').map((node) => node.code)).toEqual(['I21', 'I20-I25', 'IX'])
    expect(index.lineage('Y05').map((node) => node.code)).toEqual(['Y05', 'X85-Y09', 'XX'])
    for (const category of index.atLevel('code3').filter(({ code }) => code.length === 3)) {
      const [first = '', last = ''] = category.parent?.split('-') ?? []
      expect(category.code >= first && category.code <= last, category.code).toBe(true)
    }
    expect(index.node('E12')?.label).toEqual({
      da: 'Underernæringsbetinget diabetes',
      en: 'Malnutrition-related diabetes mellitus',
    })
  })

  it('nests single ages in five-year groups in ten-year groups', () => {
    const index = indexClassification(classification('age'))
    expect(index.finestUnder('40-49')).toEqual(['40', '41', '42', '43', '44', '45', '46', '47', '48', '49'])
    expect(index.finestUnder('95+')).toEqual(['95', '96', '97', '98', '99+'])
    expect(index.lineage('99+').map((node) => node.code)).toEqual(['99+', '95+', '90+'])
  })

  it('names what is a sample and what is synthetic in both languages', () => {
    expect(catalogue.registers.map(({ id, origin, originLabel }) => [id, origin, originLabel !== null])).toEqual([
      ['diabetes', 'sample', true],
      ['population', 'synthetic', true],
      ['lpr', 'synthetic', true],
      ['lmdb', 'synthetic', true],
      ['dar', 'synthetic', true],
      ['car', 'synthetic', true],
    ])
  })
})

describe('checkCatalogue', () => {
  it('finds a planted fault of each kind', () => {
    const broken = structuredClone(catalogue)
    const [diabetes] = broken.registers
    const sex = diabetes?.variables[0]
    if (!diabetes || !sex) throw new Error('no diabetes register')
    diabetes.variables.push({ ...sex }, { ...sex, id: 'x', classification: 'nothing' }, { ...sex, id: 'y', levels: ['age1'] })
    diabetes.variables.push({ ...sex, id: 'z', missing: '?' }, { ...sex, id: 'w', source: { ...sex.source, table: 'elsewhere' } })
    diabetes.measures.push('contacts')
    diabetes.periodVariable = 'when'
    const icd = broken.classifications.find((each) => each.id === 'icd10')
    icd?.nodes.push({ code: 'E11', level: 'code3', parent: 'E10-E14', label: { da: 'x', en: 'x' } })
    icd?.nodes.push({ code: 'E9X', level: 'code3', parent: 'IV', label: { da: 'x', en: 'x' } })
    icd?.nodes.push({ code: 'E9Y', level: 'code4', parent: null, label: { da: 'x', en: 'x' } })
    expect(checkCatalogue(broken)).toEqual([
      'classification icd10: the code E11 stands twice or is reserved',
      'classification icd10: E9X does not hang from a code of level block',
      'classification icd10: E9Y has the unknown level code4',
      'register diabetes: the variable sex stands twice',
      'register diabetes: x uses the unknown classification nothing',
      'register diabetes: y offers the unknown level age1',
      'register diabetes: z uses the unknown code ? for missing values',
      'register diabetes: w lies in the unknown table elsewhere',
      'register diabetes: when is not a variable',
      'register diabetes: contacts have no key',
    ])
  })
})

describe('codeLabel', () => {
  it('gives the words for a code in the language asked for, and the code itself when it is not known', () => {
    expect(codeLabel(catalogue, 'lpr', 'municipality', '0751', 'da')).toBe('Aarhus')
    expect(codeLabel(catalogue, 'lpr', 'sex', 'K', 'da')).toBe('Kvinder')
    expect(codeLabel(catalogue, 'lpr', 'sex', 'K', 'en')).toBe('Women')
    expect(codeLabel(catalogue, 'lpr', 'sex', 'X', 'en')).toBe('X')
    expect(codeLabel(catalogue, 'nowhere', 'sex', 'K', 'en')).toBe('K')
  })
})

describe('searching the catalogue', () => {
  const top = (query: string) =>
    searchCatalogue(catalogue, query, 5).map(({ code, variable, register }) => code ?? variable ?? register)

  it('finds a code that is written out before everything else', () => {
    expect(searchCatalogue(catalogue, 'e11', 10)[0]).toMatchObject({ code: 'E11', score: 100 })
  })

  it('forgives small spelling mistakes', () => {
    expect(top('hjertsvigt')).toContain('I50')
    expect(top('Københavm')).toContain('0101')
    expect(top('diabets')).toContain('diabetes')
  })

  it('reads both languages, and æ ø å written either way', () => {
    expect(top('heart failure')).toContain('I50')
    expect(top('Æro')).toContain('0492')
    expect(top('aeroe')).toContain('0492')
    expect(top('Ærø')).toContain('0492')
  })

  it('wants every word', () => {
    // Once for each variable whose codes are diagnoses.
    expect(top('type 2 diabetes')).toEqual(['E11', 'E11', 'E11', 'E11'])
    expect(searchCatalogue(catalogue, 'diabetes xyzzy', 5)).toEqual([])
    expect(searchCatalogue(catalogue, '   ', 5)).toEqual([])
  })

  it('measures distance as a plain recursive definition does', () => {
    const slow = (a: string, b: string): number => {
      if (a === '' || b === '') return a.length + b.length
      const cost = a.at(-1) === b.at(-1) ? 0 : 1
      const [shortA, shortB] = [a.slice(0, -1), b.slice(0, -1)]
      const best = Math.min(slow(shortA, b) + 1, slow(a, shortB) + 1, slow(shortA, shortB) + cost)
      const swapped = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1)
      return swapped ? Math.min(best, slow(a.slice(0, -2), b.slice(0, -2)) + 1) : best
    }
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 5 })
    fc.assert(fc.property(word, word, (a, b) => void expect(wordDistance(a, b, 9)).toBe(slow(a, b))))
    fc.assert(
      fc.property(word, word, (a, b) => void expect(wordDistance(a, b, 1)).toBe(Math.min(2, slow(a, b)))),
      { numRuns: 2000 },
    )
  })
})

describe('notesFor', () => {
  const lpr = catalogue.registers.find((register) => register.id === 'lpr')
  const notes = (fromYear: number, toYear: number) => (lpr ? notesFor(lpr, { fromYear, toYear }).map((note) => note.id) : [])

  it('gives the break of 2019 to tables that hold that year, and what holds for all years to every table', () => {
    expect(notes(2019, 2021)).toEqual(['lpr3', 'lpr2_types', 'several_diagnoses'])
    expect(notes(2020, 2021)).toEqual(['several_diagnoses'])
  })
})

describe('containsCprNumber', () => {
  it.each([
    '010190-1234',
    'Patienten 0101901234 er',
    '310125–4321',
    'cpr:290296-0000.',
    '6101901234',
    '01 01 90-1234'.replaceAll(' ', ''),
    '150785 1234',
    'ab010190-1234-4abc-8def-0123456789ab 010190-1234',
  ])('finds a personal number in "%s"', (text) => {
    expect(containsCprNumber(text)).toBe(true)
  })

  it.each([
    '320190-1234',
    '011390-1234',
    '000190-1234',
    '310490-1234',
    '12345678',
    'SB-2026-000123',
    '5798000012345',
    '20190101-1234',
    'DE11, DI219',
    'ab010190-1234-4abc-8def-0123456789ab',
    'https://example.dk/bestillinger/ab010190-1234-4abc-8def-0123456789ab',
    `a0101901234b${'c'.repeat(52)}`,
  ])('takes "%s" for something else', (text) => {
    expect(containsCprNumber(text)).toBe(false)
  })
})
