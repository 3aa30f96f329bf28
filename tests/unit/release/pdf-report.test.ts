import { describe, expect, it } from 'vitest'
import { pdfFonts } from '#lib/platform/pdf/pdf-fonts.ts'
import { taggedPdf } from '#lib/platform/pdf/tagged-pdf.ts'
import { deliveryDocument } from '#lib/release/delivery-document.ts'
import { pdfReport } from '#lib/release/formats/pdf-report.ts'
import { elementsWith, readPdf } from '../../support/read-pdf.ts'
import { body, input, specification } from './example-delivery.ts'

const fonts = await pdfFonts()
const source = {
  orderNumber: body.orderNumber,
  releasedOn: input.releasedOn,
  serviceUrl: 'https://statistik.test',
  releaseId: input.releaseId,
  kinds: {},
}
const write = (locale: 'da' | 'en', given = input) => taggedPdf(pdfReport(deliveryDocument(given, locale), source), fonts)
const pdf = readPdf(await write('da'))

describe('the PDF report', () => {
  it('declares itself PDF/UA, tagged, in its language, and opens with its title', () => {
    expect(pdf.metadata).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>/)
    expect(pdf.catalog).toMatch(/\/Marked true/)
    expect(pdf.catalog).toMatch(/\/Lang \(da-DK\)/)
    expect(pdf.metadata).toContain('>Optaget "efter" køn &amp; år – &lt;i alt&gt;</rdf:li>')
  })

  it('leaves nothing outside of an element or the decoration, and no font outside of the file', () => {
    expect(pdf.loose).toEqual([])
    expect(pdf.fontsOutside).toEqual([])
  })

  it('has one title, headings below it, and words in the place of the picture', () => {
    expect(elementsWith(pdf.root, 'H1').map(({ text }) => text)).toEqual([specification.title])
    expect(elementsWith(pdf.root, 'H2').map(({ text }) => text)).toContain('Tegn i tabellen')
    const [figure] = elementsWith(pdf.root, 'Figure')
    expect(figure?.alternative).toBeTruthy()
  })

  it('has the table with header cells that say their direction, and each cell as the table has it', () => {
    const [table] = elementsWith(pdf.root, 'Table')
    const rows = table ? elementsWith(table, 'TR') : []
    const cells = rows.map((row) => row.children.map(({ tag, scope, text }) => [tag, scope, text].join(':')))
    expect(cells).toEqual([
      ['TH:Column:Køn', 'TH:Column:I alt', 'TH:Column:2000', 'TH:Column:2001'],
      ['TH:Row:I alt', 'TD::1.050', 'TD::525', 'TD::525'],
      ['TH:Row:Mænd', 'TD::420', 'TD::..', 'TD::..'],
      ['TH:Row:Kvinder', 'TD::630', 'TD::..', 'TD::0'],
    ])
  })

  it('says where the figures come from and how they are verified', () => {
    const words = elementsWith(pdf.root, 'TD').map(({ text }) => text)
    expect(words.join(' ')).toContain(`https://statistik.test/verificer/${input.releaseId}`)
    expect(words.join('')).toContain(input.contentHash.slice(0, 20))
    expect(
      elementsWith(pdf.root, 'P')
        .map(({ text }) => text)
        .join(' '),
    ).toMatch(/stikprøve/i)
  })

  it('is English in English, and the same bytes each time', async () => {
    const english = readPdf(await write('en'))
    expect(english.catalog).toMatch(/\/Lang \(en-GB\)/)
    expect(elementsWith(english.root, 'H2').map(({ text }) => text)).toContain('Marks in the table')
    expect(Buffer.from(await write('da')).equals(Buffer.from(await write('da')))).toBe(true)
  })

  it('goes on over pages and parts without losing a cell, and says so where a table is too large to print', async () => {
    const years = Array.from({ length: 30 }, (_, k) => String(1980 + k))
    const wide = (rows: number) => {
      const codes = ['TOTAL', ...Array.from({ length: rows }, (_, k) => String(k))]
      const dimensions = [
        { id: 'sex', codes, parents: codes.map((_, k) => (k === 0 ? -1 : 0)), additive: true },
        { id: 'inclusion_year', codes: ['TOTAL', ...years], parents: [-1, ...years.map(() => 0)], additive: true },
      ]
      return { ...input, body: { ...body, dimensions, counts: Array.from({ length: codes.length * 31 }, (_, k) => k) } }
    }
    const many = readPdf(await write('en', wide(40)))
    const shown = elementsWith(many.root, 'Table')
      .slice(0, -1)
      .flatMap((table) => elementsWith(table, 'TD').map(({ text }) => Number(text.replaceAll(',', ''))))
    expect(many.pages).toBeGreaterThan(2)
    expect(shown.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 41 * 31 }, (_, k) => k))
    const cut = readPdf(await write('en', wide(140)))
    expect(
      elementsWith(cut.root, 'P')
        .map(({ text }) => text)
        .join(' '),
    ).toContain('The report shows the first 129 of 141 rows')
  }, 30_000)
})
