import type { DeliveryDocument } from '#lib/release/delivery-document.ts'
import type { TableGrid } from '#lib/release/table-grid.ts'

/** A variable of a delivered table with its categories in the order of lines or columns. */
export interface GridDimension {
  readonly id: string
  readonly label: string
  readonly codes: readonly string[]
  readonly labels: readonly string[]
}

/** The variables of a grid, rows first; its cells in line order are then in the order of the dimensions, the last one fastest. */
export function gridDimensions(
  grid: TableGrid,
  variables: { readonly rows: readonly string[]; readonly columns: readonly string[] },
): { readonly rows: GridDimension[]; readonly columns: GridDimension[] } {
  const side = (ids: readonly string[], labels: readonly string[], headings: TableGrid['rows']) =>
    ids.map((id, axis) => {
      const categories = new Map(headings.map((heading) => [heading.codes[axis] ?? '', heading.labels[axis] ?? '']))
      return { id, label: labels[axis] ?? id, codes: [...categories.keys()], labels: [...categories.values()] }
    })
  return {
    rows: side(variables.rows, grid.rowAxes, grid.rows),
    columns: side(variables.columns, grid.columnAxes, grid.columns),
  }
}

/** The counts and the figures beside them as a variable of its own, for formats that hold one value per cell. */
export function measureDimension({ figures, locale }: DeliveryDocument): GridDimension {
  return {
    id: 'measure',
    label: locale === 'da' ? 'Måltal' : 'Measure',
    codes: ['count', ...figures.map(({ id }) => id)],
    labels: [locale === 'da' ? 'Antal' : 'Number', ...figures.map(({ label }) => label)],
  }
}
