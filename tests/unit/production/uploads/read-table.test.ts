import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCsv } from '#lib/production/uploads/read-csv.ts'
import { type ReadTable, readTable } from '#lib/production/uploads/read-table.ts'
import type { UploadAxis } from '#lib/production/uploads/upload-axis.ts'
import type { UploadMapping } from '#lib/production/uploads/upload-mapping.ts'
import { foldMargins } from '#lib/tabulation/fold-margins.ts'
import { DIAGNOSIS, PLACE, SEX } from './example-axes.ts'

function readLines(lines: readonly string[], axes: readonly UploadAxis[], mapping: UploadMapping | null = null): ReadTable {
  const table = readCsv(new TextEncoder().encode(lines.join('\n')))
  if (!table.ok) throw new Error(table.kind)
  return readTable(table.value, axes, mapping)
}

function found(lines: readonly string[], axes: readonly UploadAxis[], mapping: UploadMapping | null = null) {
  const result = readLines(lines, axes, mapping)
  if ('kind' in result) throw new Error(result.kind)
  return result
}

const INNER = ['sex;kom;antal', '1;0101;10', '2;0101;11', '1;0147;20', '2;0147;21', '1;0259;30', '2;0259;31']
/** Address of a cell of sex by place. */
const at = (sex: number, place: number) => sex * PLACE.codes.length + place

describe('innermost cells', () => {
  it('are placed by code or by label in either language, and every margin is added up', () => {
    for (const lines of [INNER, INNER.map((line) => line.replace(/^1;/, 'Mænd;').replace(/^2;/, 'women;'))]) {
      const { counts, reading } = found(lines, [SEX, PLACE])
      expect([counts?.[at(0, 0)], counts?.[at(1, 1)], counts?.[at(2, 4)], counts?.[at(1, 2)]]).toEqual([123, 30, 31, 10])
      expect(reading.cells).toEqual({ total: 18, given: 6, zeros: 0, marginsChecked: 0, marginsComputed: 12, sum: 123 })
    }
  })

  it('that are missing are zeros and counted as such', () => {
    const { counts, reading } = found(INNER.slice(0, -1), [SEX, PLACE])
    expect([counts?.[at(2, 5)], reading.cells?.zeros, reading.cells?.sum]).toEqual([0, 1, 92])
  })

  it('are found in a cross table, one column for each heading', () => {
    const { counts, reading } = found(
      ['Kommune;Mænd;Kvinder;I alt', '0101;10;11;21', '0147;20;21;41', '0259;30;31;61'],
      [SEX, PLACE],
    )
    expect(reading.mapping.columns).toEqual(['dimension:municipality', 'category:sex:1', 'category:sex:2', 'category:sex:TOTAL'])
    expect([counts?.[0], reading.cells?.marginsChecked]).toEqual([123, 3])
  })

  it('given twice are refused with both addresses', () => {
    const { counts, reading } = found([...INNER, '2;0259;31'], [SEX, PLACE])
    expect([counts, reading.problems]).toEqual([null, [{ kind: 'cell-twice', address: 'C8', text: 'C7' }]])
  })
})

describe('margins', () => {
  it('that fit are checked, and every one that does not is named with its address and what it should be', () => {
    const right = found([...INNER, 'I alt;TOTAL;123', '1;1084;30'], [SEX, PLACE])
    expect(right.reading.cells).toMatchObject({ marginsChecked: 2, marginsComputed: 10 })
    const { counts, reading } = found([...INNER, '_T;TOTAL;124', '1;1084;29'], [SEX, PLACE])
    expect(counts).toBeNull()
    expect(reading.discrepancies).toEqual([
      { codes: ['TOTAL', 'TOTAL'], dimension: 'sex', address: 'C8', given: 124, least: 123, most: 123 },
      { codes: ['1', '1084'], dimension: 'municipality', address: 'C9', given: 29, least: 30, most: 30 },
    ])
  })

  it('of persons who can stand in several categories must be in the file, and lie between the largest part and the sum', () => {
    const persons = ['diagnosis;antal', 'E10;5', 'E11;9']
    const missing = found(persons, [DIAGNOSIS])
    expect([missing.counts, missing.reading.discrepancies]).toEqual([
      null,
      [{ codes: ['TOTAL'], dimension: 'diagnosis', address: null, given: null, least: 9, most: 14 }],
    ])
    expect([...(found([...persons, 'TOTAL;12'], [DIAGNOSIS]).counts ?? [])]).toEqual([12, 5, 9])
    for (const total of [8, 15]) expect(found([...persons, `TOTAL;${total}`], [DIAGNOSIS]).reading.discrepancyTotal).toBe(1)
  })

  it('added up from any table are those of the fold that counting uses', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 6, maxLength: 6 }), (own) => {
        const cells = own.map((count, k) => ({ sex: 1 + Math.floor(k / 3), place: [2, 3, 5][k % 3] ?? 0, count }))
        const lines = cells.map(({ sex, place, count }) => `${SEX.codes[sex]};${PLACE.codes[place]};${count}`)
        const { counts } = found(['sex;municipality;antal', ...lines], [SEX, PLACE])
        const expected = new Float64Array(18)
        for (const { sex, place, count } of cells) expected[at(sex, place)] = count
        foldMargins(
          [SEX, PLACE].map(({ id, codes, parents, additive }) => ({ id, codes, parents: Int32Array.from(parents), additive })),
          expected,
        )
        expect(counts).toEqual(expected)
      }),
    )
  })
})

describe('cells that can be read in more than one way', () => {
  it('are each refused with address and reason, and none becomes a number', () => {
    const cases: [string, string][] = [
      ['1.234', 'grouped'],
      ['1,5', 'decimal'],
      ['=A1+A2', 'formula'],
      ['01-02-2009', 'date'],
      ['-3', 'negative'],
      ['1E3', 'scientific'],
      ['', 'empty-count'],
      ['..', 'already-hidden'],
      ['<5', 'already-hidden'],
      ['007', 'text-number'],
      ['mange', 'not-a-count'],
    ]
    const lines = cases.map(([count], k) => `${k % 2 ? 1 : 2};0101;${count}`)
    const { counts, reading } = found(['sex;kom;antal', ...lines], [SEX, PLACE])
    expect(counts).toBeNull()
    expect(reading.problems.map(({ kind, address }) => [kind, address])).toEqual(cases.map(([, kind], k) => [kind, `C${k + 2}`]))
  })

  it('in the columns of codes too: formulas and dates that a spreadsheet made of codes', () => {
    const { reading } = found(
      ['sex;kom;antal', '=1+1;0101;5', '2;10-okt;5'],
      [SEX, PLACE],
      mapping(['dimension:sex', 'dimension:municipality', 'count']),
    )
    expect(reading.problems.map(({ kind, address }) => `${kind} ${address}`)).toEqual(['formula-code A2', 'date-code B3'])
  })
})

const mapping = (columns: string[], codes: UploadMapping['codes'] = {}): UploadMapping => ({
  schema: 1,
  sheet: null,
  columns,
  codes,
})

describe('words that are no codes', () => {
  const lines = ['sex;kom;antal', '1;101;10', '2;101;11', '3;Køge;4']

  it('are asked about, with a guess where there is one, and nothing is ready before the answers', () => {
    const { counts, reading } = found(lines, [SEX, PLACE])
    expect(counts).toBeNull()
    expect(reading.unknown).toEqual([
      { dimension: 'municipality', word: '101', address: 'B2', rows: 2, guess: '0101' },
      { dimension: 'sex', word: '3', address: 'A4', rows: 1, guess: null },
    ])
    const answered = mapping(reading.mapping.columns, { municipality: { '101': '0101' }, sex: { '3': '2' } })
    expect(found(lines, [SEX, PLACE], answered).counts?.[at(2, 5)]).toBe(4)
  })

  it('do not become codes because an answer names one the table lacks', () => {
    const { reading } = found(
      lines,
      [SEX, PLACE],
      mapping(['dimension:sex', 'dimension:municipality', 'count'], { sex: { '3': '9' } }),
    )
    expect(reading.unknown.some(({ word }) => word === '3')).toBe(true)
  })
})

describe('columns', () => {
  it('are asked about when none counts, two do, or a dimension has none', () => {
    const problems = (lines: readonly string[], columns: string[]) => found(lines, [SEX, PLACE], mapping(columns)).reading
    const lines = ['a;b;c;d', '1;0101;5;6']
    expect(problems(lines, ['dimension:sex', 'dimension:municipality', 'left-out', 'left-out']).mappingProblems).toEqual([
      'no-count',
    ])
    expect(problems(lines, ['dimension:sex', 'dimension:municipality', 'count', 'count']).mappingProblems).toEqual(['two-counts'])
    expect(problems(lines, ['dimension:sex', 'left-out', 'count', 'left-out']).missingDimensions).toEqual(['municipality'])
  })
})

describe('a file about persons', () => {
  const kindOf = (lines: readonly string[]) => {
    const result = readLines(lines, [SEX, PLACE])
    return 'kind' in result ? result : 'read'
  }

  it('is refused for a personal number anywhere, also one whose first zero a spreadsheet took, and the number is not repeated', () => {
    for (const number of ['010180-1234', '0101801234', '101801234', '610180 1234']) {
      const refusal = kindOf([...INNER.map((line) => `${line};x`).slice(0, 3), `1;0259;7;${number}`])
      expect(refusal).toEqual({ ok: false, kind: 'upload-has-cpr', address: 'D4', cells: 1 })
    }
    expect(kindOf(INNER.map((line, k) => `${line};${k === 0 ? 'andel' : '0.3101801234'}`))).toBe('read')
  })

  it('is refused for a column named like a person’s key', () => {
    for (const name of ['CPR', 'v_cpr', 'pnr', 'dw_ek_borger', 'person_id', 'Fornavn'])
      expect(kindOf(INNER.map((line, k) => `${k === 0 ? name : `x${k}`};${line}`))).toMatchObject({
        kind: 'upload-person-column',
        address: 'A1',
      })
  })

  it('is refused when every row counts one person, or counts nothing while rows repeat', () => {
    const people = Array.from({ length: 40 }, (_, k) => `${1 + (k % 2)};${['0101', '0147', '0259'][k % 3]}`)
    expect(kindOf(['sex;kom', ...people])).toMatchObject({ kind: 'upload-row-per-person', rows: 40 })
    expect(kindOf(['sex;kom;antal', ...people.map((line) => `${line};1`)])).toMatchObject({ kind: 'upload-row-per-person' })
  })
})
