import { asShown, leafPositions, type ResolvedSpecification } from './resolved-specification.ts'

/** The size of a table before anything is counted; prices and the composer build on it. */
export interface TableShape {
  /** Lines and columns as shown: with totals and subtotals where they are wanted. 1 when a side has no variable. */
  readonly rowCount: number
  readonly columnCount: number
  /** Cells of categories alone. */
  readonly innerCells: number
  /** Every cell of the table, all totals and subtotals included, shown or not. */
  readonly cells: number
  /** Every cell that is counted and protected: `cells`, and those that lie within them. */
  readonly countedCells: number
  readonly registers: number
  /** Variables used as axis or filter, each counted once. */
  readonly variables: number
}

/** Computes the shape of a resolved specification. */
export function tableShape(resolved: ResolvedSpecification): TableShape {
  const { filters, specification } = resolved
  const { axes } = asShown(resolved)
  const countCells = (of: typeof axes) => of.reduce((product, axis) => product * axis.nodes.length, 1)
  const shownOn = (side: 'row' | 'column') =>
    axes
      .filter((axis) => axis.side === side)
      .reduce((product, axis) => product * (axis.nodes.length - (specification.totals ? 0 : 1)), 1)
  return {
    rowCount: shownOn('row'),
    columnCount: shownOn('column'),
    innerCells: axes.reduce((product, axis) => product * leafPositions(axis).length, 1),
    cells: countCells(axes),
    countedCells: countCells(resolved.axes),
    registers: specification.link && specification.link.register !== specification.register ? 2 : 1,
    variables: new Set([...axes, ...filters].map(({ variable }) => variable.id)).size,
  }
}
