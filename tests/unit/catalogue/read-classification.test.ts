import { describe, expect, it } from 'vitest'
import { readClassificationCsv, readSks } from '#lib/catalogue/read-classification.ts'

describe('a classification from CSV', () => {
  it('has codes with parents, words, stored numbers and days', () => {
    const text =
      'code,level,parent,label_da,label_en,from,to,valid_from,valid_to\nA,top,,Alle,All,,,,\nA1,low,A,"En, to",,1,2,2019-02-03,2026-12-31\n'
    expect(readClassificationCsv(text)).toEqual({
      ok: true,
      value: [
        { code: 'A', level: 'top', parent: null, label: { da: 'Alle', en: 'All' } },
        {
          code: 'A1',
          level: 'low',
          parent: 'A',
          label: { da: 'En, to', en: 'En, to' },
          from: 1,
          to: 2,
          validFrom: '2019-02-03',
          validTo: '2026-12-31',
        },
      ],
    })
  })

  it.each([
    ['code,level,label_da\nA,top,\n', 2],
    ['code,level,label_da,from\nA,top,Alle,x\n', 2],
    ['code,level,label_da,valid_from\nA,top,Alle,3.2.2019\n', 2],
    ['code,level,label_da\n', 1],
  ])('says on which line %j is wrong', (text, line) => {
    expect(readClassificationCsv(text)).toMatchObject({ ok: false, kind: 'malformed-classification', line })
  })
})

describe('a classification from the SKS file', () => {
  const line = (type: string, code: string, from: string, to: string, text: string) =>
    `${type}${code.padEnd(20)}${from}${'20200101'}${to}${text.padEnd(120)}`
  const file = [
    line('dia', 'DE10', '19940101', '25000101', 'Type 1-diabetes'),
    line('dia', 'DE109', '19940101', '20181231', 'Type 1-diabetes uden komplikation, gammel'),
    line('dia', 'DE109', '20190101', '25000101', 'Type 1-diabetes uden komplikationer'),
    line('dia', 'DE119', '19940101', '20201231', 'Uden kategori'),
    line('opr', 'KAAA00', '19960101', '25000101', 'En operation'),
  ].join('\r\n')
  const levels = [
    { id: 'underkode', length: 5 },
    { id: 'kategori', length: 4 },
  ]

  it('takes one type of record, hangs codes from their first letters and joins the periods of a code', () => {
    expect(readSks(file, { type: 'dia', levels })).toEqual({
      ok: true,
      value: [
        {
          code: 'DE109',
          level: 'underkode',
          parent: 'DE10',
          label: { da: 'Type 1-diabetes uden komplikationer', en: 'Type 1-diabetes uden komplikationer' },
          validFrom: '1994-01-01',
        },
        {
          code: 'DE10',
          level: 'kategori',
          parent: null,
          label: { da: 'Type 1-diabetes', en: 'Type 1-diabetes' },
          validFrom: '1994-01-01',
        },
      ],
    })
  })

  it('keeps the last day of a code that ended, and refuses lines whose days are none', () => {
    const ended = readSks(file, { type: 'dia', levels: [{ id: 'underkode', length: 5 }] })
    expect(ended.ok && ended.value.find(({ code }) => code === 'DE119')?.validTo).toBe('2020-12-31')
    expect(readSks(file.replace('19960101', '1996XXXX'), { type: 'opr', levels })).toMatchObject({ ok: false, line: 5 })
    expect(readSks(file, { type: 'xyz', levels })).toMatchObject({ ok: false, line: 1 })
  })
})
