import { formatNumber } from '#components/ui/format.ts'
import type { DeliveryDocument, DeliveryFigure } from '#lib/release/delivery-document.ts'

/** What a shown table is of: the counts, figures with their limits, or one figure alone. */
export type ShownValues = 'counts' | 'rates' | 'standardised' | 'ratio' | DeliveryFigure['id']

/** The numbers behind each cell: one, or a rate with its lower and upper limit. */
export interface CellValues {
  readonly digits: 0 | 1
  readonly parts: readonly (readonly (readonly (number | null)[])[])[]
}

const LIMITED: Readonly<Record<'standardised' | 'ratio', readonly DeliveryFigure['id'][]>> = {
  standardised: ['standardised_rate', 'standardised_lower', 'standardised_upper'],
  ratio: ['ratio', 'ratio_lower', 'ratio_upper'],
}

/** A table's name: the title, and what stands in it where that is not the counts, so that no two tables of a page share one. */
export function tableName({ title, figures }: DeliveryDocument, values: ShownValues): string {
  const id = values === 'rates' ? 'rate' : values === 'standardised' ? 'standardised_rate' : values
  const figure = figures.find((each) => each.id === id)
  return values === 'counts' || !figure ? title : `${title}: ${figure.label}`
}

/** Counts and sums are whole; rates and other figures have a decimal. */
export function cellValues(document: DeliveryDocument, values: ShownValues): CellValues {
  const figure = (id: DeliveryFigure['id']) => document.figures.find((each) => each.id === id)?.values ?? []
  if (values === 'counts') return { digits: 0, parts: [document.counts] }
  if (values === 'rates') return { digits: 1, parts: [document.rates ?? []] }
  if (values === 'standardised' || values === 'ratio') return { digits: 1, parts: LIMITED[values].map(figure) }
  return { digits: values === 'sum' ? 0 : 1, parts: [figure(values)] }
}

/** What stands in a cell, null where nothing may or can: a number, or a rate with its limits. */
export function cellText({ digits, parts }: CellValues, locale: string, row: number, column: number): string | null {
  const [own, lower, upper] = parts.map((part) => part[row]?.[column] ?? null)
  if (own === null || own === undefined) return null
  const show = (value: number | null | undefined) => (value == null ? '' : formatNumber(value, locale, digits))
  return parts.length === 3 ? `${show(own)} (${show(lower)}–${show(upper)})` : show(own)
}
