import { CHART_ROOM } from './draw-chart.ts'
import type { PdfPart } from './pdf-document.ts'
import { asArtifact, BLUE, INK, innerWidth, left, makeRoom, type PdfPage, SIZE, SOFT } from './pdf-page.ts'

/** Room a heading wants below itself, so that it never stands alone at the foot of a page. */
const ROOM_BELOW: Readonly<Record<PdfPart['kind'], number>> = {
  heading: 50,
  paragraph: 30,
  notice: 40,
  list: 30,
  table: 90,
  chart: CHART_ROOM,
}

/** A heading of level 2, on the same page as the beginning of what it heads. */
export function drawHeading(page: PdfPage, text: string, next: PdfPart | undefined): void {
  const { pdf, root } = page
  pdf.y += 14
  makeRoom(page, 24 + (next ? ROOM_BELOW[next.kind] : 0))
  pdf.font('bold').fontSize(SIZE.heading).fillColor(BLUE)
  root.add(pdf.struct('H2', () => pdf.text(text, left(page), pdf.y, { width: innerWidth(page) })))
  pdf.y += 4
}

export function drawTitle(page: PdfPage, text: string): void {
  const { pdf, root } = page
  pdf.font('bold').fontSize(SIZE.title).fillColor(INK)
  root.add(pdf.struct('H1', () => pdf.text(text, left(page), pdf.y, { width: innerWidth(page) })))
  pdf.y += 6
}

export function drawParagraph(page: PdfPage, { text, isSmall = false }: Extract<PdfPart, { kind: 'paragraph' }>): void {
  const { pdf, root } = page
  pdf
    .font('regular')
    .fontSize(isSmall ? SIZE.small : SIZE.text)
    .fillColor(isSmall ? SOFT : INK)
  root.add(pdf.struct('P', () => pdf.text(text, left(page), pdf.y, { width: innerWidth(page) })))
  pdf.y += 5
}

/** Words that nobody may miss: on a ground of their own, and ordinary text for whoever listens. */
export function drawNotice(page: PdfPage, text: string): void {
  const { pdf, root } = page
  pdf.font('bold').fontSize(SIZE.text)
  const width = innerWidth(page) - 20
  const height = pdf.heightOfString(text, { width }) + 14
  makeRoom(page, height + 6)
  const top = pdf.y
  asArtifact(page, () => pdf.rect(left(page), top, innerWidth(page), height).fill('#fff4d6'))
  pdf.fillColor(INK)
  root.add(pdf.struct('P', () => pdf.text(text, left(page) + 10, top + 7, { width })))
  pdf.y = top + height + 6
}

export function drawList(page: PdfPage, { items, isNumbered = false }: Extract<PdfPart, { kind: 'list' }>): void {
  const { pdf, root } = page
  const list = pdf.struct('L')
  root.add(list)
  pdf.font('regular').fontSize(SIZE.text).fillColor(INK)
  for (const [at, item] of items.entries()) {
    const mark = isNumbered ? `${at + 1}.` : '•'
    makeRoom(page, pdf.heightOfString(item, { width: innerWidth(page) - 20 }))
    const line = pdf.struct('LI')
    list.add(line)
    const top = pdf.y
    line.add(pdf.struct('Lbl', () => pdf.text(mark, left(page), top, { lineBreak: false })))
    line.add(pdf.struct('LBody', () => pdf.text(item, left(page) + 18, top, { width: innerWidth(page) - 20 })))
    line.end()
    pdf.y += 3
  }
  list.end()
}
