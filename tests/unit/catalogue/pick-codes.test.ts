import { describe, expect, it } from 'vitest'
import type { Classification } from '#lib/catalogue/classification.ts'
import { codesBelow, findCodes, placeCodes } from '#lib/catalogue/pick-codes.ts'
import { answerCodes, CODES_AT_ONCE } from '#lib/web/code-page.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

const catalogue = seedCatalogue()
const icd10 = catalogue.classifications.find(({ id }) => id === 'icd10') as Classification
const LEVELS = ['code3', 'block', 'chapter']
const FIRST = { from: 0, most: 500 }
const codes = (items: readonly { code: string }[] = []) => items.map(({ code }) => code)

describe('codes to choose from a tree', () => {
  it('come level by level, each with how many lie under it and what stands above it', () => {
    const chapters = codesBelow(icd10, LEVELS, null, FIRST, 'da')?.items ?? []
    const blocks = codesBelow(icd10, LEVELS, 'IV', FIRST, 'da')?.items ?? []
    const diabetes = blocks.find(({ code }) => code === 'E10-E14')
    expect(chapters.map(({ code }) => code)).toContain('IV')
    expect(chapters.every(({ path }) => path.length === 0)).toBe(true)
    expect(diabetes).toMatchObject({ below: 5, path: ['IV'] })
    expect(codes(codesBelow(icd10, LEVELS, 'E10-E14', FIRST, 'da')?.items)).toEqual(['E10', 'E11', 'E12', 'E13', 'E14'])
  })

  it('pass over a level that is not on offer', () => {
    const below = codesBelow(icd10, ['code3', 'chapter'], 'IV', FIRST, 'da')
    expect(codes(below?.items)).toContain('E11')
    expect(below?.items.find(({ code }) => code === 'E11')?.path).toEqual(['IV'])
    expect(codesBelow(icd10, ['chapter'], 'IV', FIRST, 'da')?.items).toEqual([])
  })

  it('come piece by piece without one left out or sent twice', () => {
    const whole = codes(codesBelow(icd10, ['code3'], null, { from: 0, most: 10_000 }, 'en')?.items)
    const pieces: string[] = []
    for (let more = 1; more > 0; ) {
      const page = codesBelow(icd10, ['code3'], null, { from: pieces.length, most: 333 }, 'en')
      pieces.push(...codes(page?.items))
      more = page?.more ?? 0
    }
    expect(pieces).toEqual(whole)
    expect(whole.length).toBeGreaterThan(1_900)
    expect(codesBelow(icd10, ['code3'], null, { from: 1_000_000, most: 10 }, 'en')).toEqual({ items: [], more: 0 })
  })

  it('are found by name or code in either language and with a slip of the pen, each with its branch', () => {
    for (const query of ['E11', 'type 2-diabetes', 'diabtes']) {
      const { items, found } = findCodes(icd10, LEVELS, query, 60, 'da')
      expect(found, query).toContain('E11')
      expect(codes(items)).toEqual(expect.arrayContaining(['IV', 'E10-E14', 'E11']))
      expect(items.map(({ at }) => at)).toEqual(items.map(({ at }) => at).toSorted((a, b) => a - b))
    }
    expect(findCodes(icd10, LEVELS, 'xyzzy', 60, 'da')).toEqual({ items: [], more: 0, found: [] })
    expect(findCodes(icd10, LEVELS, '%_(', 60, 'da').items).toEqual([])
    expect(findCodes(icd10, LEVELS, 'a', 5, 'da').more).toBeGreaterThan(0)
  })

  it('of a foreign classification are kept where they were written, under their own name', () => {
    expect(placeCodes(icd10, LEVELS, ['E11', 'A10BA02', 'E11'], 'da')).toEqual([
      expect.objectContaining({ code: 'E11', path: ['IV', 'E10-E14'] }),
      { code: 'A10BA02', label: 'A10BA02', below: 0, path: [], at: -1 },
    ])
  })
})

describe('the question for codes', () => {
  const question = { register: 'lpr', variable: 'diagnosis', language: 'da' }

  it('is answered for the level a table stands on and those above it', () => {
    const blocks = answerCodes(catalogue, { ...question, level: 'block', under: 'IV' })
    expect(blocks?.items.every(({ below }) => below === 0)).toBe(true)
    expect(answerCodes(catalogue, { ...question, under: 'IV' })?.items.some(({ below }) => below > 0)).toBe(true)
  })

  it('is not answered for what is not there, and never with more than a page', () => {
    for (const wrong of [
      { register: 'findes-ikke' },
      { variable: 'cpr' },
      { variable: '__proto__' },
      { level: 'sogn' },
      { under: 'E99' },
      { under: '' },
      { from: '-1' },
      { from: '1e9' },
      { language: 'fr' },
      { q: 'x'.repeat(101) },
      { table: 'person' },
    ]) {
      expect(answerCodes(catalogue, { ...question, ...wrong }), JSON.stringify(wrong)).toBeNull()
    }
    const { items = [] } = answerCodes(catalogue, { ...question, q: 'sygdom' }) ?? {}
    expect(items.length).toBeLessThan(CODES_AT_ONCE)
  })
})
