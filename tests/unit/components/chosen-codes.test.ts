import { describe, expect, it } from 'vitest'
import { type Chosen, codesText, pickStates, withCode, withoutCode } from '#components/orders/chosen-codes.ts'
import { codeRows } from '#components/orders/code-rows.ts'
import { nextInTree } from '#components/ui/tree-keys.ts'
import type { Classification } from '#lib/catalogue/classification.ts'
import { type CodeItem, codesBelow, findCodes, placeCodes } from '#lib/catalogue/pick-codes.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

const icd10 = seedCatalogue().classifications.find(({ id }) => id === 'icd10') as Classification
const LEVELS = ['code3', 'block', 'chapter']
const PAGE = { from: 0, most: 500 }
const below = (under: string | null) => codesBelow(icd10, LEVELS, under, PAGE, 'da') ?? { items: [], more: 0 }
const children = async (code: string) => below(code).items
const placed = (...codes: string[]) => placeCodes(icd10, LEVELS, codes, 'da')
const only = (code: string) => placed(code)[0] as CodeItem

describe('codes chosen in a tree', () => {
  it('stand for all below them: a block is partly chosen by one code and wholly by itself', () => {
    const one = pickStates(placed('E11'))
    expect([one(only('E11')), one(only('E10')), one(only('E10-E14')), one(only('IV')), one(only('I'))]).toEqual([
      'on',
      'off',
      'part',
      'part',
      'off',
    ])
    const block = pickStates(placed('E10-E14'))
    expect([block(only('E11')), block(only('E10-E14')), block(only('IV'))]).toEqual(['on', 'on', 'part'])
  })

  it('swallow what lies under a code that is chosen later, and stand in the order of the tree', () => {
    const singles = withCode(withCode(placed('I10'), only('E14')), only('E11'))
    expect(codesText(singles)).toBe('E11 E14 I10')
    expect(codesText(withCode(singles, only('E10-E14')))).toBe('E10-E14 I10')
  })

  it('are replaced by their neighbours when one is left out of a chosen block or chapter', async () => {
    expect(codesText(await withoutCode(placed('E10-E14', 'I10'), only('E12'), children))).toBe('E10 E11 E13 E14 I10')
    const chapter = await withoutCode(placed('IV'), only('E11'), children)
    const state = pickStates(chapter)
    expect(state(only('E11'))).toBe('off')
    for (const { code } of below('IV').items) expect(state(only(code))).toBe(code === 'E10-E14' ? 'part' : 'on')
    for (const { code } of below('E10-E14').items) expect(state(only(code))).toBe(code === 'E11' ? 'off' : 'on')
  })

  it('that nobody knows can be taken away and stand last', async () => {
    const chosen = withCode(placed('X-UKENDT', 'E11'), only('I10'))
    expect(codesText(chosen)).toBe('E11 I10 X-UKENDT')
    expect(codesText(await withoutCode(chosen, only('X-UKENDT'), children))).toBe('E11 I10')
  })
})

describe('the lines of the tree', () => {
  const NONE: Chosen = []
  const seen = { stateOf: pickStates(NONE), noteOf: () => undefined, moreLabel: (count: number) => `${count}` }
  const branches = new Map([null, 'IV', 'E10-E14'].map((code) => [code, below(code)]))

  it('are those that are unfolded, with their depth and their place among those beside them', () => {
    const rows = codeRows({ ...seen, branches, found: null, open: new Set(['IV']) })
    const at = rows.findIndex(({ code }) => code === 'IV')
    expect(rows[at]).toMatchObject({ depth: 1, position: 4, isOpen: true })
    expect(rows[at + 1]).toMatchObject({ depth: 2, position: 1, size: below('IV').items.length, isOpen: false })
    expect(rows.length).toBe(below(null).items.length + below('IV').items.length)
  })

  it('of what was found are unfolded from the start and fold when asked to', () => {
    const { items } = findCodes(icd10, LEVELS, 'E11', 60, 'da')
    const rows = codeRows({ ...seen, branches: new Map(), found: items, open: new Set() })
    expect(rows.map(({ code }) => code)).toEqual(expect.arrayContaining(['IV', 'E10-E14', 'E11']))
    expect(codeRows({ ...seen, branches: new Map(), found: items, open: new Set(['IV']) }).map(({ code }) => code)).not.toContain(
      'E11',
    )
    expect(codeRows({ ...seen, branches, found: [], open: new Set() })).toEqual([])
  })

  it('are walked by the keys of the tree pattern', () => {
    const rows = codeRows({ ...seen, branches, found: null, open: new Set(['IV']) })
    const at = rows.findIndex(({ code }) => code === 'IV')
    const go = (from: number, key: string) => nextInTree(rows, from, key, '')
    expect(go(at, 'ArrowDown')).toMatchObject({ kind: 'go', to: at + 1 })
    expect(go(at, 'ArrowRight')).toMatchObject({ kind: 'go', to: at + 1 })
    expect(go(at, 'ArrowLeft')).toEqual({ kind: 'open' })
    expect(go(at + 2, 'ArrowLeft')).toMatchObject({ kind: 'go', to: at })
    expect(go(at - 1, 'ArrowRight')).toEqual({ kind: 'open' })
    expect(go(0, 'ArrowUp')).toMatchObject({ to: 0 })
    expect(go(0, 'End')).toMatchObject({ to: rows.length - 1 })
    expect(go(rows.length - 1, 'ArrowDown')).toMatchObject({ to: rows.length - 1 })
    expect(go(at, ' ')).toEqual({ kind: 'pick' })
    expect(go(at, 'Tab')).toBeNull()
  })

  it('are found by the letters they begin with, round the end and on', () => {
    const lines = ['Aarhus', 'Albertslund', 'Allerød', 'Billund'].map((label) => ({ label, depth: 1, isOpen: null }))
    expect(nextInTree(lines, 0, 'a', '')).toMatchObject({ to: 1, typed: 'a' })
    expect(nextInTree(lines, 1, 'l', 'a')).toMatchObject({ to: 1, typed: 'al' })
    expect(nextInTree(lines, 1, 'l', 'al')).toMatchObject({ to: 2, typed: 'all' })
    expect(nextInTree(lines, 3, 'a', '')).toMatchObject({ to: 0 })
  })
})
