import PDFDocument from 'pdfkit'
import { drawChart } from './draw-chart.ts'
import { drawTable } from './draw-table.ts'
import { drawHeading, drawList, drawNotice, drawParagraph, drawTitle } from './draw-text.ts'
import type { PdfDocument, PdfPart } from './pdf-document.ts'
import { asArtifact, innerWidth, left, type Pdf, type PdfPage, SIZE, SOFT } from './pdf-page.ts'
import { textMeasure } from './text-measure.ts'

export interface PdfFonts {
  readonly regular: Uint8Array
  readonly bold: Uint8Array
}

/**
 * Writes a document as a tagged PDF that follows PDF/UA-1 (ISO 14289-1): every text in an element that says what it is, header cells
 * with their direction, words in the place of pictures, the language, and fonts inside. Same document, same bytes.
 */
export async function taggedPdf(document: PdfDocument, fonts: PdfFonts): Promise<Uint8Array> {
  const pdf = open(document, fonts)
  const bytes = collect(pdf)
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  const page: PdfPage = { pdf, root, measure: textMeasure(pdf) }
  drawTitle(page, document.title)
  for (const [at, part] of document.parts.entries()) draw(page, part, document.parts[at + 1])
  root.end()
  drawFooters(page, document)
  pdf.end()
  return bytes
}

function open({ title, subject, author, language, madeAt, isWide }: PdfDocument, { regular, bold }: PdfFonts): Pdf {
  const options: PDFKit.PDFDocumentOptions = {
    size: 'A4',
    layout: isWide ? 'landscape' : 'portrait',
    margins: { top: 50, bottom: 56, left: 50, right: 50 },
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: language,
    bufferPages: true,
    // None to begin with: the library would open with one that is not inside the file.
    font: '',
    info: {
      Title: title,
      Subject: subject,
      Author: author,
      Creator: author,
      Producer: author,
      CreationDate: madeAt,
      ModDate: madeAt,
    },
  }
  // The published types know the subsets for archiving alone.
  const pdf = new PDFDocument(Object.assign(options, { subset: 'PDF/UA' }))
  escapeMetadata(pdf, [title, subject, author])
  pdf.registerFont('regular', Buffer.from(regular))
  pdf.registerFont('bold', Buffer.from(bold))
  return pdf.font('regular')
}

/** The library writes texts into the XML of the metadata as they are: a title with `<` or `&` would break it. */
function escapeMetadata(pdf: Pdf, texts: readonly string[]): void {
  const append = pdf.appendXML.bind(pdf)
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  pdf.appendXML = (xml, newLine) =>
    append(
      texts.reduce((whole, text) => whole.replace(`>${text}</rdf:li>`, () => `>${escaped(text)}</rdf:li>`), xml),
      newLine,
    )
}

function collect(pdf: Pdf): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    pdf.on('error', reject)
  })
}

function draw(page: PdfPage, part: PdfPart, next: PdfPart | undefined): void {
  if (part.kind === 'heading') drawHeading(page, part.text, next)
  else if (part.kind === 'paragraph') drawParagraph(page, part)
  else if (part.kind === 'notice') drawNotice(page, part.text)
  else if (part.kind === 'list') drawList(page, part)
  else if (part.kind === 'table') drawTable(page, part)
  else drawChart(page, part)
}

function drawFooters(page: PdfPage, { footer }: PdfDocument): void {
  const { pdf } = page
  const { start, count } = pdf.bufferedPageRange()
  for (let at = 0; at < count; at++) {
    pdf.switchToPage(start + at)
    const { bottom } = pdf.page.margins
    // Writing below the margin would start a page: the margin is lifted for this one line.
    pdf.page.margins.bottom = 0
    pdf.font('regular').fontSize(SIZE.small).fillColor(SOFT)
    asArtifact(
      page,
      () => pdf.text(footer(at + 1, count), left(page), pdf.page.height - 36, { width: innerWidth(page), align: 'left' }),
      'Pagination',
    )
    pdf.page.margins.bottom = bottom
  }
}
