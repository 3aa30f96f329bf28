import type PDFDocument from 'pdfkit'
import type { TextMeasure } from './text-measure.ts'

export type Pdf = InstanceType<typeof PDFDocument>
export type Structure = PDFKit.PDFStructureElement

export const INK = '#1a1a1a'
export const SOFT = '#4a4a4a'
export const LINE = '#b9c2cb'
export const GROUND = '#eef2f6'
export const BLUE = '#14507f'

export const SIZE = { title: 20, heading: 13, text: 10, small: 8.5 } as const

/** The writing place: the open document, the element that everything is tagged under, and the room between the margins. */
export interface PdfPage {
  readonly pdf: Pdf
  readonly root: Structure
  readonly measure: TextMeasure
}

export function left({ pdf }: PdfPage): number {
  return pdf.page.margins.left
}

export function innerWidth({ pdf }: PdfPage): number {
  return pdf.page.width - pdf.page.margins.left - pdf.page.margins.right
}

/** Starts a new page where less than `height` points are left on this one. Answers whether it did. */
export function makeRoom({ pdf }: PdfPage, height: number): boolean {
  if (pdf.y + height <= pdf.page.height - pdf.page.margins.bottom) return false
  pdf.addPage()
  return true
}

/** Draws something that is decoration for readers who listen: lines, grounds, repeated headings, page numbers. */
export function asArtifact({ pdf }: PdfPage, draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
  pdf.markContent('Artifact', { type })
  draw()
  pdf.endMarkedContent()
}
