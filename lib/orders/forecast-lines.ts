import type { HiddenForecast } from './forecast-hidden.ts'

/** The forecast of a table laid out as lines and columns. A place is a heading's position on each axis of its side. */
export interface ForecastLines {
  /** Chance that the cell is hidden; null where it was not forecast. */
  readonly cell: (row: readonly number[], column: readonly number[]) => number | null
  /** Mean chance over a line, or over a column. */
  readonly row: (row: readonly number[]) => number | null
  readonly column: (column: readonly number[]) => number | null
}

/** Lays a forecast out; axes of the rows stand before those of the columns. */
export function forecastLines({ axes, chances }: HiddenForecast): ForecastLines {
  const sides = (['row', 'column'] as const).map((side) => axes.filter(({ axis }) => axis.side === side))
  const [rows = [], columns = []] = sides
  const width = columns.reduce((product, { nodes }) => product * nodes.length, 1)
  const height = rows.reduce((product, { nodes }) => product * nodes.length, 1)
  const place = (side: typeof rows, nodes: readonly number[]) =>
    side.reduce((line, axis, d) => {
      const position = axis.nodes.indexOf(nodes[d] ?? -1)
      return line < 0 || position < 0 ? -1 : line * axis.nodes.length + position
    }, 0)
  const at = (row: number, column: number) => chances[row * width + column] ?? 0
  return {
    cell: (row, column) => {
      const [i, j] = [place(rows, row), place(columns, column)]
      return i < 0 || j < 0 ? null : at(i, j)
    },
    row: (row) => meanOf(place(rows, row), width, at),
    column: (column) => meanOf(place(columns, column), height, (j, i) => at(i, j)),
  }
}

function meanOf(line: number, length: number, at: (line: number, k: number) => number): number | null {
  if (line < 0) return null
  let sum = 0
  for (let k = 0; k < length; k++) sum += at(line, k)
  return length > 0 ? sum / length : null
}
