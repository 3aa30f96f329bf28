import type { DeliveryDocument, DeliveryFigure } from '#lib/release/delivery-document.ts'
import { type GridDimension, gridDimensions } from '#lib/release/formats/grid-dimensions.ts'

/** The variables of a table by side, as the specification has them. */
export interface TableVariables {
  readonly rows: readonly string[]
  readonly columns: readonly string[]
}

/** One cell as formats of one line per cell give it. */
export interface Observation {
  /** A code for each dimension, in their order. */
  readonly codes: readonly string[]
  readonly labels: readonly string[]
  /** Null where hidden. */
  readonly count: number | null
  /** The figures beside the count in their order; null where hidden or not given. */
  readonly figures: readonly (number | null)[]
}

/** Every cell of a delivered table, line by line, with the dimensions its codes belong to. Pure. */
export function observations(
  document: DeliveryDocument,
  variables: TableVariables,
): { readonly dimensions: readonly GridDimension[]; readonly cells: readonly Observation[] } {
  const { grid, counts, figures } = document
  const { rows, columns } = gridDimensions(grid, variables)
  const cells = grid.rows.flatMap((row, r) =>
    grid.columns.map((column, c) => ({
      codes: [...row.codes, ...column.codes],
      labels: [...row.labels, ...column.labels],
      count: counts[r]?.[c] ?? null,
      figures: figures.map(({ values }) => values[r]?.[c] ?? null),
    })),
  )
  return { dimensions: [...rows, ...columns], cells }
}

/** What a figure is called in a file for programs, the same in each of them. */
export function figureName({ id }: DeliveryFigure): string {
  return id === 'rate' ? 'rate_per_100000' : id
}
