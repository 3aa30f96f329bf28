import type { Report } from '#lib/orders/figures/queries.ts'

/** The tables of the report, by name: columns and rows of words and numbers, the same for the page's files. */
export const REPORT_TABLES = [
  'maaneder',
  'tider',
  'afslutninger',
  'tilbud',
  'skjulte',
  'hentninger',
  'priser',
  'timer',
  'begrundelser',
] as const
export type ReportTable = (typeof REPORT_TABLES)[number]

/** Rows of one table with a line of column names first. Null values are empty. */
export function reportTable(
  { figures, offers, hidden, downloads, prices, reasons }: Report,
  table: ReportTable,
): (string | number)[][] {
  switch (table) {
    case 'maaneder':
      return [['month', 'submitted', 'delivered'], ...figures.months.map((row) => [row.month, row.submitted, row.delivered])]
    case 'tider':
      return [
        ['type', 'leg', 'orders', 'median_days', 'p80_days', 'target_days', 'on_time'],
        ...figures.legs.map(({ type, leg, orders, median, p80, targetDays, onTime }) => {
          return [type, leg, orders, median ?? '', p80 ?? '', targetDays ?? '', onTime ?? '']
        }),
      ]
    case 'afslutninger':
      return [['resolution', 'orders'], ...Object.entries(figures.ended)]
    case 'tilbud':
      return [
        ['customer_class', 'accepted_offers', 'total_kr'],
        ...offers.map((row) => [row.customerClass, row.offers, row.totalOre / 100]),
      ]
    case 'skjulte':
      return [
        ['register', 'deliveries', 'cells', 'hidden_by_rule', 'hidden_to_protect'],
        ...hidden.map((row) => [row.registerId, row.deliveries, row.cells, row.primary, row.secondary]),
      ]
    case 'hentninger':
      return [
        ['month', 'format', 'downloads', 'people'],
        ...downloads.map((row) => [row.month, row.format, row.downloads, row.people]),
      ]
    case 'priser':
      return [
        ['customer_class', 'orders', 'estimated_kr', 'actual_kr', 'capped'],
        ...prices.classes.map((row) => [row.customerClass, row.orders, row.estimatedOre / 100, row.actualOre / 100, row.capped]),
      ]
    case 'timer':
      return [
        ['work', 'estimated_hours', 'used_hours', 'own_error_hours'],
        ...prices.work.map((row) => [row.kind, row.estimatedMinutes / 60, row.usedMinutes / 60, row.ownErrorMinutes / 60]),
      ]
    case 'begrundelser':
      return [
        ['order', 'event', 'at', 'from_status', 'referred_to', 'reason'],
        ...reasons.map((row) => [row.number, row.type, row.at.toISOString(), row.from ?? '', row.referredTo ?? '', row.reason]),
      ]
    default:
      return table satisfies never
  }
}
