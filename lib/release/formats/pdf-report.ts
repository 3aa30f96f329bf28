import type { PdfDocument, PdfPart, PdfRow } from '#lib/platform/pdf/pdf-document.ts'
import { type AxisKinds, type ChartSeries, chartSeries } from '#lib/release/chart-series.ts'
import { type DeliveryDocument, HIDDEN_MARK } from '#lib/release/delivery-document.ts'
import { ratioLines } from '#lib/release/rate-ratio-table.ts'
import { survivalLines } from '#lib/release/survival-curves.ts'

/** Cells beyond this number are left to the other files: nobody reads hundreds of pages, and the report says so. */
const MOST_CELLS = 4_000
const MOST_POINTS = 24
const WIDE_FROM_COLUMNS = 7

const WORDS = {
  da: {
    subject: 'Tabel fra Statistikservice',
    figure: 'Figur',
    figureAlt: 'Figur med {points} punkter for {series}. Alle tal står i tabellen nedenfor.',
    figureNote: 'Skjulte celler er tomme i figuren, aldrig nul.',
    table: 'Tabel',
    number: 'Antal',
    legend: 'Tegn i tabellen',
    notes: 'Om tallene',
    about: 'Om tabellen',
    cut: 'Rapporten viser de første {shown} af {rows} rækker. Alle rækker står i leveringens øvrige filer.',
    part: 'kolonne {from}–{to} af {of}',
    citation: 'Sådan citerer du',
    cite: 'Statistikservice: {title}. Bestilling {number}, leveret {date}. {url}',
    page: 'side {page} af {pages}',
    released: 'Frigivet {date}',
    name: 'Oplysning',
    value: 'Indhold',
  },
  en: {
    subject: 'Table from Statistikservice',
    figure: 'Chart',
    figureAlt: 'Chart of {points} points for {series}. Every figure stands in the table below.',
    figureNote: 'Hidden cells are empty in the chart, never zero.',
    table: 'Table',
    number: 'Number',
    legend: 'Marks in the table',
    notes: 'About the figures',
    about: 'About the table',
    cut: 'The report shows the first {shown} of {rows} rows. All rows stand in the other files of the delivery.',
    part: 'columns {from}–{to} of {of}',
    citation: 'How to cite',
    cite: 'Statistikservice: {title}. Order {number}, delivered {date}. {url}',
    page: 'page {page} of {pages}',
    released: 'Released {date}',
    name: 'Fact',
    value: 'Value',
  },
} as const

export interface ReportSource {
  readonly orderNumber: string
  /** A day. */
  readonly releasedOn: string
  /** The service's own address, so that a printed report leads back. */
  readonly serviceUrl: string
  readonly releaseId: string
  readonly kinds: AxisKinds
}

/** The delivery as a report to read, print and file: table, picture, notes, marks and how to verify. Pure. */
export function pdfReport(document: DeliveryDocument, source: ReportSource): PdfDocument {
  const words = WORDS[document.locale]
  const verifyUrl = `${source.serviceUrl}/verificer/${source.releaseId}`
  const series = chartSeries(document, MOST_POINTS, source.kinds)
  const citation = fill(words.cite, {
    title: document.title,
    number: source.orderNumber,
    date: source.releasedOn,
    url: verifyUrl,
  })
  return {
    title: document.title,
    subject: words.subject,
    author: 'Statistikservice',
    language: document.locale === 'da' ? 'da-DK' : 'en-GB',
    madeAt: new Date(`${source.releasedOn}T00:00:00Z`),
    isWide: document.grid.columns.length >= WIDE_FROM_COLUMNS,
    footer: (page, pages) =>
      `${source.orderNumber} · ${fill(words.released, { date: source.releasedOn })} · ${fill(words.page, { page, pages })}`,
    parts: [
      ...(document.originLabel ? [{ kind: 'notice', text: document.originLabel } as const] : []),
      { kind: 'paragraph', text: leadOf(document) },
      ...figureParts(document, series),
      { kind: 'heading', text: words.table },
      ...tableParts(document, document.counts, document.title),
      ...document.figures.flatMap(({ label, values }): PdfPart[] => [
        { kind: 'heading', text: label },
        ...tableParts(document, values, label),
      ]),
      ...ratioParts(document),
      ...curveParts(document),
      { kind: 'heading', text: words.legend },
      { kind: 'list', items: document.legend },
      ...(document.notes.length > 0
        ? [{ kind: 'heading', text: words.notes } as const, { kind: 'list', items: document.notes } as const]
        : []),
      { kind: 'heading', text: words.about },
      aboutTable(document, verifyUrl),
      { kind: 'heading', text: words.citation },
      { kind: 'paragraph', text: citation },
    ],
  }
}

/** The first facts in a line: order, register and source, measure and years. */
function leadOf({ facts }: DeliveryDocument): string {
  return facts
    .slice(0, 5)
    .map(({ name, value }) => `${name}: ${value}`)
    .join(' · ')
}

function figureParts(document: DeliveryDocument, series: ChartSeries | null): PdfPart[] {
  if (!series) return []
  const words = WORDS[document.locale]
  const numberOrNull = (value: string | number | null | undefined) => (typeof value === 'number' ? value : null)
  return [
    { kind: 'heading', text: words.figure },
    {
      kind: 'chart',
      alternative: fill(words.figureAlt, { points: series.data.length, series: series.names.join(', ') }),
      shape: series.kind === 'line' ? 'line' : 'bar',
      categories: series.data.map(({ name }) => String(name)),
      series: series.names.map((name) => ({ name, values: series.data.map((entry) => numberOrNull(entry[name])) })),
      showNumber: numberFormat(document.locale, 0),
    },
    { kind: 'paragraph', text: words.figureNote, isSmall: true },
  ]
}

function ratioParts({ ratios, locale }: DeliveryDocument): PdfPart[] {
  if (!ratios) return []
  const [head = [], ...lines] = ratioLines(ratios, locale)
  const show = numberFormat(locale, 2)
  return [
    { kind: 'heading', text: String(head[3] ?? '') },
    {
      kind: 'table',
      caption: String(head[3] ?? ''),
      corner: head.slice(0, 2).map(String),
      columns: head.slice(2).map(String),
      rows: lines.map((line) => ({
        headings: line.slice(0, 2).map(String),
        cells: line.slice(2).map((cell, k) => (typeof cell === 'number' ? (k === 0 ? String(cell) : show(cell)) : '')),
      })),
      align: 'right',
      partLabel: (from, to, of) => fill(WORDS[locale].part, { from, to, of }),
    },
  ]
}

/** The survival curves as a picture and a table with a line per group and year. */
function curveParts({ curves, grid, locale, title }: DeliveryDocument): PdfPart[] {
  if (!curves || curves.groups.length === 0) return []
  const words = WORDS[locale]
  const parts = curves.groups.filter(({ isMargin }) => !isMargin)
  const shown = (parts.length > 0 ? parts : curves.groups).slice(0, MOST_CURVES)
  const years = shown[0]?.points ?? []
  const [head = [], ...lines] = survivalLines(curves, grid, locale)
  const axes = grid.rowAxes.length + grid.columnAxes.length
  const show = (value: string | number | null | undefined) => (value == null ? HIDDEN_MARK : String(value))
  return [
    { kind: 'heading', text: curves.label },
    {
      kind: 'chart',
      alternative: fill(words.figureAlt, { points: years.length, series: shown.map(({ label }) => label || title).join(', ') }),
      shape: 'line',
      categories: years.map((_, k) => String(k + 1)),
      series: shown.map(({ label, points }) => ({
        name: label || title,
        values: points.map((point) => point && Math.round(point.survival * 1000) / 10),
      })),
      showNumber: numberFormat(locale, 0),
    },
    {
      kind: 'table',
      caption: curves.label,
      corner: head.slice(0, axes).map(String),
      columns: head.slice(axes).map(String),
      rows: lines
        .slice(0, MOST_CELLS / 5)
        .map((line) => ({ headings: line.slice(0, axes).map(String), cells: line.slice(axes).map(show) })),
      align: 'right',
      partLabel: (from, to, of) => fill(words.part, { from, to, of }),
    },
  ]
}

const MOST_CURVES = 6

function tableParts(document: DeliveryDocument, values: DeliveryDocument['counts'], caption: string): PdfPart[] {
  const words = WORDS[document.locale]
  const { grid } = document
  const show = numberFormat(document.locale, values === document.counts ? 0 : 1)
  const most = Math.max(1, Math.floor(MOST_CELLS / Math.max(1, grid.columns.length)))
  const rows = grid.rows.slice(0, most).map((row, r): PdfRow => {
    const cells = grid.columns.map((_, c) => values[r]?.[c] ?? null).map((value) => (value === null ? HIDDEN_MARK : show(value)))
    return { headings: row.labels, cells, isStrong: row.isMargin }
  })
  const cut = { shown: show(rows.length), rows: show(grid.rows.length) }
  return [
    ...(rows.length < grid.rows.length ? [{ kind: 'paragraph', text: fill(words.cut, cut) } as const] : []),
    {
      kind: 'table',
      caption,
      corner: grid.rowAxes,
      columns: grid.columns.map(({ labels }) => labels.join(', ') || words.number),
      rows,
      align: 'right',
      partLabel: (from, to, of) => fill(words.part, { from, to, of }),
    },
  ]
}

function aboutTable({ locale, facts }: DeliveryDocument, verifyUrl: string): PdfPart {
  const words = WORDS[locale]
  return {
    kind: 'table',
    caption: '',
    corner: [words.name],
    columns: [words.value],
    rows: facts.map(({ name, value }) => ({ headings: [name], cells: [value.startsWith('/verificer/') ? verifyUrl : value] })),
    align: 'left',
  }
}

function numberFormat(locale: 'da' | 'en', digits: number): (value: number) => string {
  const format = new Intl.NumberFormat(locale === 'da' ? 'da-DK' : 'en-GB', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return (value) => format.format(value)
}

function fill(text: string, facts: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''))
}
