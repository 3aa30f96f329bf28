import type { PdfRow, PdfTable } from './pdf-document.ts'
import { asArtifact, GROUND, INK, innerWidth, LINE, left, makeRoom, type PdfPage, SIZE, type Structure } from './pdf-page.ts'

const PAD = 4
/** Widest a heading of a line may be; longer ones go on in a line below. */
const MOST_HEADING = 170
const LEAST_CELL = 34
const MOST_CELL = 90

interface Widths {
  readonly headings: readonly number[]
  readonly cells: readonly number[]
}

/** A table with header cells that say which way they head. One too wide for the page goes on in further tables, part by part. */
export function drawTable(page: PdfPage, table: PdfTable): void {
  const widths = widthsOf(page, table)
  for (const { from, to } of partsOf(page, widths)) {
    const isWhole = to - from === table.columns.length
    const label = isWhole || !table.partLabel ? '' : table.partLabel(from + 1, to, table.columns.length)
    drawPart(page, slice(table, from, to, label), { headings: widths.headings, cells: widths.cells.slice(from, to) })
    page.pdf.y += 8
  }
}

function slice(table: PdfTable, from: number, to: number, label: string): PdfTable {
  return {
    ...table,
    caption: label ? `${table.caption} – ${label}` : table.caption,
    columns: table.columns.slice(from, to),
    rows: table.rows.map((row) => ({ ...row, cells: row.cells.slice(from, to) })),
  }
}

function widthsOf(page: PdfPage, { corner, columns, rows, align }: PdfTable): Widths {
  const depth = rows[0]?.headings.length ?? corner.length
  const widest = (texts: readonly string[]) =>
    texts.reduce((most, text) => Math.max(most, page.measure.width(text, true)), 0) + 2 * PAD + 1
  const headings = Array.from({ length: depth }, (_, at) =>
    Math.min(MOST_HEADING, widest([corner[at] ?? '', ...rows.map((row) => row.headings[at] ?? '')])),
  )
  const rest = innerWidth(page) - headings.reduce((sum, width) => sum + width, 0)
  if (align === 'left') return { headings, cells: columns.map(() => rest / Math.max(1, columns.length)) }
  const cells = columns.map((column, at) => {
    const word = widest(column.split(/\s/))
    const figure = widest(rows.map((row) => row.cells[at] ?? ''))
    return Math.min(rest, Math.max(LEAST_CELL, figure, Math.min(word, MOST_CELL)))
  })
  return { headings, cells }
}

/** Columns that fit on one page, as many at a time as there is room for. */
function partsOf(page: PdfPage, { headings, cells }: Widths): { from: number; to: number }[] {
  const room = innerWidth(page) - headings.reduce((sum, width) => sum + width, 0)
  const parts: { from: number; to: number }[] = []
  let from = 0
  let used = 0
  for (const [at, width] of cells.entries()) {
    if (at > from && used + width > room + 0.5) {
      parts.push({ from, to: at })
      from = at
      used = 0
    }
    used += width
  }
  return [...parts, { from, to: cells.length }]
}

function drawPart(page: PdfPage, table: PdfTable, widths: Widths): void {
  const { pdf, root } = page
  const head: PdfRow = { headings: table.corner, cells: table.columns, isStrong: true }
  const hasHead = table.corner.length > 0
  pdf.font('bold').fontSize(SIZE.small)
  const caption = table.caption ? pdf.heightOfString(table.caption, { width: innerWidth(page) }) + 4 : 0
  makeRoom(page, caption + 60)
  const element = pdf.struct('Table')
  root.add(element)
  if (table.caption) {
    pdf.font('bold').fontSize(SIZE.small).fillColor(INK)
    element.add(pdf.struct('Caption', () => pdf.text(table.caption, left(page), pdf.y, { width: innerWidth(page) })))
    pdf.y += 3
  }
  if (hasHead) {
    const group = pdf.struct('THead')
    element.add(group)
    drawRow(page, head, widths, table.align, group, 'Column')
    group.end()
  }
  const body = pdf.struct('TBody')
  element.add(body)
  for (const row of table.rows) {
    const height = rowHeight(page, row, widths)
    // The heading is repeated on the next page for the eye alone: whoever listens has heard it.
    if (makeRoom(page, height) && hasHead) asArtifact(page, () => drawRow(page, head, widths, table.align, null, 'Column'))
    drawRow(page, row, widths, table.align, body, 'Row')
  }
  body.end()
  element.end()
}

function rowHeight({ measure }: PdfPage, row: PdfRow, widths: Widths): number {
  const tallest = (texts: readonly string[], room: readonly number[]) =>
    texts.reduce((most, text, at) => Math.max(most, measure.height(text, true, (room[at] ?? LEAST_CELL) - 2 * PAD)), 0)
  return Math.max(tallest(row.headings, widths.headings), tallest(row.cells, widths.cells)) + PAD
}

/** One line. Without a parent it is drawn for the eye alone. */
function drawRow(
  page: PdfPage,
  row: PdfRow,
  widths: Widths,
  align: PdfTable['align'],
  parent: Structure | null,
  scope: 'Row' | 'Column',
): void {
  const { pdf } = page
  const top = pdf.y
  const height = rowHeight(page, row, widths)
  const total = [...widths.headings, ...widths.cells].reduce((sum, width) => sum + width, 0)
  const decorate = () => {
    if (row.isStrong) pdf.rect(left(page), top, total, height).fill(GROUND)
    pdf
      .moveTo(left(page), top + height)
      .lineTo(left(page) + total, top + height)
      .lineWidth(0.5)
      .stroke(LINE)
  }
  if (parent) asArtifact(page, decorate)
  else decorate()
  const line = parent && pdf.struct('TR')
  if (line) parent.add(line)
  let x = left(page)
  const cell = (text: string, width: number, isHead: boolean, side: 'left' | 'right') => {
    const draw = () => drawCell(page, text, { x, top, width, side, isBold: isHead || row.isStrong === true })
    if (!line) draw()
    else line.add(isHead ? pdf.struct('TH', { scope }, draw) : pdf.struct('TD', draw))
    x += width
  }
  for (const [at, text] of row.headings.entries()) cell(text, widths.headings[at] ?? LEAST_CELL, true, 'left')
  for (const [at, text] of row.cells.entries()) cell(text, widths.cells[at] ?? LEAST_CELL, scope === 'Column', align)
  line?.end()
  pdf.y = top + height
}

interface CellPlace {
  readonly x: number
  readonly top: number
  readonly width: number
  readonly side: 'left' | 'right'
  readonly isBold: boolean
}

function drawCell({ pdf, measure }: PdfPage, text: string, { x, top, width, side, isBold }: CellPlace): void {
  const room = width - 2 * PAD
  const own = measure.width(text, isBold)
  pdf
    .font(isBold ? 'bold' : 'regular')
    .fontSize(SIZE.small)
    .fillColor(INK)
  // A text of one line needs no breaking, which is most of the work of a large table.
  if (own <= room) pdf.text(text, x + PAD + (side === 'right' ? room - own : 0), top + PAD / 2, { lineBreak: false })
  else pdf.text(text, x + PAD, top + PAD / 2, { width: room, align: side })
}
