import { writeXlsx } from 'hucre/xlsx'
import { type DeliveryDocument, HIDDEN_MARK } from '#lib/release/delivery-document.ts'
import { safeText } from '#lib/release/formats/csv.ts'
import { ratioLines } from '#lib/release/rate-ratio-table.ts'
import { survivalLines } from '#lib/release/survival-curves.ts'

/** Names of sheets: a program's limit is 31 characters. */
const SHEETS = {
  rate: { da: 'Pr. 100.000', en: 'Per 100,000' },
  standardised_rate: { da: 'Aldersstandardiseret', en: 'Age-standardised' },
  standardised_lower: { da: 'Standardiseret, nedre', en: 'Standardised, lower' },
  standardised_upper: { da: 'Standardiseret, øvre', en: 'Standardised, upper' },
  ratio: { da: 'SMR', en: 'SMR' },
  ratio_lower: { da: 'SMR, nedre', en: 'SMR, lower' },
  ratio_upper: { da: 'SMR, øvre', en: 'SMR, upper' },
  prevalence: { da: 'Prævalens pr. 100.000', en: 'Prevalence per 100,000' },
  linked_share: { da: 'Procent', en: 'Per cent' },
  mean: { da: 'Gennemsnit', en: 'Mean' },
  sum: { da: 'Sum', en: 'Sum' },
  median: { da: 'Median', en: 'Median' },
  lower_quartile: { da: 'Nedre kvartil', en: 'Lower quartile' },
  upper_quartile: { da: 'Øvre kvartil', en: 'Upper quartile' },
} as const

type Cell = string | number | null

/** A workbook with typed cells: the table, the rates where ordered, and a sheet of facts and legend. */
export async function xlsxFile(document: DeliveryDocument, releasedOn: string): Promise<Uint8Array> {
  const isDanish = document.locale === 'da'
  const madeAt = new Date(`${releasedOn}T00:00:00Z`)
  const sheets = [{ name: isDanish ? 'Tabel' : 'Table', rows: tableRows(document, document.counts) }]
  for (const { id, values } of document.figures)
    sheets.push({ name: SHEETS[id][document.locale], rows: tableRows(document, values) })
  const { curves, ratios, grid, locale } = document
  if (ratios) {
    const rows = ratioLines(ratios, locale).map((line): Cell[] =>
      line.map((cell) => (typeof cell === 'string' ? safeText(cell) : cell)),
    )
    sheets.push({ name: isDanish ? 'Rateratioer' : 'Rate ratios', rows })
  }
  if (curves) {
    const lines = survivalLines(curves, grid, locale)
    const rows = lines.map((line): Cell[] => line.map((cell) => (typeof cell === 'string' ? safeText(cell) : cell)))
    sheets.push({ name: isDanish ? 'Overlevelse' : 'Survival', rows })
  }
  const about: Cell[][] = [
    ...document.facts.map(({ name, value }) => [safeText(name), safeText(value)]),
    [],
    ...document.legend.map((line) => [safeText(line)]),
  ]
  sheets.push({ name: isDanish ? 'Om tabellen' : 'About', rows: about })
  return new Uint8Array(
    await writeXlsx({
      sheets,
      properties: { title: document.title, creator: 'Statistikservice', created: madeAt, modified: madeAt },
    }),
  )
}

function tableRows(document: DeliveryDocument, values: readonly (readonly (number | null)[])[]): Cell[][] {
  const { grid } = document
  const lead = grid.rowAxes.length
  const heads: Cell[][] = grid.columnAxes.map((axis, level) => [
    ...Array.from({ length: lead }, (_, i) =>
      level === grid.columnAxes.length - 1 ? (grid.rowAxes[i] ?? '') : i === lead - 1 ? axis : '',
    ),
    ...grid.columns.map((column) => safeText(column.labels[level] ?? '')),
  ])
  if (heads.length === 0) heads.push([...grid.rowAxes, document.locale === 'da' ? 'Antal' : 'Number'])
  const body = grid.rows.map((row, r): Cell[] => [
    ...row.labels.map(safeText),
    ...(values[r] ?? []).map((value) => value ?? HIDDEN_MARK),
  ])
  const origin: Cell[][] = document.originLabel ? [[safeText(document.originLabel)]] : []
  return [[safeText(document.title)], ...origin, [], ...heads, ...body]
}
