import { type Pdf, SIZE } from './pdf-page.ts'

/** Widths and heights of the words of tables, each measured once: a table says the same word many times. */
export interface TextMeasure {
  readonly width: (text: string, isBold: boolean) => number
  /** Height of a text broken into lines of a width. */
  readonly height: (text: string, isBold: boolean, width: number) => number
}

export function textMeasure(pdf: Pdf): TextMeasure {
  const widths = new Map<string, number>()
  const heights = new Map<string, number>()
  const choose = (isBold: boolean) => pdf.font(isBold ? 'bold' : 'regular').fontSize(SIZE.small)
  const line = choose(false).currentLineHeight(true)
  const width = (text: string, isBold: boolean) => {
    const key = `${isBold ? 'b' : 'r'}${text}`
    const known = widths.get(key)
    if (known !== undefined) return known
    const measured = choose(isBold).widthOfString(text)
    widths.set(key, measured)
    return measured
  }
  const height = (text: string, isBold: boolean, room: number) => {
    if (width(text, isBold) <= room) return line
    const key = `${isBold ? 'b' : 'r'}${room}|${text}`
    const known = heights.get(key)
    if (known !== undefined) return known
    const measured = choose(isBold).heightOfString(text, { width: room })
    heights.set(key, measured)
    return measured
  }
  return { width, height }
}
