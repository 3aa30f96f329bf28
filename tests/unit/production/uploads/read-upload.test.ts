import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { cellAddress, type RawTable } from '#lib/production/uploads/raw-table.ts'
import { readUpload } from '#lib/production/uploads/read-upload.ts'
import { makeZip, workbookOf } from './make-zip.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

async function read(content: Uint8Array, sheet: string | null = null): Promise<RawTable> {
  const result = await readUpload(content, sheet)
  if (!result.ok) throw new Error(JSON.stringify(result))
  return result.value
}

const kindOf = async (content: Uint8Array) => {
  const result = await readUpload(content, null)
  return result.ok ? 'read' : result.kind
}

describe('a CSV file', () => {
  it('is read with semicolon, comma or tab, in UTF-8 with or without a mark, and in Windows-1252 as SAS writes it', async () => {
    for (const separator of [';', ',', '\t']) {
      const table = await read(bytes(`\ufeffKøn${separator}antal\r\n1${separator}12\r\n`))
      expect([table.header, table.rows[0]?.[1], table.writtenAs?.separator]).toEqual([
        ['Køn', 'antal'],
        { kind: 'text', text: '12' },
        separator,
      ])
    }
    const western = await read(Uint8Array.from([0x4b, 0xf8, 0x6e, 0x3b, 0x6e, 0x0a, 0x31, 0x3b, 0x35]))
    expect([western.header[0], western.writtenAs?.encoding]).toEqual(['Køn', 'Windows-1252'])
  })

  it('keeps the numbers of its rows, blank lines counted, so that an address is the one a spreadsheet shows', async () => {
    const table = await read(bytes('a;b\n\n1;2\n\n3;4\n'))
    expect([...table.rowNumbers]).toEqual([3, 5])
    expect([cellAddress(0, 0), cellAddress(11, 27), cellAddress(0, 701)]).toEqual(['A1', 'AB12', 'ZZ1'])
  })

  it('is refused when its rows have different lengths, its separator is unclear, a column has no name or one twice', async () => {
    expect(await readUpload(bytes('a;b\n1;2\n1;2;3\n'), null)).toEqual({ ok: false, kind: 'upload-uneven-rows', line: 3 })
    expect(await kindOf(bytes('a;b,c\n1;2,3\n'))).toBe('upload-separator-unclear')
    expect(await kindOf(bytes('a;;b\n1;2;3\n'))).toBe('upload-column-unnamed')
    expect(await readUpload(bytes('antal;ANTAL\n1;2\n'), null)).toMatchObject({ kind: 'upload-column-twice', address: 'B1' })
    expect(await kindOf(bytes(''))).toBe('upload-empty')
    expect(await kindOf(bytes('a;b\n'))).toBe('upload-not-a-table')
  })
})

describe('a workbook', () => {
  it('tells numbers, texts, dates, formulas, booleans and errors apart, and never computes', async () => {
    const table = await read(
      await workbookOf(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>k&#248;n</t></is></c><c r="B1" t="s"><v>0</v></c></row>' +
          '<row r="2"><c r="A2"><v>101</v></c><c r="B2"><f>SUM(C1:C9)</f><v>12</v></c></row>' +
          '<row r="4" hidden="1"><c r="A4" s="1"><v>45000</v></c><c r="B4" t="b"><v>1</v></c></row>' +
          '<row r="5"><c r="B5" t="e"><v>#REF!</v></c></row>',
      ),
    )
    expect(table.header).toEqual(['køn', 'antal & mere'])
    expect(table.rows.map((row) => row.map(({ kind }) => kind))).toEqual([
      ['number', 'formula'],
      ['date', 'boolean'],
      ['empty', 'error'],
    ])
    expect([[...table.rowNumbers], table.hiddenRows]).toEqual([[2, 4, 5], [4]])
  })

  it('made by another program is read: every sheet on offer, the first taken, another when asked for', async () => {
    const file = new Uint8Array(
      await writeXlsx({
        sheets: [
          {
            name: 'Tabel',
            rows: [
              ['sex', 'antal'],
              ['1', 12],
              ['2', 7],
            ],
          },
          {
            name: 'Anden',
            rows: [
              ['år', 'n'],
              [2009, 3],
            ],
          },
        ],
      }),
    )
    const first = await read(file)
    expect([first.sheets, first.sheet, first.rows.length, first.rows[1]?.[1]]).toEqual([
      ['Tabel', 'Anden'],
      'Tabel',
      2,
      { kind: 'number', text: '7' },
    ])
    expect((await read(file, 'Anden')).rows[0]?.[0]).toEqual({ kind: 'number', text: '2009' })
  })

  it('is refused before anything is unpacked when its directory tells of a bomb, of macros or of too many parts', async () => {
    const zeros = 'x'.repeat(3_000_000)
    expect(await kindOf(await makeZip([['xl/workbook.xml', zeros]]))).toBe('upload-bomb')
    expect(await kindOf(await makeZip([['xl/vbaProject.bin', 'x']]))).toBe('upload-macros')
    expect(await kindOf(await makeZip(Array.from({ length: 501 }, (_, k) => [`a${k}`, ''] as const)))).toBe('upload-bomb')
  })

  it('is refused when it lies about a size, is cut off, declares entities, is no workbook, is old or has a password', async () => {
    const honest = await workbookOf('<row r="1"><c r="A1"><v>1</v></c></row>')
    const text = Buffer.from(honest).toString('latin1')
    const at = text.lastIndexOf('PK\u0001\u0002')
    const lying = Uint8Array.from(honest)
    // The uncompressed size of the last part, as the directory states it.
    lying.set([1, 0, 0, 0], at + 24)
    expect(await kindOf(lying)).toBe('upload-damaged')
    expect(await kindOf(honest.slice(0, honest.length / 2))).toBe('upload-damaged')
    expect(await kindOf(await makeZip([['xl/workbook.xml', '<!DOCTYPE x [<!ENTITY a "b">]><workbook/>']]))).toBe('upload-damaged')
    expect(await kindOf(await makeZip([['readme.txt', 'hej']]))).toBe('upload-unknown-format')
    expect(await kindOf(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]))).toBe('upload-old-excel')
    expect(await kindOf(new Uint8Array(9 * 1024 * 1024))).toBe('upload-too-large')
  })
})
