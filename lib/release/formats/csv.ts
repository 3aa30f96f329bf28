import { stringify } from 'csv-stringify/sync'
import { type DeliveryDocument, HIDDEN_MARK } from '#lib/release/delivery-document.ts'
import { figureName } from '#lib/release/formats/observations.ts'
import { type RatioLine, ratioLines } from '#lib/release/rate-ratio-table.ts'
import { type SurvivalCurves, survivalLines } from '#lib/release/survival-curves.ts'

/** The Danish office variant: semicolons, decimal comma, CRLF, byte order mark, facts above the table, legend below. */
export function csvFile(document: DeliveryDocument): Uint8Array {
  const separator = document.locale === 'da' ? ',' : '.'
  const show = (value: number | null) => (value === null ? HIDDEN_MARK : String(value).replace('.', separator))
  const lines: string[][] = [
    [safeText(document.title)],
    ...(document.originLabel ? [[safeText(document.originLabel)]] : []),
    ...document.facts.map((fact) => [safeText(fact.name), safeText(fact.value)]),
    [],
    ...sheetLines(document, document.counts, show),
    ...document.figures.flatMap(({ label, values }) => [[], [label], ...sheetLines(document, values, show)]),
    ...(document.ratios ? [[], ...ratioText(document.ratios, document.locale, show)] : []),
    ...(document.curves ? [[], [document.curves.label], ...curveLines(document, document.curves, show)] : []),
    [],
    ...document.legend.map((line) => [safeText(line)]),
  ]
  return new TextEncoder().encode(stringify(lines, { delimiter: ';', record_delimiter: 'windows', bom: true }))
}

function ratioText(
  ratios: readonly RatioLine[],
  locale: DeliveryDocument['locale'],
  show: (value: number) => string,
): string[][] {
  const text = (cell: string | number | null) => (typeof cell === 'string' ? safeText(cell) : cell === null ? '' : show(cell))
  return ratioLines(ratios, locale).map((line) => line.map(text))
}

function curveLines(
  { grid, locale }: DeliveryDocument,
  curves: SurvivalCurves,
  show: (value: number | null) => string,
): string[][] {
  return survivalLines(curves, grid, locale).map((line) =>
    line.map((each) => (typeof each === 'string' ? safeText(each) : show(each))),
  )
}

/** The survival curves for programs: codes of the cell, year, persons at risk (empty where not told), share and limits. */
export function survivalCsvFile(
  { curves }: DeliveryDocument,
  variables: { rows: readonly string[]; columns: readonly string[] },
): Uint8Array {
  const head = [...variables.rows, ...variables.columns, 'year', 'at_risk', 'survival', 'lower', 'upper']
  const digits = (share: number) => Math.round(share * 10_000) / 10_000
  const lines = (curves?.groups ?? []).flatMap(({ row, column, points }) =>
    points.flatMap((point, k) => {
      if (!point) return []
      const { atRisk, survival, lower, upper } = point
      return [[...[...row.codes, ...column.codes].map(safeText), k + 1, atRisk ?? '', ...[survival, lower, upper].map(digits)]]
    }),
  )
  return new TextEncoder().encode(stringify([head, ...lines], { delimiter: ',', record_delimiter: 'windows', bom: false }))
}

/** The rate ratios for programs: variable and category by their codes, number, ratio and limits; empty where there are none. */
export function ratiosCsvFile({ ratios }: DeliveryDocument): Uint8Array {
  const head = ['variable', 'category', 'value', 'rate_ratio', 'lower', 'upper', 'reference']
  const digits = (value: number | null) => (value === null ? '' : Number(value.toPrecision(6)))
  const lines = (ratios ?? []).map(({ variable, code, events, ratio, lower, upper, isReference }) => {
    return [variable, safeText(code), events, digits(ratio), digits(lower), digits(upper), isReference ? 'yes' : 'no']
  })
  return new TextEncoder().encode(stringify([head, ...lines], { delimiter: ',', record_delimiter: 'windows', bom: false }))
}

/** The machine variant: one line per cell with codes, comma, decimal point; empty where hidden with a status column. */
export function machineCsvFile(
  document: DeliveryDocument,
  variables: { rows: readonly string[]; columns: readonly string[] },
): Uint8Array {
  const { grid, counts, figures } = document
  const names = figures.map(figureName)
  const head = [...variables.rows, ...variables.columns, 'value', ...names, 'status', 'origin']
  const lines = grid.rows.flatMap((row, r) =>
    grid.columns.map((column, c) => {
      const count = counts[r]?.[c] ?? null
      const codes = [...row.codes, ...column.codes].map(safeText)
      return [
        ...codes,
        count ?? '',
        ...figures.map(({ values }) => values[r]?.[c] ?? ''),
        count === null ? 'hidden' : 'published',
        safeText(document.originLabel ?? ''),
      ]
    }),
  )
  return new TextEncoder().encode(stringify([head, ...lines], { delimiter: ',', record_delimiter: 'windows', bom: false }))
}

function sheetLines(
  document: DeliveryDocument,
  values: readonly (readonly (number | null)[])[],
  show: (value: number | null) => string,
): string[][] {
  const { grid } = document
  const lead = grid.rowAxes.length
  const heads =
    grid.columnAxes.length === 0 ? [[...grid.rowAxes, document.locale === 'da' ? 'Antal' : 'Number']] : columnHeads(document)
  const body = grid.rows.map((row, r) => [...row.labels.map(safeText), ...(values[r] ?? []).map(show)])
  return [...heads.map((line) => [...Array<string>(Math.max(0, lead - line.length)).fill(''), ...line.map(safeText)]), ...body]
}

function columnHeads({ grid }: DeliveryDocument): string[][] {
  return grid.columnAxes.map((axis, level) => {
    const isLast = level === grid.columnAxes.length - 1
    const lead = isLast ? [...grid.rowAxes] : [...Array<string>(Math.max(0, grid.rowAxes.length - 1)).fill(''), axis]
    return [...lead, ...grid.columns.map((column) => column.labels[level] ?? '')]
  })
}

/** A text that a spreadsheet could read as a formula gets an apostrophe in front; numbers never come through here. */
export function safeText(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}
