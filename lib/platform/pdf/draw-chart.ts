import type { PdfChart } from './pdf-document.ts'
import { INK, innerWidth, LINE, left, makeRoom, type PdfPage, SIZE, SOFT } from './pdf-page.ts'

/** Colours apart in lightness too; lines also differ in their dashes, so that the picture reads in black and white. */
const COLOURS = ['#14507f', '#d98200', '#4c9f70', '#8a2b52', '#6d87b8', '#7a5c1e', '#2b2b2b', '#9a9a9a'] as const
const DASHES = [[], [6, 3], [2, 3], [8, 3, 2, 3], [1, 2], [10, 4], [4, 4], [12, 3]] as const
const HEIGHT = 210
const AXIS = 54
const LEGEND_LINE = 13
/** What a picture with few names takes of a page. */
export const CHART_ROOM = HEIGHT + LEGEND_LINE + 40

interface Frame {
  readonly x: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly most: number
}

/** The picture as one figure with words in its place; a value that is null leaves its place empty and is never drawn as zero. */
export function drawChart(page: PdfPage, chart: PdfChart): void {
  const { pdf, root } = page
  const legendLines = Math.ceil(chart.series.length / 3)
  const whole = HEIGHT + legendLines * LEGEND_LINE + 40
  makeRoom(page, whole)
  const top = pdf.y + 6
  const most = niceTop(Math.max(1, ...chart.series.flatMap(({ values }) => values.map((value) => value ?? 0))))
  const frame: Frame = { x: left(page) + AXIS, top, width: innerWidth(page) - AXIS, height: HEIGHT, most }
  const box = [left(page), top - 4, left(page) + innerWidth(page), top + whole - 10]
  root.add(
    pdf.struct('Figure', { alt: chart.alternative, bbox: box as [number, number, number, number] }, () => {
      drawAxes(page, chart, frame)
      if (chart.shape === 'line') drawLines(page, chart, frame)
      else drawBars(page, chart, frame)
      drawLegend(page, chart, frame)
    }),
  )
  pdf.undash().strokeColor(INK).fillColor(INK)
  pdf.y = top + whole - 6
}

/** The least of 1, 2, 2.5, 5 and 10 times a power of ten that is not below the value. */
export function niceTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return (([1, 2, 2.5, 5, 10] as const).find((step) => step * power >= value) ?? 10) * power
}

function drawAxes({ pdf }: PdfPage, { categories, showNumber }: PdfChart, { x, top, width, height, most }: Frame): void {
  pdf.font('regular').fontSize(SIZE.small - 1)
  for (let step = 0; step <= 4; step++) {
    const y = top + height - (height * step) / 4
    pdf
      .moveTo(x, y)
      .lineTo(x + width, y)
      .lineWidth(step === 0 ? 0.8 : 0.4)
      .undash()
      .stroke(step === 0 ? SOFT : LINE)
    pdf.fillColor(SOFT)
    pdf.text(showNumber((most * step) / 4), x - AXIS, y - 5, { width: AXIS - 6, align: 'right', lineBreak: true, height: 12 })
  }
  const slot = width / Math.max(1, categories.length)
  const every = Math.max(1, Math.ceil(46 / slot))
  for (const [at, name] of categories.entries()) {
    if (at % every !== 0) continue
    const room = slot * every
    pdf.text(name, x + slot * at + slot / 2 - room / 2, top + height + 4, {
      width: room,
      align: 'center',
      height: 22,
      ellipsis: true,
    })
  }
}

function drawBars({ pdf }: PdfPage, { categories, series }: PdfChart, { x, top, width, height, most }: Frame): void {
  const slot = width / Math.max(1, categories.length)
  const bar = (slot * 0.8) / Math.max(1, series.length)
  for (const [s, { values }] of series.entries()) {
    for (const [at, value] of values.entries()) {
      if (value === null) continue
      const tall = (height * value) / most
      pdf
        .rect(x + slot * at + slot * 0.1 + bar * s, top + height - tall, Math.max(0.5, bar - 0.5), tall)
        .fill(COLOURS[s % 8] ?? INK)
    }
  }
}

function drawLines({ pdf }: PdfPage, { categories, series }: PdfChart, { x, top, width, height, most }: Frame): void {
  const slot = width / Math.max(1, categories.length)
  for (const [s, { values }] of series.entries()) {
    const colour = COLOURS[s % 8] ?? INK
    const dash = DASHES[s % 8] ?? []
    pdf.lineWidth(1.5).undash()
    if (dash.length > 0) pdf.dash(dash[0] ?? 1, { space: dash[1] ?? 1 })
    let isOpen = false
    for (const [at, value] of values.entries()) {
      if (value === null) {
        if (isOpen) pdf.stroke(colour)
        isOpen = false
        continue
      }
      const [px, py] = [x + slot * (at + 0.5), top + height - (height * value) / most]
      if (isOpen) pdf.lineTo(px, py)
      else pdf.moveTo(px, py)
      isOpen = true
    }
    if (isOpen) pdf.stroke(colour)
    // A value between two hidden ones has no line to it: its dot alone shows it.
    pdf.undash()
    for (const [at, value] of values.entries())
      if (value !== null) pdf.circle(x + slot * (at + 0.5), top + height - (height * value) / most, 1.8).fill(colour)
  }
}

function drawLegend(page: PdfPage, { series }: PdfChart, { top, height }: Frame): void {
  const { pdf } = page
  const column = innerWidth(page) / 3
  pdf.font('regular').fontSize(SIZE.small)
  for (const [s, { name }] of series.entries()) {
    const x = left(page) + column * (s % 3)
    const y = top + height + 28 + Math.floor(s / 3) * LEGEND_LINE
    pdf.rect(x, y + 1, 9, 8).fill(COLOURS[s % 8] ?? INK)
    pdf.fillColor(INK).text(name, x + 14, y, { width: column - 18, height: 12, ellipsis: true })
  }
}
