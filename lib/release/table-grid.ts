import { type Catalogue, findRegister, findVariable } from '#lib/catalogue/catalogue.ts'
import { headingLabel } from '#lib/catalogue/own-groups.ts'
import { TOTAL_CODE } from '#lib/catalogue/resolved-specification.ts'
import type { Specification } from '#lib/catalogue/specification.ts'
import type { TableBody } from '#lib/production/table-body.ts'
import { addressStrides } from '#lib/tabulation/cube.ts'

export type GridLocale = 'da' | 'en'

/** One line or column of the shown table: its category on each axis of that side. */
export interface GridHeading {
  readonly codes: readonly string[]
  readonly labels: readonly string[]
  /** Whether it is a total or subtotal on any axis. */
  readonly isMargin: boolean
  /** The same axis by axis. */
  readonly margins: readonly boolean[]
  /** What this heading adds to a cell's address in the cube. */
  readonly offset: number
}

/** A table laid out as people read it: rows by columns, with the address of every cell in the cube behind it. */
export interface TableGrid {
  readonly rowAxes: readonly string[]
  readonly columnAxes: readonly string[]
  readonly rows: readonly GridHeading[]
  readonly columns: readonly GridHeading[]
}

interface Axis {
  readonly label: string
  readonly headings: readonly {
    readonly code: string
    readonly label: string
    readonly isMargin: boolean
    readonly offset: number
  }[]
}

/** Lays a table out by its specification. Totals are left out where they were not ordered. */
export function tableGrid(
  dimensions: TableBody['dimensions'],
  specification: Specification,
  catalogue: Catalogue,
  locale: GridLocale,
): TableGrid {
  const strides = addressStrides(dimensions)
  // By name, not by place: a reader may turn the table, and the cube stays as it was counted.
  const axis = ({ variable }: { readonly variable: string }): Axis => {
    const position = dimensions.findIndex(({ id }) => id === variable)
    return axisOf(dimensions[position], strides[position] ?? 0, specification, catalogue, locale)
  }
  const rowAxes = specification.rows.map(axis)
  const columnAxes = specification.columns.map(axis)
  return {
    rowAxes: rowAxes.map((each) => each.label),
    columnAxes: columnAxes.map((each) => each.label),
    rows: crossHeadings(rowAxes),
    columns: crossHeadings(columnAxes),
  }
}

/** The cell's address in the cube. */
export function gridAddress(row: GridHeading, column: GridHeading): number {
  return row.offset + column.offset
}

function axisOf(
  dimension: TableBody['dimensions'][number] | undefined,
  stride: number,
  specification: Specification,
  catalogue: Catalogue,
  locale: GridLocale,
): Axis {
  if (!dimension) throw new Error('the table has fewer dimensions than its specification')
  const register = findRegister(catalogue, specification.register)
  const variable = register && findVariable(register, dimension.id)
  if (!variable) throw new Error(`the catalogue no longer has the variable ${dimension.id}`)
  const parents = new Set(dimension.parents)
  const order = treeOrder(dimension.parents).filter((node) => node !== 0 || specification.totals)
  return {
    label: variable.label[locale],
    headings: order.map((node) => {
      const code = dimension.codes[node] ?? ''
      return {
        code,
        label: code === TOTAL_CODE ? totalLabel(locale) : headingLabel(catalogue, specification, dimension.id, code, locale),
        isMargin: parents.has(node),
        offset: node * stride,
      }
    }),
  }
}

function totalLabel(locale: GridLocale): string {
  return locale === 'da' ? 'I alt' : 'Total'
}

/** Nodes depth first with children in their own order; the total comes first. */
function treeOrder(parents: readonly number[]): number[] {
  const children: number[][] = parents.map(() => [])
  for (const [node, parent] of parents.entries()) if (parent >= 0) children[parent]?.push(node)
  const order: number[] = []
  const visit = (node: number) => {
    order.push(node)
    for (const child of children[node] ?? []) visit(child)
  }
  visit(0)
  return order
}

function crossHeadings(axes: readonly Axis[]): GridHeading[] {
  return axes.reduce<GridHeading[]>(
    (before, axis) =>
      before.flatMap((heading) =>
        axis.headings.map((next) => ({
          codes: [...heading.codes, next.code],
          labels: [...heading.labels, next.label],
          isMargin: heading.isMargin || next.isMargin,
          margins: [...heading.margins, next.isMargin],
          offset: heading.offset + next.offset,
        })),
      ),
    [{ codes: [], labels: [], isMargin: false, margins: [], offset: 0 }],
  )
}
